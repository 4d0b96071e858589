"""Pays what is owed: claim, send, record, retry, reconcile, correct. Nothing lost, and nothing twice by guess."""

from bot.deliver.errand import Posted
from bot.deliver.events import handle
from bot.deliver.judgement import arrived, send_again
from bot.deliver.worker import Worker

__all__ = ["Posted", "Worker", "arrived", "handle", "send_again"]
