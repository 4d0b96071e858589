"""The web page: the archive to read, feeds, an interface for machines, and a chat to try it all without a token.

frame           what every answer has: its language, its safety headers, the templates
kept            made answers, by what was asked, as long as the archive stays the same
pages           the archive as pages
site            the routes, put together
"""
