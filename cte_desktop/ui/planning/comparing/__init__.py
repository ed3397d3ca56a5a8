"""Two plans of a student side by side, by grade and term, and what each does to the programs."""
