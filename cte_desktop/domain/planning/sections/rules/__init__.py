"""Rules around the clock: college classes, empty periods, unknown times, wished hours."""
