"""The web page: the archive to read, feeds, an interface for machines, and a chat to try it all without a token.

site            the routes, put together
frame           what every answer has: its language, its safety headers, the templates
asked           what a page is asked for: its address, its parameters, its language
kept            made answers, by what was asked, as long as the archive stays the same
headers, static_files  what every answer carries; style sheets and scripts under addresses that change with them
pages           what all pages have in common: a page also for what is wrong or not there
digests, papers, tags, finding, calendars  the pages of each noun
chart, text     months as bars; text of documents as HTML, and nothing else of it
programs        how programs are answered: whole, or in a few bytes where nothing has changed
chosen, feeds   what somebody chose of the archive, as a feed
feed, entries   a feed and its entries, whatever the format, and how articles become them
atom, rss, jsonfeed, xml  the formats
api/            the archive as JSON, and the OpenAPI document of it
chat            the page to try it
"""
