"""What people type, in both languages: a line to a call, and dates, times, zones and weekdays to values.

No reader here raises on any text: None, or an empty tuple, says that it was not understood.
"""

from bot.words.completing import complete_line
from bot.words.line import Line, read_line, read_tags
from bot.words.moments import read_days, read_time, read_weekdays
from bot.words.zones import nearest_zones, read_zone

__all__ = [
    "Line",
    "complete_line",
    "nearest_zones",
    "read_days",
    "read_line",
    "read_tags",
    "read_time",
    "read_weekdays",
    "read_zone",
]
