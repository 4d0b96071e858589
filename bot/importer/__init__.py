"""Documents into the archive: which are new, which paper each is about, what is news.

Read in this order: run.py (an import from start to end), homes.py, reading.py, renaming.py, filing.py, identity.py.
The rules of merging and of news are pure, in bot/ingest/merge.py and bot/ingest/publication.py.
"""

from bot.importer.run import Progress, import_files, import_source
from bot.importer.summary import Refusal, Remark, Summary

__all__ = ["Progress", "Refusal", "Remark", "Summary", "import_files", "import_source"]
