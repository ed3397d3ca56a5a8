"""Printing certificates."""
