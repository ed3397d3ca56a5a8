"""Which sections of a course fit into a plan by the clock, and why the others do not."""
