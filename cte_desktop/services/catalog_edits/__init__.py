"""Schools, bells and ways as a person keeps them under Settings: each save is one step.

A file of the catalog that is imported later takes the place of what was typed in here, as the
contract of files says; the report of that import names each such row (`exchange/rows`).
"""
