"""A slot: one period (or evening, or college class) of a student's year, fall and spring."""

from __future__ import annotations

from dataclasses import dataclass

DAY, EXTENDED, COLLEGE = "day", "extended", "college"
CREDIT_RECOVERY = "CRREC"

Recovered = tuple[str, int]  # course code and half (0 or 1)


@dataclass(slots=True)
class Slot:
    """What fills a period; the same code twice is a year course, "" is an empty semester."""

    fall: str
    spring: str
    lane: str = DAY
    site: str = ""  # "" is the student's own school
    recovers_fall: Recovered | None = None
    recovers_spring: Recovered | None = None

    def code(self, half: int) -> str:
        """Return the course of the fall (0) or the spring (1)."""
        return self.spring if half else self.fall

    def recovers(self, half: int) -> Recovered | None:
        """Return which half a credit recovery of that semester makes good."""
        return self.recovers_spring if half else self.recovers_fall


def year_long(code: str, lane: str = DAY, site: str = "") -> Slot:
    """Return the slot of a year course."""
    return Slot(code, code, lane, site)
