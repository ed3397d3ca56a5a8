"""Which columns the list of students shows, in which order, and by which it is sorted."""
