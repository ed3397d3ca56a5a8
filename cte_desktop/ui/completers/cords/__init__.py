"""Cords and seals for graduation: who gets which, what to order, and the district's list."""
