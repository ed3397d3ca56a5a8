"""The page Students: everyone of the district in one table that is searched as one types."""
