"""What several cells, or several rows, say together."""
