"""Noting what students want of their plans: for one on the plan page, for many in a list."""
