"""Pictures of every page, dialog, empty state and paper, for `dev.py look`."""
