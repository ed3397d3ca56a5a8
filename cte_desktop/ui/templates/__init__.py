"""A template of a plan laid around what many students have: looked at before, kept as one step."""
