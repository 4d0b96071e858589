"""The OpenAPI document, made of the table of addresses. https://spec.openapis.org/oas/v3.1.1.html"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from adapters.web.api.asked import LONGEST_ADDRESS, Asked
from adapters.web.api.endpoints import ENDPOINTS, Endpoint
from adapters.web.api.values import Trouble, Value

ABOUT = """The archive of a Paperboy, to read. Lists come in pages: follow `next` until it is null. Answers carry `ETag`
and `Last-Modified`; whoever sends them back gets 304 where nothing has changed. Pages of other sites may ask, too."""
_REF = "#/components/schemas/{model}"
_TEXT = {"schema": {"type": "string"}}
_HEADERS = {"ETag": _TEXT, "Last-Modified": _TEXT}
_ADDRESS = {
    "name": "address",
    "in": "path",
    "required": True,
    "description": "`2505.24275`, `hep-th/9901001`, or the number of a paper without an arXiv id.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_ADDRESS},
}


@cache
def document() -> bytes:
    models: list[type[Value]] = [*dict.fromkeys(endpoint.answer for endpoint in ENDPOINTS), Trouble]
    _, schemas = models_json_schema([(model, "serialization") for model in models], ref_template=_REF)
    made = {
        "openapi": "3.1.0",
        "info": {"title": "Paperboy", "version": "1", "description": " ".join(ABOUT.split())},
        "servers": [{"url": "/"}],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
        "components": {"schemas": schemas["$defs"]},
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    parameters = [*_parameters(endpoint.asked)]
    responses: dict[str, Any] = {
        "200": {"description": "Here it is.", "headers": _HEADERS, "content": _json(endpoint.answer.__name__)},
        "304": {"description": "Nothing has changed.", "headers": _HEADERS},
        "400": {"description": "A parameter cannot be so.", "content": _json(Trouble.__name__)},
        "default": {"description": "Something went wrong.", "content": _json(Trouble.__name__)},
    }
    if "{address}" in endpoint.path:
        parameters.insert(0, _ADDRESS)
    if "{address}" in endpoint.path or "tag" in endpoint.asked.model_fields:
        responses["404"] = {"description": "There is no such thing.", "content": _json(Trouble.__name__)}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": parameters,
        "responses": dict(sorted(responses.items())),
    }


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}


def _parameters(asked: type[Asked]) -> Iterator[dict[str, Any]]:
    for name, schema in asked.model_json_schema().get("properties", {}).items():
        about = schema.pop("description", "")
        schema.pop("title", None)
        if any(option == {"type": "null"} for option in schema.get("anyOf", ())):  # null is to leave it out
            [one] = [option for option in schema.pop("anyOf") if option != {"type": "null"}]
            schema = {key: value for key, value in schema.items() if key != "default"} | one
        yield {"name": name, "in": "query", "schema": schema} | ({"description": about} if about else {})
