"""The page Home: the caseload at a glance."""
