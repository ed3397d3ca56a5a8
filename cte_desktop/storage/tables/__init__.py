"""The tables: typed declarative rows (`...Row`) that never leave storage.

`all.py` imports every one.
"""
