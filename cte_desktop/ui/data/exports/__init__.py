"""Sending out: what, to whom and what for, and the log of what was sent."""
