"""What is done for many students of the list at once: asked, worked out, looked at, then kept."""
