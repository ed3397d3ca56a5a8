"""The help: a window of its own beside the program's, offline, with a search."""
