"""The headers that every answer of the web page carries, and those that say what who asks has already."""

from aiohttp import web

# Nothing from elsewhere, nothing inline. https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def has(request: web.Request, etag: str) -> bool | None:
    """Whether who asks has what the tag stands for; None where no tag is told. RFC 9110, section 13.1.2"""
    tags = request.headers.get("If-None-Match")
    return None if tags is None else etag in tags or tags.strip() == "*"
