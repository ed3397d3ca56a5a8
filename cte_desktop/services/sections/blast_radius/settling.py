"""Seats for many repairs that were found each by itself: given out in turn, those left out anew.

Who plans a retired course is looked at on several processes, so two repairs may want one seat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.seats.open_order import NOT_PLACED_YET, seats_left_for
from cte_desktop.services.planning import fresh_id
from cte_desktop.services.sections.blast_radius.seats import (
    OffersAsAsked,
    SeatLedger,
    claim_in,
    sections_named,
)
from cte_desktop.services.sections.blast_radius.work import Scene, hit_of
from cte_desktop.storage import raw_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.blast_radius.work import BlastGround, Hit


def seated_in_turn(
    desk: Desk,
    ground: BlastGround,
    found: Iterable[tuple[int, Hit]],
    cancelled: Callable[[], bool] | None = None,
) -> tuple[list[Hit], bool]:
    """Return the hits with repairs that all have their seats; False when that was cancelled.

    Each comes with the key of its student. Higher grades have the first choice, then the order of
    student ids; whoever has no seat left is looked at once more, with the seats that there are.
    """
    in_turn = sorted(found, key=lambda pair: _turn(pair[1]))
    settled: list[Hit] = []
    with desk.database.reading() as tx:
        offers = OffersAsAsked(tx, ground.change, ground.last_year)
        ledger = SeatLedger(tx, offers, ground.day)
        scene = Scene(ground, lambda: fresh_id(desk), offers, ledger, ground.sections)
        for key, hit in in_turn:
            if cancelled is not None and cancelled():
                return settled, False
            now: Hit | None = hit
            if not _has_seats(ledger, hit, ground):
                raw = raw_files.fetch_raw_files(tx, (key,))
                for _, file, plan in raw_files.files_from(raw):
                    now = hit_of(scene, file, plan)
            if now is not None:
                settled.append(now)
                count_seats(ledger, now)
    return settled, True


def count_seats(ledger: SeatLedger, hit: Hit, struck: frozenset[SectionKey] = frozenset()) -> None:
    """Give the seats that a repair takes to the student, and those that it leaves to others.

    `struck` are sections that it leaves although no plan names them.
    """
    if hit.chosen is None:
        return
    before = sections_named(hit.before, hit.student.graduation_year) | struck
    after = sections_named(hit.chosen.plan, hit.student.graduation_year)
    for year in sorted({year for year, _ in before | after}):
        # Before who only asks.
        claim = claim_in(year, hit.student, hit.pathways, placed=NOT_PLACED_YET - 1)
        left, taken = (
            frozenset(key for key in keys if key[0] == year)
            for keys in (before - after, after - before)
        )
        ledger.move(claim, left, taken)


def _has_seats(ledger: SeatLedger, hit: Hit, ground: BlastGround) -> bool:
    """Tell whether all sections that the repair newly names have a seat for the student."""
    if hit.chosen is None:
        return True
    graduation_year = hit.student.graduation_year
    after = sections_named(hit.chosen.plan, graduation_year)
    for key in after - sections_named(hit.before, graduation_year):
        section = ground.sections.get(key)
        claim = claim_in(key[0], hit.student, hit.pathways)
        if section is not None and seats_left_for(section, ledger[key], ground.catalog, claim) == 0:
            return False
    return True


def _turn(hit: Hit) -> tuple[int, str]:
    return -hit.student.grade_level, hit.student.student_id
