"""Importing through the window."""
