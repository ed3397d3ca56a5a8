"""Settings that are single values: a row for each, with its meaning and its default."""
