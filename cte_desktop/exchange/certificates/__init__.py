"""Certificates that anyone can check: signed codes, published keys, and the one-file checker."""
