"""Filling plans: wishes, a proposal for one student, many students at once, a course swapped."""
