"""How everyone stands: kept per student and program, worked out anew only for whom it is stale.

Figures come from what is kept, within half a second for a whole district, and say how many students
they count by a standing that is not current. Whoever writes marks whom it concerns in the same
transaction; `bring_up_to_date` then makes the standings current again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services import crew
from cte_desktop.services.answering_imports import remembered
from cte_desktop.services.changes import Changes
from cte_desktop.services.schedule_standing import Around, Grounds, keeping_job
from cte_desktop.services.standing_basis import present_basis
from cte_desktop.services.standing_work import Terms, packed
from cte_desktop.storage import raw_files
from cte_desktop.storage import standings as standing_store
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store
from cte_desktop.storage.sections.named import named_sections
from cte_desktop.storage.sections.pathway_sections import pathway_sections
from cte_desktop.storage.standings import Due, Worked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.schedule_standing import DueAround
    from cte_desktop.services.standing_work import WorkedRow
    from cte_desktop.storage.transaction import Transaction

__all__ = ("FigureLine", "Figures", "bring_up_to_date", "count_stale", "figures", "present_basis")

FigureLine = standing_store.FigureLine  # how many stand so, and how many of them not currently

NOUN = "standings"
BLOCK = 25  # students worked out at once
STORED_AT_ONCE = 500
"""Students whose standings are stored in one transaction: a short one, since others write too."""
FEW = 100
"""Students whom this process works out alone: others would take longer to start."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How everyone stands in every program, as kept.

    `stale` of the `students` have standings that are not current, or none yet; each line tells how
    many of those that it counts are among them.
    """

    lines: tuple[FigureLine, ...]
    students: int
    stale: int


def figures(desk: Desk) -> Figures:
    """Return the counts by program, home school, grade, status and stage."""
    with desk.database.reading() as tx:
        basis = present_basis(tx, desk.today())
        return Figures(
            standing_store.figure_lines(tx, basis),
            standing_store.count_students(tx),
            standing_store.count_due(tx, basis),
        )


def count_stale(desk: Desk) -> int:
    """Return how many students have standings that are not current, or none yet."""
    with desk.database.reading() as tx:
        return standing_store.count_due(tx, present_basis(tx, desk.today()))


def bring_up_to_date(
    desk: Desk,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    passed_over: Callable[[tuple[str, ...]], None] | None = None,
) -> Changes:
    """Work out anew whatever is stale, until nothing is; on several processes when it is much.

    `progress` is told (done, of how many) students and may raise to give up; then, as when
    `cancelled` says so, what is done is kept and the rest stays stale. What is written meanwhile
    makes its students stale again. A student whose audit fails is passed over and stays stale;
    `passed_over` is told once, at the end, what was wrong in the code with each of them. A database
    opened for reading is left as it is.
    """
    run = _Run(desk, progress or (lambda _done, _total: None), cancelled or (lambda: False))
    if desk.database.writable:
        while run.due() and not run.cancelled():
            run.work()
    if run.failed and passed_over is not None:
        passed_over(tuple(run.failed.values()))
    return run.changes()


class _Run:
    """One bringing up to date: rounds of working out who is due, until nobody is."""

    def __init__(
        self, desk: Desk, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        self.cancelled = cancelled
        self._desk = desk
        self._progress = progress
        self._basis: standing_store.Basis = {}
        self._due: tuple[Due, ...] = ()
        self._touched: set[str] = set()
        self.failed: dict[tuple[int, int], str] = {}
        """What was wrong with each student who was passed over, under the mark of their file."""

    def due(self) -> bool:
        """Find out who is due; False if nobody is."""
        database, day = self._desk.database, self._desk.today()
        with database.reading() as tx:
            self._basis = present_basis(tx, day)
            changed = standing_store.changed_parts(tx, self._basis)
            self._due = standing_store.list_due(tx)
        if changed:
            with database.writing() as tx:
                self._basis = present_basis(tx, day)
                standing_store.begin_basis(tx, self._basis)
                self._due = standing_store.list_due(tx)
            self._desk.forget_district()
        self._due = tuple(
            due for due in self._due if (due.student, due.written_in) not in self.failed
        )
        return bool(self._due)

    def work(self) -> None:
        """Work out everyone who is due, and keep it; ends early when the basis changes."""
        district = self._desk.district()
        day = self._desk.today()
        with self._desk.database.reading() as tx:
            offers = offers_of(pathway_sections(tx, school_year_of(day)))
        terms = Terms(district.catalog, district.rules, district.auditing, day, offers)
        grounds = Grounds(terms, district.planning, remembered(self._desk).given("unknown_course"))
        answers = crew.work_through(
            keeping_job,
            grounds,
            self._blocks(),
            most=0 if len(self._due) <= FEW else None,
            cancelled=self.cancelled,
        )
        marks = {due.student: due for due in self._due}
        done = 0
        ready: list[Worked] = []
        try:
            for answer, failed in answers:
                ready += [self._worked(row, marks) for row in answer]
                for key, why in failed.items():
                    self.failed[key, marks[key].written_in] = why
                done += len(failed)
                if len(ready) >= STORED_AT_ONCE:
                    done += len(ready)
                    if not self._store(ready):
                        return
                    ready = []
                self._progress(done + len(ready), len(marks))
        finally:
            answers.close()
            self._store(ready)

    def changes(self) -> Changes:
        """Return what was worked out; nobody by name when it was more than a few."""
        if not self._touched:
            return Changes()
        few = self._touched if len(self._touched) <= FEW else ()
        return Changes(frozenset({NOUN}), frozenset(few))

    def _blocks(self) -> Iterator[DueAround]:
        day = self._desk.today()
        claims: dict[SectionKey, tuple[Claim, ...]] = {}
        for start in range(0, len(self._due), BLOCK):
            parts = {due.student: due.parts for due in self._due[start : start + BLOCK]}
            planners = [key for key, part in parts.items() if part & Part.SCHEDULE]
            with self._desk.database.reading() as tx:
                raw = raw_files.fetch_raw_files(tx, tuple(parts))
                around = _around(tx, planners, day, claims)
            yield packed(raw), parts, around

    def _worked(self, row: WorkedRow, marks: dict[int, Due]) -> Worked:
        key, uid, school, grade_level, rows = row
        self._touched.add(uid)
        return Worked(marks[key], school, grade_level, rows)

    def _store(self, ready: Sequence[Worked]) -> bool:
        """Keep what is ready; False, and nothing kept, if the basis is another one by now."""
        if not ready:
            return True
        with self._desk.database.writing() as tx:
            if present_basis(tx, self._desk.today()) != self._basis:
                return False
            standing_store.store_standings(tx, ready)
        return True


def _around(
    tx: Transaction,
    students: Sequence[int],
    day: date,
    claims: dict[SectionKey, tuple[Claim, ...]],
) -> Around:
    """Return the sections that these students name, with who claims a seat in the planned ones.

    `claims` are those of sections that were met before; what is new comes to them.
    """
    if not students:
        return Around()
    sitting, planned = named_sections(tx, students)
    sections = section_store.sections_for(tx, sitting | planned)
    year = school_year_of(day)
    ahead = {key for key in planned if key in sections and key[0] >= year}
    claims.update(seat_store.claims_of(tx, ahead - claims.keys(), day))
    return Around(sections, {key: claims[key] for key in ahead})
