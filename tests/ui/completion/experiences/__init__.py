"""What surrounds a pathway, on screen."""
