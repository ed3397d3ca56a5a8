"""What leads to completion on screen, from what surrounds a pathway to the award."""
