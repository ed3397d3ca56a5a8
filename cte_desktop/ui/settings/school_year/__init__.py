"""The part School year of the page Settings: what a new year does, and to begin it."""
