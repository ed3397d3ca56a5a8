"""What a student intends: placements by grade, term and lane, what clashes, and the load."""

from __future__ import annotations
