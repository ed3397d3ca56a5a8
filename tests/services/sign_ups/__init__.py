"""Sign-ups: suggestions, lists, many students at once."""
