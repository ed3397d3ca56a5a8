"""The pathways of a district as a forecast counts them: as kept, or worked out anew in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.completion.forecast.bounds import Prospect
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services import crew
from cte_desktop.services.standing_work import Terms, packed, standings_job
from cte_desktop.services.standings import BLOCK, FEW, present_basis
from cte_desktop.storage import forecast as forecast_store
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates.candidates import stale_students
from cte_desktop.storage.standings import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.standing_work import DueFiles
    from cte_desktop.storage.transaction import Transaction

_PATHWAY = "pathway:"


def kept_prospects(tx: Transaction, catalog: Catalog, first: int) -> list[Prospect]:
    """Return every pathway that counts in the year before the first, or later, as kept."""
    sectors = {pathway.name: pathway.sector for pathway in catalog.pathways}
    return [
        Prospect(student, name, sectors.get(name, ""), site, done, ends, bool(begun), last, soonest)
        for student, name, site, done, ends, begun, last, soonest in forecast_store.prospect_rows(
            tx, first
        )
    ]


def exact_prospects(desk: Desk) -> tuple[list[Prospect], int]:
    """Return the same with whoever is not current worked out anew; nothing is written.

    Beside them of how many students this failed: they count nowhere.

    For a call that must be right at once, whatever is kept; it takes as long as the audits do.
    """
    first = school_year_of(desk.today())
    with desk.database.reading() as tx:
        stale = stale_students(tx, present_basis(tx, desk.today()), Part.PATHWAYS)
        kept = [
            one for one in kept_prospects(tx, desk.catalog(), first) if one.student not in stale
        ]
    failed: list[int] = []
    return [*kept, *_worked_out(desk, sorted(stale), first, failed)], len(failed)


def _worked_out(
    desk: Desk, students: list[int], first: int, failed: list[int]
) -> Iterator[Prospect]:
    """Yield the prospects of these students, and add those whose audit fails to `failed`."""
    if not students:
        return
    district = desk.district()
    sectors = {pathway.name: pathway.sector for pathway in district.catalog.pathways}
    terms = Terms(district.catalog, district.rules, district.auditing, desk.today())
    answers = crew.work_through(
        standings_job,
        terms,
        _blocks(desk, students),
        most=0 if len(students) <= FEW else None,
    )
    for worked, wrong in answers:
        failed += wrong
        for key, _uid, school, _grade, rows in worked:
            for row in rows:
                told: dict[str, Any] = dict(zip(KEPT, row, strict=True))
                name = str(told["program"]).removeprefix(_PATHWAY)
                one = Prospect(
                    key,
                    name,
                    sectors.get(name, ""),
                    school,
                    told["completed_in"],
                    told["ends_in"],
                    bool(told["under_way"]),
                    told["last_end"],
                    _soonest(told, first),
                )
                if max(one[4] or 0, one[5] or 0, one[7] or 0) >= first - 1:
                    yield one


def _soonest(told: dict[str, Any], first: int) -> int | None:
    """Return before which year one at risk can't be done, as `storage/forecast.py` asks for it."""
    last: int | None = told["last_end"]
    return None if last is None else min(last, first + (told["earned"] == 0))


def _blocks(desk: Desk, students: list[int]) -> Iterator[DueFiles]:
    for start in range(0, len(students), BLOCK):
        part = students[start : start + BLOCK]
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, part)
        yield packed(raw), dict.fromkeys(part, int(Part.PATHWAYS))
