"""Profiles: how the files of an information system become the plain files.

What a profile says is plain record and TOML; the tables that it turns are read as any others.
"""
