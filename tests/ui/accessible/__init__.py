"""What a screen reader is told, and where the keyboard leads, on every page and in every dialog."""
