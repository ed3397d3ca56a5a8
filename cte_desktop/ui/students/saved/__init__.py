"""Lists of students under a name: the menu at the filters, and the questions it asks."""
