"""The plan of an earlier day beside the one of today, and bringing it back."""
