"""Tests of the part Keeping."""
