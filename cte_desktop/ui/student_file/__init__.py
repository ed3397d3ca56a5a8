"""What is kept of one student, opened from a list or the plan: disclosures, everything, notes."""
