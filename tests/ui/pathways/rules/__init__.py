"""Tests of the requirement editor."""
