"""The page Pathways."""
