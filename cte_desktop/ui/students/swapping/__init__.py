"""A course added, swapped or dropped in the plans of many: looked at first, kept as one step."""
