"""Checking certificates and joining keys."""
