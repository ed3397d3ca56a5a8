"""What was known on an earlier day, quickly and exactly."""
