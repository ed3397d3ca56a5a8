"""A student's week as a picture beside the plan."""
