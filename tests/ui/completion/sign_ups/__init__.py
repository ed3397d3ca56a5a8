"""Dialogs about sign-ups."""
