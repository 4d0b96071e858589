"""The web page: the archive to read, feeds, an interface for machines, and a chat to try it all without a token.

site            the routes, put together
frame           what every answer has: its language, its safety headers, the templates
asked           what a page is asked for: its address, its parameters, its language
posted          what is posted, read within bounds: the chat alone takes any
kept            made answers, by what was asked, as long as the archive stays the same
headers static_files
                what every answer carries; style sheets and scripts under addresses that change with them
text            text of documents as HTML, and nothing else of it
pages           what all pages have in common: a page also for what is wrong or not there
archive/        the archive as pages, a module for each noun; guides: docs/, in the reader's language
programs chosen how programs are answered; what they choose of the archive
feeds/          what is new in the archive, as Atom, RSS and JSON Feed
api/            the archive as JSON, and the OpenAPI document of it
chat/           the page to try it, a Platform
"""
