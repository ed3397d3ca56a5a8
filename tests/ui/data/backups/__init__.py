"""The backups on the page Data."""
