"""Who works with the program, in which role, and what a role may do."""
