"""The part Sign-ups of the page Pathways."""
