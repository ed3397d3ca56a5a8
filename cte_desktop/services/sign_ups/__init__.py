"""Sign-ups for pathways: for one student and many, interests, suggestions, and what changed."""
