"""Tests of the page Completers."""
