"""The command line. Every failure is one line on stderr and an exit status other than 0.

serving     run
setup       init
archive     ingest, export
asking      ask, tick
operating   status, config, migrate, backup, restore
health      health
doctor      doctor
people      reader show, reader erase
places      workspace show, workspace erase
chats       discord invite, slack manifest
"""

from bot.cli.parser import main

__all__ = ["main"]
