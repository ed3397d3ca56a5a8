"""Tests of the part Protection."""
