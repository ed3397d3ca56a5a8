"""What the database knew at the end of an earlier day: all of it, or the plans of one student."""
