"""Backups on the page Data: the list, making one, restoring one, checking the database."""
