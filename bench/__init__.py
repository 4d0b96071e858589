"""What is measured, each with its floor beside it. `make bench`; never a test."""
