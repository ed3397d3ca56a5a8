"""The part Sign-ups of the page Pathways: who has none, who is interested, what changed."""
