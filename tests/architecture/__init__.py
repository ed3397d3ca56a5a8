"""Rules about the source itself; each checker is also shown a small bad sample."""
