"""Counting completions: by what, against earlier years, small groups kept back, and Perkins V."""
