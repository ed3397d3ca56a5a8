"""The real window on a real database, driven by mouse and keyboard."""
