"""The rows of the radar, what they can be narrowed to, and what occurs in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import Term, moment, school_year_of
from cte_desktop.services.radar import radar
from cte_desktop.ui.row_search import fold
from cte_desktop.wording.labels import school_label

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date

    from cte_desktop.domain.filling.radar import Closing, LastStart
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.radar import RadarRow


class Closes(StrEnum):
    """When something closes, seen from today."""

    THIS_YEAR = "this_year"  # it must start in this school year
    NEXT_FALL = "next_fall"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class RadarLine:
    """A student and a pathway, as the list shows them."""

    row: RadarRow
    school_name: str
    closes: Closes

    @property
    def key(self) -> Hashable:
        """Return what names the line across readings."""
        return (self.row.uid, self.row.closing.pathway)

    @property
    def uid(self) -> str:
        """Return our own id of the student."""
        return self.row.uid

    @property
    def closing(self) -> Closing:
        """Return until when the pathway can still be completed."""
        return self.row.closing


@dataclass(frozen=True, slots=True)
class RadarNarrowing:
    """What the list is narrowed to; None means all."""

    school_name: str | None = None
    grade_level: int | None = None
    pathway: str | None = None
    closes: Closes | None = None
    planned: bool | None = None

    def is_wide(self) -> bool:
        """Say whether nobody is left out."""
        return self == RadarNarrowing()

    def test(self) -> Callable[[RadarLine], bool] | None:
        """Return the test of a line for `TableModel.keep`; None when nobody is left out."""
        return None if self.is_wide() else self._keeps

    def _keeps(self, line: RadarLine) -> bool:
        return (
            self.school_name in {None, line.school_name}
            and self.grade_level in {None, line.row.grade_level}
            and self.pathway in {None, line.closing.pathway}
            and self.closes in {None, line.closes}
            and self.planned in {None, line.closing.planned}
        )


@dataclass(frozen=True, slots=True)
class RadarList:
    """The lines, what closes first on top; about `stale` students nothing current is known."""

    lines: tuple[RadarLine, ...] = ()
    stale: int = 0


def read_radar(desk: Desk) -> RadarList:
    """Read the radar of the whole district; runs away from the window's thread."""
    found, catalog, day = radar(desk), desk.catalog(), desk.today()
    lines = tuple(
        RadarLine(row, school_label(row.school, catalog), _closes(row.closes, day))
        for row in found.rows
    )
    for line in lines:
        fold(line.row.name_key)  # remembered there, away from the window's thread
    return RadarList(lines, found.stale)


def _closes(start: LastStart | None, day: date) -> Closes:
    year = school_year_of(day)
    if start is None or start.moment > moment(year + 1, Term.FALL):
        return Closes.LATER
    return Closes.THIS_YEAR if start.school_year <= year else Closes.NEXT_FALL
