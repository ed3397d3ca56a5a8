"""Before the pages."""
