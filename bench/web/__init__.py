"""The web page, beside a bare aiohttp handler that returns the same bytes.

load         readers who ask as fast as they are answered
bare         a process: the floor
servers      ours (`paperboy run`) and the floor as processes
pages        the figures
"""
