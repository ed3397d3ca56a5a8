"""What counselors keep about a student beside the record: shared notes and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

LONGEST_NOTE = 4000
LONGEST_REMINDER = 300
LONGEST_WHOSE = 300
"""Characters that are kept of a note, a reminder and the name of whom it waits for."""


@dataclass(frozen=True, slots=True)
class SharedNote:
    """A note that everybody reads who opens the database: part of the education record.

    It is about the student, or with `grade_level` about that grade of the plan, with `term` ("fall"
    and so on) about that term of it. `for_family`: the plan prints it. `uid` is "" before it is
    kept.
    """

    uid: str
    author: str
    on: date
    said: str
    grade_level: int | None = None
    term: str = ""
    for_family: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be done about a student by a day; `whose` is the counselor it waits for.

    `uid` is "" before it is kept; `done_on` is None while it is open.
    """

    uid: str
    whose: str
    due: date
    said: str
    done_on: date | None = None

    def is_due(self, by: date) -> bool:
        """Say whether it is open and due on that day or before."""
        return self.done_on is None and self.due <= by
