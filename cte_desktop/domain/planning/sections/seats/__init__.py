"""Whose seat it is: reservations, the open order, and what a student finds."""
