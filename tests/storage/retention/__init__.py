"""Tests of destroying records for good."""
