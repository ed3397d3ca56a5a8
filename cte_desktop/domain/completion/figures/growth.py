"""How the figures of completers grew from year to year, with totals of earlier years as entered.

A district knows how many completed before it had this program. Such a total is what a person says
or imports; it stands in the place of what the record here tells of that year, since the record no
longer has those who left. It is marked as entered wherever it is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.completion.figures.counting import Completion

FIRST_YEAR = 1990
"""The first school year of which a total is taken."""
MOST_COUNTED = 1_000_000
"""More students or completions than this are a slip of the pen."""


@dataclass(frozen=True, slots=True)
class EarlierTotal:
    """How many completed in a school year, as the district counted them then.

    No pathway means all of them, no site the whole district; None a number that nobody knows.
    """

    uid: str
    school_year: int
    pathway: str = ""
    site: str = ""
    students: int | None = None
    completions: int | None = None
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether it is of the whole district."""
        return not self.pathway and not self.site


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many students and completions a school year has; None is a number that nobody entered."""

    school_year: int
    students: int | None
    completions: int | None
    entered: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """A school year beside the one before it that is known: differences, and ratios as 2.15."""

    count: YearCount
    before: YearCount | None
    more_students: int | None = None
    more_completions: int | None = None
    times_students: float | None = None
    times_completions: float | None = None


def year_counts(
    completions: Iterable[Completion],
    earlier: Iterable[EarlierTotal],
    school_years: Sequence[int],
    *,
    pathway: str = "",
    site: str = "",
) -> tuple[YearCount, ...]:
    """Return the counts of these years, in their order; an entered total comes first.

    With a pathway or a site only what was entered for just that is taken.
    """
    entered = {
        one.school_year: one for one in earlier if (one.pathway, one.site) == (pathway, site)
    }
    of_year: dict[int, list[Completion]] = {}
    for one in completions:
        if pathway in {"", one.pathway} and site in {"", one.site}:
            of_year.setdefault(one.school_year, []).append(one)
    found = []
    for year in school_years:
        counted = count(of_year.get(year, ()))
        found.append(year_count(year, entered.get(year), counted.students, counted.completions))
    return tuple(found)


def year_count(
    school_year: int, entered: EarlierTotal | None, students: int, completions: int
) -> YearCount:
    """Return the count of a year: what was entered, or else what the record here tells."""
    if entered is None:
        return YearCount(school_year, students, completions)
    return YearCount(
        school_year, entered.students, entered.completions, entered=True, note=entered.note
    )


def known_years(
    completions: Iterable[Completion],
    earlier: Iterable[EarlierTotal],
    *,
    pathway: str = "",
    site: str = "",
) -> tuple[int, ...]:
    """Return the school years of which anything is known, in order.

    With a pathway or a site those of totals that were entered for just that, else for the whole.
    """
    years = {one.school_year for one in completions}
    entered = (one for one in earlier if (one.pathway, one.site) == (pathway, site))
    return tuple(sorted(years | {one.school_year for one in entered}))


def grown(counts: Sequence[YearCount]) -> tuple[Growth, ...]:
    """Return each year beside the nearest earlier one, in order of the years."""
    found: list[Growth] = []
    before: YearCount | None = None
    for one in sorted(counts, key=lambda count_: count_.school_year):
        if before is None:
            found.append(Growth(one, None))
        else:
            found.append(
                Growth(
                    one,
                    before,
                    _more(one.students, before.students),
                    _more(one.completions, before.completions),
                    _times(one.students, before.students),
                    _times(one.completions, before.completions),
                )
            )
        before = one
    return tuple(found)


def _more(now: int | None, then: int | None) -> int | None:
    return None if now is None or then is None else now - then


def _times(now: int | None, then: int | None) -> float | None:
    return None if now is None or not then else now / then
