"""Updating the program from a file, and what is new in it."""
