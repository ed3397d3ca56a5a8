"""Dialogs about sign-ups, opened from a student on the table or from chosen students of a list."""
