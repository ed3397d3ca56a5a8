"""Totals of earlier school years: listing, entering and removing them, each a step of the history.

A file `earlier_totals.csv` is taken like any other file of the plain profile (`importing.py`).
"""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.growth import FIRST_YEAR, MOST_COUNTED
from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.exchange.plain.kinds import EARLIER_TOTALS
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.services.importing import import_paths
from cte_desktop.storage import earlier_totals as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cte_desktop.domain.completion.figures.growth import EarlierTotal
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport

LONGEST_NOTE = 4000
EARLIER_TOTAL = "earlier_total"
_NOUNS = frozenset({"history", EARLIER_TOTAL})


def list_earlier_totals(desk: Desk) -> tuple[EarlierTotal, ...]:
    """Return every total by school year, the whole district before its pathways and sites."""
    with desk.database.reading() as tx:
        return store.list_earlier_totals(tx)


def save_earlier_total(desk: Desk, total: EarlierTotal) -> Changes:
    """Keep a total as one step, a new one when its uid is ""; no step when nothing changes.

    Raises `KnownError` for a fault (`fault_in` tells it before) or a total that is gone.
    """
    clean = replace(total, note=" ".join(total.note.split()))
    with desk.database.writing() as tx:
        fault = fault_in(desk, clean, store.list_earlier_totals(tx))
        if fault is not None:
            raise KnownError(
                "wrong_total",
                fault.text,
                kept=noop("Nothing was changed."),
                do=noop("Correct it, and save again."),
            )
        action = "change_earlier_total" if clean.uid else "add_earlier_total"
        begin_step(tx, action, {"year": school_year_text(clean.school_year)})
        try:
            changed = store.save_earlier_total(tx, clean)
        except LookupError:
            raise _gone() from None
        number = step_number(tx) if changed else None
    return Changes(_NOUNS, step=number) if changed else Changes()


def take_earlier_totals(desk: Desk, path: Path) -> ImportReport:
    """Take a file of totals as one step, like any file of the plain profile.

    A file of anything else is refused with a `KnownError`: it would change more than is asked for.
    """
    names = {column.name for column in EARLIER_TOTALS.columns}
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            heads = {head.strip().lower() for head in next(csv.reader(stream), [])}
    except OSError as error:
        raise KnownError(
            "unreadable_file",
            noop("{file} can't be read: {why}."),
            kept=noop("Nothing was changed."),
            file=path.name,
            why=error.strerror,
        ) from error
    if not heads <= names or "school_year" not in heads or not heads & {"students", "completions"}:
        raise KnownError(
            "not_totals",
            noop("{file} is no file of totals."),
            kept=noop("Nothing was changed."),
            do=noop("Its first line must name school_year and students or completions; it may "
                    "name pathway, site and note."),
            file=path.name,
        )  # fmt: skip
    return import_paths(desk, (path,))


def remove_earlier_total(desk: Desk, total: EarlierTotal) -> Changes:
    """Remove a total as one step."""
    with desk.database.writing() as tx:
        begin_step(tx, "remove_earlier_total", {"year": school_year_text(total.school_year)})
        if not store.remove_earlier_total(tx, total.uid):
            raise _gone()
        number = step_number(tx)
    return Changes(_NOUNS, step=number)


def fault_in(desk: Desk, total: EarlierTotal, others: Iterable[EarlierTotal]) -> Fault | None:
    """Return what is wrong with a total, the first field first; None when all is well."""
    last = school_year_of(desk.today())
    if not FIRST_YEAR <= total.school_year <= last:
        return Fault(
            "school_year",
            tr("Write a school year from {first} to {last}.", first=school_year_text(FIRST_YEAR),
               last=school_year_text(last)),
        )  # fmt: skip
    same = (total.school_year, total.pathway, total.site)
    if any(o.uid != total.uid and (o.school_year, o.pathway, o.site) == same for o in others):
        return Fault("school_year", tr("This total is entered already: change that one."))
    catalog = desk.catalog()
    if total.pathway and total.pathway not in catalog.pathway_by_name:
        return Fault("pathway", tr("The district has no pathway of this name."))
    if total.site and total.site not in catalog.school_by_short:
        return Fault("site", tr("The district has no such school."))
    if len(total.note) > LONGEST_NOTE:
        return Fault(
            "note", tr("This is too long: at most {count} characters.", count=LONGEST_NOTE)
        )
    if not total.note.isprintable():
        return Fault("note", tr("This holds signs that can't be shown: write it anew."))
    return _fault_in_numbers(total)


def _fault_in_numbers(total: EarlierTotal) -> Fault | None:
    students, completions = total.students, total.completions
    if students is None and completions is None:
        return Fault("students", tr("Write how many students, how many completions, or both."))
    for name, number in (("students", students), ("completions", completions)):
        if number is not None and not 0 <= number <= MOST_COUNTED:
            return Fault(name, tr("Write a whole number from 0 to {most}.", most=MOST_COUNTED))
    if students is not None and completions is not None and completions < students:
        return Fault("completions", tr("Each student has one completion at least."))
    return None


def _gone() -> KnownError:
    return KnownError(
        "changed_since",
        noop("This total is no longer there."),
        kept=noop("Nothing was changed."),
        do=noop("It is read anew; try again."),
    )
