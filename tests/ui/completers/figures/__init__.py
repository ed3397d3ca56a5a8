"""Tests of the part Figures."""
