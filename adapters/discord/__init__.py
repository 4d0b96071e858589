"""Discord on discord.py: servers, threads and direct messages.

Pure, and without discord.py, so that others can render too:
render       a View to Discord's messages as plain JSON; posts, private, modals, lines: its parts
components   Discord's components and what they count; markdown, links: text that says nothing but itself
dialect      all of it for who shows Discord's messages elsewhere
custom_id    what a button does, in a hundred characters; marks: how a message is recognised as ours

Over HTTP alone, without a gateway:
rest         one request, and how it failed; pace: the limits; errors: what a refusal means
sender       posts, edits, looks up; forums, history: its parts; rights: what the bot may do where

With discord.py:
platform     DiscordPlatform: the Platform, and the connection that comes back
gateway      the client; commands: the core's table as Discord's; reports: what happens to channels
interactions an interaction to a Call (calls) and its answer within the deadline (answers)
"""
