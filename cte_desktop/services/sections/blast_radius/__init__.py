"""What a change of the master schedule breaks, and repairing it in one step."""
