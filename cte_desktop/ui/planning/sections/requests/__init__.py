"""A student's requests by period."""
