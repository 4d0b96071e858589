"""Documents to values: pure functions from text, without I/O; folders are walked in folder.py."""
