"""Plans that no longer fit the record, and their repairs."""
