"""What goes wrong in practice, looked at from outside the service: one small check each.

finding     what a check says
machine     folder, disk, time zones, port, backups
database    usable, paid
outside     hosts through a proxy, tokens, the clock, rights in subscribed channels
"""

from bot.doctor.checkup import examine
from bot.doctor.finding import Finding

__all__ = ["Finding", "examine"]
