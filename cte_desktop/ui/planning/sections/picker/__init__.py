"""Choosing a section for a planned course, with reasons, seats and what else there is."""
