"""The columns of both tables of demand: against seats, and over the years ahead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.demand.balance import YEAR, Balance
from cte_desktop.domain.school_year import TERMS, school_year_text
from cte_desktop.ui.sections.demand.listed import DemandLine
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.demand import advice_text
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.ui.theme import ColorName

_NONE = "–"
_TERMS = (YEAR, *(term.value for term in TERMS))
_LAST = -(10**9)  # sorts what isn't known before everything else
_SIGNS: dict[Balance, tuple[str | None, ColorName | None]] = {
    Balance.SHORT: ("triangle-alert", "must_fix"),
    Balance.LONG: ("minus", "warning"),
    Balance.ENOUGH: (None, None),
    Balance.UNKNOWN: ("circle-question-mark", "text_muted"),
    Balance.NOT_TIMETABLED: ("clock", "text_muted"),
    Balance.NO_SITE: ("circle-question-mark", "text_muted"),
}


def seat_columns() -> tuple[Column[DemandLine], ...]:
    """Return the columns of a school year against its seats; `FILLED` is drawn as a bar."""
    return (
        *_what_and_where(),
        _figure(tr("Wanted"), lambda line: line.row.wanted if line.row else None),
        _figure(tr("Seats"), lambda line: line.row.seats if line.row else None),
        Column(
            tr("Filled"),
            lambda line: _NONE if (part := filled(line)) is None else f"{part:.0%}",
            figures=True,
            sort_key=lambda line: _LAST if (part := filled(line)) is None else part,
            width=104,
            searched=False,
        ),
        _figure(tr("Sections"), lambda line: line.row.sections if line.row else None, 84),
        Column(
            tr("Difference"),
            lambda line: _signed(_difference(line)),
            figures=True,
            tooltip=_of_other_lengths,
            sort_key=lambda line: _LAST if (found := _difference(line)) is None else found,
            width=88,
            searched=False,
        ),
        _figure(tr("Would also take"), lambda line: line.row.would_take if line.row else None, 120),
        Column(
            tr("Advice"),
            lambda line: advice_text(line.row) if line.row else "",
            tooltip=lambda line: advice_text(line.row) if line.row else "",
            sort_key=lambda line: (
                (line.row.balance.value, -line.row.count) if line.row else ("", 0)
            ),
            icon=lambda line: _SIGNS[line.row.balance][0] if line.row else None,
            color=lambda line: _SIGNS[line.row.balance][1] if line.row else None,
            width=212,
            searched=False,
        ),
    )


SEATS, FILLED, SECTIONS, DIFFERENCE, WOULD_TAKE = range(4, 9)
"""The places of the columns that aren't always shown; `FILLED` is drawn as a bar."""


def year_columns(years: Sequence[int]) -> tuple[Column[DemandLine], ...]:
    """Return the columns of the years ahead."""
    return (
        *_what_and_where(),
        *(
            _figure(school_year_text(year), partial(_wanted_in, place), 84, zero=_NONE)
            for place, year in enumerate(years)
        ),
    )


def filled(line: DemandLine) -> float | None:
    """Return which part of the seats is wanted, None without seats."""
    row = line.row
    if row is None or not row.seats or row.balance is Balance.NOT_TIMETABLED:
        return None
    return row.wanted / row.seats


def _what_and_where() -> tuple[Column[DemandLine], ...]:
    return (
        Column(
            tr("Course"),
            lambda line: line.title,
            tooltip=lambda line: f"{line.title} ({line.place.course_code})",
            search_text=lambda line: f"{line.title} {line.place.course_code}",
        ),
        Column(tr("Site"), lambda line: line.site_name, width=140, tooltip=lambda li: li.site_name),
        Column(
            tr("Term"),
            lambda line: term_label(line.place.term),
            sort_key=lambda line: _TERMS.index(line.place.term),
            width=68,
            searched=False,
        ),
    )


def _figure(title: str, value: _Value, width: int = 72, *, zero: str = "0") -> Column[DemandLine]:
    return Column(
        title,
        lambda line: _NONE if (found := value(line)) is None else f"{found:,}" if found else zero,
        figures=True,
        sort_key=lambda line: _LAST if (found := value(line)) is None else found,
        width=width,
        searched=False,
    )


def _wanted_in(place: int, line: DemandLine) -> int:
    return line.wanted[place] if place < len(line.wanted) else 0


def _difference(line: DemandLine) -> int | None:
    return line.row.difference if line.row is not None else None


def _signed(difference: int | None) -> str:
    if difference is None:
        return _NONE
    return f"{difference:+,}" if difference else "0"


def _of_other_lengths(line: DemandLine) -> str:
    """Return where the difference comes from, when sections of another length play a part."""
    others = line.row.others if line.row is not None else 0
    if others > 0:
        return tr("With {count} seats of sections of another length", count=others)
    if others < 0:
        return tr("Without {count} seats for students of another length", count=-others)
    return ""


if TYPE_CHECKING:
    from collections.abc import Callable

    _Value = Callable[[DemandLine], int | None]
