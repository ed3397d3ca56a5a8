"""The commands behind dev.py: set-up, tests, checks and builds, with the standard library only."""
