"""Slack, beside bare slack-bolt: what a use of the app costs, and how fast a post goes out.

world        a process: the local Slack, and the people who use it; so that it is not measured with its client
bare         a process: slack-bolt alone with constant replies, the floor
clients      the local platform, ours (`paperboy run`) and the floor (bench/processes.py runs them)
interactions, posts: the figures
"""
