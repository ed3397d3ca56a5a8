"""What the window about a change of the schedule does."""
