"""What files leave open: questions, what was answered, and what is likely."""
