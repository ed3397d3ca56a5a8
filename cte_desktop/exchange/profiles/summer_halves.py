"""The two halves of a year course that were made up in one summer.

A transcript names no section, so both rows look like one: same student, year, term, course, school.
The record tells them apart by a section; the second row gets one, and is reported for a person to
look. Only where the catalog says that the course has two halves, and the file has something else in
the row: one that is wholly equal was exported twice. It stays what it is, as a third row does and a
second of a semester course, and the store refuses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cte_desktop.exchange.profiles.whole_years import TERM, MappedBatch

if TYPE_CHECKING:
    from cte_desktop.exchange.plain.known import Known

SUMMER = "summer"
SECTION = "section_id"
SECOND = "2"  # the section of the second half

_TOLD_BY = ("student_id", "school_year", "course_code")


class SummerHalves:
    """Tells second halves of one file's summers."""

    def __init__(self, header: Sequence[str], known: Known) -> None:
        """Find the columns in the mapped header; without one of them nothing is told."""
        self._courses = known.catalog.listed_by_code
        self._is_told = {TERM, SECTION, *_TOLD_BY} <= set(header)
        self._header = list(header)
        self._seen: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}  # number, cells

    def tell(self, batch: MappedBatch) -> None:
        """Give the second halves in a batch a section of their own."""
        if not self._is_told or SUMMER not in batch.texts[self._header.index(TERM)]:
            return
        sections = list(batch.texts[self._header.index(SECTION)])
        keys = (*_TOLD_BY, *(("school",) if "school" in self._header else ()))
        columns = [batch.texts[self._header.index(key)] for key in keys]
        rows = zip(*columns, strict=True)
        for place, (term, key) in enumerate(
            zip(batch.texts[self._header.index(TERM)], rows, strict=True)
        ):
            if term != SUMMER or sections[place].strip() or not self._has_halves(key[2]):
                continue
            cells = tuple(map(str.strip, batch.rows[place]))
            seen = self._seen.setdefault(key, [])
            if any(cells == others for _, others in seen):
                continue
            seen.append((batch.numbers[place], cells))
            if len(seen) == 2:
                sections[place] = SECOND
                batch.other_halves[place] = seen[0][0]
        batch.texts[self._header.index(SECTION)] = sections

    def _has_halves(self, code: str) -> bool:
        course = self._courses.get(code.strip())
        return course is not None and course.is_year
