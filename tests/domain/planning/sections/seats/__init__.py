"""Tests of sections, in this layer."""
