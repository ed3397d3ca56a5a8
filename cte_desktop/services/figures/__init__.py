"""The district's figures: completers by year and by what they are counted, with who is behind."""
