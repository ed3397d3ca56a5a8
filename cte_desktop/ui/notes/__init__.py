"""Shared notes about a student, with the door to the private ones, which stay apart."""
