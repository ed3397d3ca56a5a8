"""A counselor's private notes about the student at hand."""
