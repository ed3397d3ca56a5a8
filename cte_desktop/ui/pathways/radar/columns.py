"""The columns of the radar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import Term
from cte_desktop.ui.pathways.radar.lines import Closes
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.radar import start_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.radar import LastStart
    from cte_desktop.ui.pathways.radar.lines import RadarLine

_NOTHING = "–"
_NEVER = 10**6  # sorts behind every moment


def radar_columns() -> tuple[Column[RadarLine], ...]:
    """Return the columns: who, which pathway, the last terms, and whether it is planned."""
    return (
        Column(
            tr("Name"),
            lambda line: line.row.name,
            search_text=lambda line: line.row.name_key,
            width=144,
        ),
        Column(
            tr("Grade"),
            lambda line: grade_label(line.row.grade_level),
            sort_key=lambda line: line.row.grade_level,
            width=66,
            searched=False,
        ),
        Column(tr("School"), lambda line: line.school_name, width=120, searched=False),
        Column(tr("Pathway"), lambda line: line.closing.pathway, least=110),
        _last(tr("Concentrator by"), 132, lambda line: line.closing.concentrator_by),
        _last(tr("Capstone by"), 128, lambda line: line.closing.capstone_by),
        Column(
            tr("In the plan"),
            lambda line: tr("Planned") if line.closing.planned else tr("Not planned"),
            icon=lambda line: "circle-check" if line.closing.planned else "circle-dashed",
            color=lambda line: "met" if line.closing.planned else "text_muted",
            width=130,
            searched=False,
        ),
    )


def when_text(start: LastStart) -> str:
    """Return the term in which a level must start, by the calendar: "Fall 2027"."""
    if start.term is Term.FALL:
        return tr("Fall {year}", year=start.school_year)
    if start.term is Term.SPRING:
        return tr("Spring {year}", year=start.school_year + 1)
    return tr("Summer {year}", year=start.school_year + 1)


def _last(
    heading: str, width: int, start_of: Callable[[RadarLine], LastStart | None]
) -> Column[RadarLine]:
    """Return the column of the last start of a level."""
    return Column(
        heading,
        lambda line: _start(start_of(line)),
        tooltip=lambda line: start_text(start_of(line)),
        sort_key=lambda line: _moment(start_of(line)),
        icon=lambda line: _sign(line, start_of(line)),
        width=width,
        searched=False,
    )


def _start(start: LastStart | None) -> str:
    return when_text(start) if start is not None else _NOTHING


def _moment(start: LastStart | None) -> int:
    return start.moment if start is not None else _NEVER


def _sign(line: RadarLine, start: LastStart | None) -> str | None:
    """Return the clock beside what closes in this school year and isn't planned."""
    closes_now = start is not None and start == line.closing.closes
    urgent = line.closes is Closes.THIS_YEAR and not line.closing.planned
    return "clock" if closes_now and urgent else None
