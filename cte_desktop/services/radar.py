"""The last-chance radar: who must start which level of a pathway by when, what closes first on top.

For everybody from the kept standings; who has none that is current is worked out anew on request.
For one student exactly, with the sections of the years ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.result import PathwayStage, ProgramStatus
from cte_desktop.domain.filling.radar import Closing, LastStart, closings, taught_around
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.school_year import TERMS, grade_in, school_year_of
from cte_desktop.services import crew
from cte_desktop.services.cases import Case, open_case
from cte_desktop.services.filling.gathering import situation_in, timetable_of
from cte_desktop.services.standing_basis import present_basis
from cte_desktop.services.standing_work import Terms, packed, standings_job
from cte_desktop.storage import radar as radar_store
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates.candidates import stale_students
from cte_desktop.storage.sections.pathway_sections import pathway_sections
from cte_desktop.storage.standings import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.standing_work import DueFiles, KeptRow
    from cte_desktop.storage.radar import KeptStart, Listed

BLOCK, FEW = 25, 100
_PLANNED = frozenset({ProgramStatus.MET.value, ProgramStatus.ON_TRACK.value})


@dataclass(frozen=True, slots=True)
class RadarRow:
    """Until when one student can still complete one pathway."""

    uid: str
    student_id: str
    name: str
    name_key: str  # to sort and search by
    grade_level: int
    school: str
    closing: Closing

    @property
    def closes(self) -> LastStart | None:
        """Return what closes first; None when nothing is left to start."""
        return self.closing.closes


@dataclass(frozen=True, slots=True)
class Radar:
    """The rows, what closes first on top; about `stale` students nothing current is known.

    `failed` are the students (the district's ids) of whom nothing could be worked out.
    """

    rows: tuple[RadarRow, ...]
    stale: int = 0
    failed: tuple[str, ...] = ()


def radar(
    desk: Desk,
    *,
    school: str = "",
    pathway: str = "",
    grade_level: int | None = None,
    exact: bool = False,
) -> Radar:
    """Return everybody who has something left to start, filtered as asked.

    `exact` works out anew who has no current standing; without it they are counted as `stale` and
    left with what was kept of them, if anything.
    """
    with desk.database.reading() as tx:
        students = radar_store.listed_students(tx)
        basis = present_basis(tx, desk.today())
        stale = stale_students(tx, basis, Part.PATHWAYS) & students.keys()
        kept = radar_store.kept_starts(tx)
    failed: tuple[int, ...] = ()
    if exact and stale:
        worked, failed = _worked_out(desk, sorted(stale))
        kept = [*(one for one in kept if one.student not in stale), *worked]
    rows = (_row(one, students[one.student]) for one in kept if one.student in students)
    wanted = (
        row
        for row in rows
        if (not school or row.school == school)
        and (not pathway or row.closing.pathway == pathway)
        and (grade_level is None or row.grade_level == grade_level)
    )
    named = sorted(students[key].student_id for key in failed if key in students)
    return Radar(_in_order(wanted), 0 if exact else len(stale), tuple(named))


def radar_of(desk: Desk, student: str | Case) -> tuple[RadarRow, ...]:
    """Return until when a student can still complete each pathway signed up for or added.

    `student` is the district's id or a case; a pathway that has closed is told as well, and comes
    last.
    """
    case = open_case(desk, student) if isinstance(student, str) else student
    timetable = timetable_of(desk, case)
    situation = situation_in(case, timetable)
    who = case.file.student
    taught = taught_around(situation, timetable.offers)
    return _in_order(
        RadarRow(
            who.uid,
            who.student_id,
            who.list_name,
            who.name_key,
            who.grade_level,
            who.school,
            closing,
        )
        for closing in closings(situation, taught, case.district.auditing)
    )


def _in_order(rows: Iterable[RadarRow]) -> tuple[RadarRow, ...]:
    return tuple(sorted(rows, key=_closes_first))


def _closes_first(row: RadarRow) -> tuple[int, int, str, str, str]:
    closes = row.closes
    when = (0, closes.moment) if closes is not None else (1, 0)
    return (*when, row.name_key, row.student_id, row.closing.pathway)


def _row(one: KeptStart, student: Listed) -> RadarRow:
    closing = Closing(
        one.pathway,
        _start(one.concentrator_by, student.graduation_year),
        _start(one.capstone_by, student.graduation_year),
        PathwayStage(one.stage) if one.stage else PathwayStage.INTERESTED,
        planned=one.status in _PLANNED,
    )
    name = ", ".join(dict.fromkeys(p for p in (student.last_name, student.first_name) if p))
    return RadarRow(
        student.uid,
        student.student_id,
        name,
        student.name_key,
        student.grade_level,
        student.school,
        closing,
    )


def _start(moment: int | None, graduation_year: int) -> LastStart | None:
    if moment is None:
        return None
    year, place = divmod(moment, len(TERMS))
    return LastStart(year, grade_in(year, graduation_year), TERMS[place], moment)


def _worked_out(desk: Desk, students: list[int]) -> tuple[list[KeptStart], tuple[int, ...]]:
    """Return the last starts of these students, and the keys of those whose audit fails."""
    district, day = desk.district(), desk.today()
    with desk.database.reading() as tx:
        offers = offers_of(pathway_sections(tx, school_year_of(day)))
    answers = crew.work_through(
        standings_job,
        Terms(district.catalog, district.rules, district.auditing, day, offers),
        _blocks(desk, students),
        most=0 if len(students) <= FEW else None,
    )
    found: list[KeptStart] = []
    failed: list[int] = []
    for worked, wrong in answers:
        failed += wrong
        starts = (_kept_start(key, row) for key, _, _, _, rows in worked for row in rows)
        found += (one for one in starts if (one.concentrator_by, one.capstone_by) != (None, None))
    return found, tuple(failed)


def _kept_start(key: int, row: KeptRow) -> KeptStart:
    told = dict(zip(KEPT, row, strict=True))
    return radar_store.KeptStart(
        key,
        str(told["program"]).partition(":")[2],
        str(told["stage"]),
        str(told["status"]),
        _number(told["concentrator_by"]),
        _number(told["capstone_by"]),
    )


def _number(kept: str | int | None) -> int | None:
    return kept if isinstance(kept, int) else None


def _blocks(desk: Desk, students: list[int]) -> Iterator[DueFiles]:
    for start in range(0, len(students), BLOCK):
        block = students[start : start + BLOCK]
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, block)
        yield packed(raw), dict.fromkeys(block, int(Part.PATHWAYS))
