"""Go to any student, course, page, action or topic of the help by a few letters."""
