"""Tests of the tables that are written into."""
