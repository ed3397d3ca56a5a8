"""The part Completers."""
