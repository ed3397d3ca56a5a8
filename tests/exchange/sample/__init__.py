"""Tests of the sample district: its shape, its truth to the catalog, and its shares."""
