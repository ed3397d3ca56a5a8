"""Giving tags to the selected students, and taking them away."""
