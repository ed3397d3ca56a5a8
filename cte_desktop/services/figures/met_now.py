"""Who has met graduation and the Indicator, worked out anew in memory: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.services import crew
from cte_desktop.services.standing_work import Terms, packed, standings_job
from cte_desktop.services.standings import BLOCK, FEW, present_basis
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates.candidates import stale_students
from cte_desktop.storage.figures import class_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.standing_work import DueFiles, KeptRow
    from cte_desktop.storage.transaction import Transaction

_PARTS = (Part.GRADUATION, Part.AREAS)
GRADUATION, INDICATOR = "graduation", "cci"


@dataclass(frozen=True, slots=True)
class MetNow:
    """Of those who were worked out, by uid, which programs they have met.

    About the `undecided` nothing is known: their audit failed.
    """

    met: dict[str, frozenset[str]]
    undecided: int = 0


def met_now(tx: Transaction, desk: Desk, graduation_year: int) -> MetNow:
    """Work out anew who of a class has standings that are not current, in as long as it takes."""
    basis = present_basis(tx, desk.today())
    stale = frozenset[int]().union(*(stale_students(tx, basis, part) for part in _PARTS))
    students = sorted(stale & class_of(tx, graduation_year)) if stale else []
    if not students:
        return MetNow({})
    district = desk.district()
    answers = crew.work_through(
        standings_job,
        Terms(district.catalog, district.rules, district.auditing, desk.today()),
        _blocks(tx, students),
        most=0 if len(students) <= FEW else None,
    )
    met: dict[str, frozenset[str]] = {}
    undecided = 0
    for worked, failed in answers:
        undecided += len(failed)
        met |= {uid: _met(rows) for _key, uid, _school, _grade, rows in worked}
    return MetNow(met, undecided)


def _blocks(tx: Transaction, students: list[int]) -> Iterator[DueFiles]:
    parts = int(Part.GRADUATION | Part.AREAS)
    for start in range(0, len(students), BLOCK):
        block = students[start : start + BLOCK]
        yield packed(raw_files.fetch_raw_files(tx, block)), dict.fromkeys(block, parts)


def _met(rows: tuple[KeptRow, ...]) -> frozenset[str]:
    """Return the programs that are met; each row begins with its program and status."""
    return frozenset(str(row[0]) for row in rows if row[1] == ProgramStatus.MET.value)
