"""A student's fixed times and wishes about hours."""
