"""The letterhead of plans and letters: lines, pictures, and who signs."""
