"""Whether all chosen repairs together have the seats that they take: asked before they are written.

Each way was found with the seats of its moment, another student's other choice may take the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.changes import RetireCourse, changed_section
from cte_desktop.domain.planning.sections.seats.open_order import NOT_PLACED_YET, Claim, queue
from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.services.sections.blast_radius.seats import (
    OffersAsAsked,
    SeatLedger,
    sections_named,
)
from cte_desktop.storage.sections import reading as section_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.changes import SectionChange
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.sections.blast_radius.radius import Struck
    from cte_desktop.storage.transaction import Transaction


def without_a_seat(
    tx: Transaction,
    change: SectionChange,
    catalog: Catalog,
    day: date,
    struck: Sequence[Struck],
    wanted: Mapping[str, Plan],
) -> frozenset[str]:
    """Return the uids whose repair newly names a section in which the open order has no seat.

    Whoever is left out keeps the seats that they had, so the rest is asked again until all have
    theirs. The section that a change is about counts as it would be.
    """
    takes = {one.uid: _taken(one, wanted[one.uid]) for one in struck}
    sections = section_store.sections_for(tx, {key for keys in takes.values() for key in keys})
    if not isinstance(change, RetireCourse):
        sections = {key: changed_section(change, one) for key, one in sections.items()}
    out: set[str] = set()
    while True:
        ledger = SeatLedger(tx, OffersAsAsked(tx, change, school_year_of(day)), day)
        for one in struck:
            if one.uid not in out and takes[one.uid]:
                _count(ledger, one, wanted[one.uid])
        lost = {
            queued.claim.student_uid
            for key, section in sections.items()
            for queued in queue(section, ledger[key], catalog)
            if not queued.has_seat and key in takes.get(queued.claim.student_uid, ())
        } - out
        if not lost:
            return frozenset(out)
        out |= lost


def _taken(one: Struck, repaired: Plan) -> frozenset[SectionKey]:
    """Return the sections that a repair newly names."""
    year = one.graduation_year
    return sections_named(repaired, year) - sections_named(one.before, year)


def _count(ledger: SeatLedger, one: Struck, repaired: Plan) -> None:
    year_of_class = one.graduation_year
    taken = _taken(one, repaired)
    left = sections_named(one.before, year_of_class) - sections_named(repaired, year_of_class)
    for year in sorted({year for year, _ in taken | left}):
        claim = Claim(
            one.uid,
            one.student_id,
            one.name,
            grade_in(year, year_of_class),
            recorded=False,
            pathways=one.pathways,
            placed=NOT_PLACED_YET,
        )
        ledger.move(
            claim,
            frozenset(key for key in left if key[0] == year),
            frozenset(key for key in taken if key[0] == year),
        )
