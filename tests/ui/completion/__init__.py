"""What leads to completion on screen."""
