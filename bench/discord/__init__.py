"""Discord, beside bare discord.py: what an interaction costs, what many servers cost, how fast a post goes out.

world        a process: the local Discord, and the people who use it; so that it is not measured with its client
bare         a process: discord.py alone with constant replies, the floor
clients      the local platform, ours (`paperboy run`) and the floor (bench/processes.py runs them)
interactions, memory, posts: the figures
"""
