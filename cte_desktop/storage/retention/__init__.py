"""Destroying for good what is kept about students: rows, earlier versions, and what history says.

Which tables and columns hold which kind of record stands in `places.py`.
"""
