"""The plain profile: its kinds of files, their columns, and what one cell means."""
