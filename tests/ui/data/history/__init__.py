"""The history on the page Data, and that of one student."""
