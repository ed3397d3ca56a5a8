"""Sections in a plan: which fit by the clock, whose seat it is, what else there is to do."""
