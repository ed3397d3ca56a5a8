"""The part Register of the page Completers: every award, and what became of it."""
