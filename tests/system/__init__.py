"""Tests of the machine layer."""
