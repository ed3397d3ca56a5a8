"""What the district offers: sectors, pathways, courses, sections, bells and travel."""

from __future__ import annotations
