"""How many completed before the sample's record begins: what the district announced, in proportion.

The Hart district told of 600 completers in 2023 and 1,288 in 2025 (`DOSSIER.md` section 1); whether
these are students or completions isn't said. They are taken as students.
"""

from __future__ import annotations

from collections.abc import Iterator

from cte_desktop.domain.school_year import school_year_text

ANNOUNCED = {2022: 600, 2024: 1288}
"""Completers by the school year that ended in the year of the announcement."""
OF_STUDENTS = 22_000
"""The size of a sample to which these numbers belong, about that of the district."""
_NOTE = "In proportion to what the district announced"


def earlier_total_rows(students: int, school_year: int) -> Iterator[tuple[str | int, ...]]:
    """Yield a total of the whole district for each announced year before `school_year`."""
    for year, completers in ANNOUNCED.items():
        if year < school_year:
            shown = round(completers * students / OF_STUDENTS)
            yield school_year_text(year), "", "", shown, "", _NOTE
