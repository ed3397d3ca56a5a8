"""Bringing files in from the window: the flow, its sheet and its report."""
