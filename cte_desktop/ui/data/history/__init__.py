"""The part History of the page Data: every step, who did it and when, and taking it back."""
