"""Updates of the program as files: NAME.cte-update, a zip with a signed list of what is in it."""
