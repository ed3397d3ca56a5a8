"""The part Keeping of the page Data: what may be destroyed by law, and what stays."""
