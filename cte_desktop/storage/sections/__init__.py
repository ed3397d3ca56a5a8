"""Sections as they are kept: read, edited by people, brought in by files, and who sits in them."""
