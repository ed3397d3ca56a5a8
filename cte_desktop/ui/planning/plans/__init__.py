"""The plans of a student on the page: several under names, templates, course sequences."""
