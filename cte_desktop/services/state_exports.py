"""The State's files: completers (SCTE) and work-based learning (WBLR) of a school year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.state.fields import no_rows
from cte_desktop.domain.completion.state.file import scte_file
from cte_desktop.domain.completion.state.work_based import wblr_file
from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.exchange.outgoing.caret import caret_file
from cte_desktop.exchange.outgoing.state_layout import (
    sourced_pathway_codes,
    state_fields,
    work_types,
)
from cte_desktop.services.export_gathering import completions_of, district_lea, work_of
from cte_desktop.services.export_orders import one_file, out_path, school_of
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from cte_desktop.domain.completion.state.fields import Problem, StateFile
    from cte_desktop.exchange.outgoing.lists import Sink
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.export_orders import Order, Prepared, Progress


def year_to_report(desk: Desk, order: Order) -> int:
    """Return the school year of an end-of-year file.

    The State takes years up to one ahead (SCTE0006); a later one is a wrong call.
    """
    if order.year > school_year_of(desk.today()) + 1:
        raise WrongCall(
            "year_too_far",
            "The school year {year} is more than one ahead; the State takes none of it.",
            do="Name a school year that is over or running.",
            year=school_year_text(order.year),
        )
    return order.year


def prepare_scte(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return the State's file of the completers of a school year."""
    year, catalog = year_to_report(desk, order), desk.district().catalog
    reached = completions_of(desk, year, school_of(desk, order), progress)
    made = scte_file(
        reached.found, year, district_lea(catalog), state_fields("scte"), sourced_pathway_codes()
    )
    return _prepared(order, "SCTE", year, made, (*reached.near, *reached.problems))


def prepare_wblr(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return the State's file of the work-based learning of a school year."""
    year, catalog = year_to_report(desk, order), desk.district().catalog
    works = work_of(desk, year, school_of(desk, order), progress)
    made = wblr_file(works, year, district_lea(catalog), state_fields("wblr"), work_types())
    return _prepared(order, "WBLR", year, made)


def _prepared(
    order: Order, record_type: str, year: int, made: StateFile, more: tuple[Problem, ...] = ()
) -> Prepared:
    path = out_path(order, f"{record_type}_{school_year_text(year)}.txt")

    def write(sink: Sink) -> int:
        sink.write(caret_file(row.values for row in made.rows))
        return len(made.rows)

    uids = (row.student_uid for row in made.rows)
    problems = (*no_rows(len(made.rows), year), *made.problems, *more)
    return one_file(path, write, len(made.rows), uids, problems)
