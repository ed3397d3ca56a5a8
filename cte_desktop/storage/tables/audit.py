"""Kept standings: how far every student is in every program, so that figures need no audit.

A standing is current while its student is not due to be worked out anew and the district's basis is
the one that it was worked out on. Students are named by their keys without a reference: a standing
may outlive its student by a moment, and goes with the next working out.
"""

from __future__ import annotations

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Digest, Row
from cte_desktop.storage.tables.columns import PROGRAM_LENGTH, Count, Flag, Key, Name, Word


class StandingRow(Row):
    """How a student stands in a program; amounts are hundredths of the program's unit.

    School and grade are the student's when it was worked out: figures group by them in the order of
    the index, without a look at the students. `ends_in` is the school year in which a pathway that
    has nothing missing would be completed: by what is earned, under way and planned; it is
    `under_way` when all that is open has begun. Of one that is at risk, `short_of` names what alone
    is missing, `last_start` is the moment of the last term in which a missing course can start,
    `last_end` the school year in which the pathway would then be completed, and `only_year` tells
    that one of the missing courses can start in one school year alone. `concentrator_by` and
    `capstone_by` are the moments of the last terms in which what is missing at these levels can
    start, so that the pathway can still be completed.
    """

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_figures", "program", "school", "grade_level", "status", "stage"),
        {"sqlite_with_rowid": False},
    )

    student: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    program: Mapped[str] = mapped_column(String(PROGRAM_LENGTH), primary_key=True)
    school: Mapped[Name]
    grade_level: Mapped[int]
    status: Mapped[Word]
    need: Mapped[Count]
    earned: Mapped[Count]
    in_progress: Mapped[Count]
    planned: Mapped[Count]
    missing: Mapped[Count]
    stage: Mapped[Word]
    completer: Mapped[int | None]
    completed_in: Mapped[int | None]
    ends_in: Mapped[int | None]
    under_way: Mapped[Flag]
    short_of: Mapped[Word]
    last_start: Mapped[int | None]
    last_end: Mapped[int | None]
    only_year: Mapped[Flag]
    concentrator_by: Mapped[int | None]
    capstone_by: Mapped[int | None]


class DueStandingRow(Row):
    """A student whose standings are to be worked out anew: step `written_in` wrote about them, or
    what everyone depends on is another one; `parts` says in which programs.

    Whoever works them out takes the mark away only if no later step has written since.
    """

    __tablename__ = "standing_due"

    student: Mapped[Key]
    written_in: Mapped[Count]
    parts: Mapped[Count]


class StandingBasisRow(Row):
    """What the standings of a part but the due ones were worked out on: rules, catalog, settings,
    time.

    No row before they were ever worked out. Another basis makes every standing of the part stale.
    """

    __tablename__ = "standing_basis"

    part: Mapped[Key]
    basis: Mapped[Digest]
