"""One file per revision, in the order of `REVISIONS` in `upgrade.py`."""
