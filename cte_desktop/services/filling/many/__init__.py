"""Filling the plans of many students: who gets what, who can't and why, kept as one step."""
