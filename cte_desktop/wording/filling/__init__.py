"""How a filled plan is told: what it brings, what clashes, each way out with its consequences."""
