"""The migrations: one file per revision in `versions/`; `draft.py` writes the next one."""
