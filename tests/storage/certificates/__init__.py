"""Tests of what the store keeps about certificates."""
