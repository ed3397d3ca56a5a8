"""What surrounds a student's pathways: seen by kind, written down for one or many; employers."""
