"""Checking certificates, publishing keys, and joining the keys of other laptops."""
