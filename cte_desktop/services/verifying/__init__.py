"""Checking certificates, by code or serial number, and the lists of keys that it takes."""
