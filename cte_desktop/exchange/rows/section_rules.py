"""What the rows of sections.csv must hold alone and beside each other.

Decisions, where the contract leaves room:

* A period without bells on a weekday on which its section meets is taken and reported: the section
  fits nobody on paper until the bells are there.
* Seats that are kept for nobody the district knows are taken and reported: a person decides.
* A teacher, a room or a section at two places at once is taken and reported at the later row, since
  only the school can say which of the two is wrong.
* Sections of a year that is over belong to the record; they are taken, and said once a year.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.catalog.week import silent_days
from cte_desktop.domain.planning.sections.seats.reservations import ReservedFor, parse_reserved
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.plain.batch import Afterword
from cte_desktop.exchange.plain.kinds import HIGH_GRADE, LOW_GRADE
from cte_desktop.exchange.rows.row_checks import check_grades, check_times
from cte_desktop.exchange.rows.section_places import MeetingRow, at_two_places
from cte_desktop.wording.import_schedules import rows_of_year, silent_bells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.exchange.plain.batch import Batch
    from cte_desktop.exchange.plain.known import Known

_MEETING = (
    "section_id",
    "school_year",
    "term",
    "course_code",
    "site",
    "kind",
    "period",
    "days",
    "start",
    "end",
    "room",
    "teacher",
)


class SectionRules:
    """The checks of one file of sections; remembers its rows until the end."""

    def __init__(self, known: Known) -> None:
        """Begin a file."""
        self._known = known
        self._rows: list[MeetingRow] = []
        self._over: dict[int, int] = {}  # year that is over -> its first row
        self._of_year: Counter[int] = Counter()

    def check(self, batch: Batch) -> None:
        """Refuse and adjust rows of the batch."""
        check_times(batch, self._known)
        check_grades(batch, self._known)
        self._check_bells(batch)
        self._check_reserved(batch)

    def taken(self, batch: Batch) -> None:
        """Remember when and where the rows meet."""
        columns: list[list[Any]] = [batch.of(name) for name in _MEETING]
        states = batch.of("state")
        for place, values in enumerate(zip(*columns, strict=True)):
            if place in batch.refused:
                continue
            row = MeetingRow(batch.numbers[place], *values)
            if row.school_year < self._known.school_year:
                self._over.setdefault(row.school_year, row.row)
                self._of_year[row.school_year] += 1
            if states[place] != "cancelled":
                self._rows.append(row)

    def afterwords(self) -> Iterator[Afterword]:
        """Yield what the whole file tells: double places, years that are over."""
        for year, row in self._over.items():
            text, rows = school_year_text(year), rows_of_year(self._of_year[year])
            yield Afterword(row, "school_year", text, "past_year", rows)
        yield from at_two_places(self._rows, self._known.catalog)

    def _check_bells(self, batch: Batch) -> None:
        sites, days = batch.of("site"), batch.of("days")
        starts = batch.of("start")
        for place, period in enumerate(batch.of("period")):
            if not period or starts[place] is not None or place in batch.refused:
                continue
            site = str(sites[place])
            silent = silent_days(site, str(period), str(days[place] or ""), self._known.catalog)
            if silent:
                batch.adjust(place, "period", "bell_missing", silent_bells(site, silent))

    def _check_reserved(self, batch: Batch) -> None:
        names = self._known.catalog.pathway_by_name
        for place, text in enumerate(batch.of("reserved_for")):
            if not text or place in batch.refused:
                continue
            unknown = [
                entry.value
                for entry in parse_reserved(str(text))
                if (entry.kind is ReservedFor.OTHER and entry.value not in names)
                or (entry.kind is ReservedFor.GRADE and not _is_grade(entry.value))
            ]
            if unknown:
                batch.adjust(place, "reserved_for", "reserved_for_nobody", "; ".join(unknown))


def _is_grade(text: str) -> bool:
    return LOW_GRADE <= int(text) <= HIGH_GRADE
