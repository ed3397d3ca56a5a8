"""The columns of a section and of its meetings that say something, as sections.csv has them."""

from __future__ import annotations

MEETING = ("period", "days", "start", "end", "room")
WHEN = MEETING[:4]
"""What tells the meetings of a section apart."""
SECTION = (
    "term",
    "course_code",
    "site",
    "kind",
    "teacher",
    "seats",
    "reserved_for",
    "grade_min",
    "grade_max",
    "state",
)
SAME_SECTION = ("term", "course_code", "site", "kind")
"""What the rows of one section must agree in."""
