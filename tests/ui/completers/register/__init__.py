"""The part Register."""
