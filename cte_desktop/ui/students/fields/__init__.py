"""What the list of students shows and is narrowed by: one record for each column and filter."""
