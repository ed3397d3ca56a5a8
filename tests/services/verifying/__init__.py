"""What a counselor can do, on a real database."""
