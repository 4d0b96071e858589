"""Paperboy in Discord servers, threads and direct messages, on discord.py."""
