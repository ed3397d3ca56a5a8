"""Tools for people who work on the program; nothing here is part of what a counselor gets."""
