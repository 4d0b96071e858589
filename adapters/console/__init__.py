"""A terminal as a platform: prints posts, answers typed commands. The shortest example of an adapter.

render      a View to a Body: lines of styled text and numbered buttons, as plain JSON; pure
layout      a Body to the characters of one terminal: width, colour, nothing that the terminal would obey; pure
platform    Console, the Platform: posts to the terminal, typed lines and button numbers to the Host
prompt      the line at the bottom, with history and completion
"""
