"""The meeting with one student: what changed since last time, and the three things to decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.services.cases import Case

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.meeting.deciding import Decision
    from cte_desktop.domain.audit.meeting.news import News


class LastTime(StrEnum):
    """What the last time was by which a meeting is told what is new."""

    AGREED = "agreed"  # the plan was proposed, answered or signed
    PRINTED = "printed"  # the plan was handed out
    KNOWN = "known"  # the student came into this database
    YEAR = "year"  # the school year began


@dataclass(frozen=True, slots=True)
class Meeting:
    """What lies on the table when counselor, student and family sit down.

    `since` is the last time before today, `how` what it was. `news` are the gravest first, and
    `decisions` at most three, what closes first and weighs most; `further` more wait. `language` is
    that of the family's papers.
    """

    case: Case
    since: date
    how: LastTime
    news: tuple[News, ...]
    decisions: tuple[Decision, ...]
    further: int
    language: str
