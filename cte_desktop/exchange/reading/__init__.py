"""From paths to checked rows: finding files, telling what each is, and reading it."""
