"""What the district offers."""
