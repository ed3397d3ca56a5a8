"""Plans from files: semesters are added and changed, those that a file lacks stay.

A semester is the same as a known one when course, grade, term and lane are; section, period, site
and lock can change. A course that is there twice is told apart by its section. An active plan of a
file is the student's active plan from then on; another one stays under its name.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.copied import STUDENT_ID
from cte_desktop.storage.import_report import CHANGED, FileCounts, Refused, count_rows
from cte_desktop.storage.plan_rows import Wanted, WantedPlan, wanted_plans
from cte_desktop.storage.plan_same import TOLD, same_semesters
from cte_desktop.storage.plan_writes import KnownPlacement, KnownPlan, PlanWrites

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cte_desktop.storage.bulk import BulkStep
    from cte_desktop.storage.import_report import ImportFile, Row, Watch

BLOCK = 500
"""Students whose plans are read and written at once."""
IMPORTED = "import"
FIELDS: dict[str, Any] = {
    "plan": "",
    "grade_level": None,
    "term": "",
    "lane": "",
    "course_code": "",
    "section_id": "",
    "locked": 0,
    "period": "",
    "site": "",
    "choice": 0,
    "status": "",
    "signed_on": None,
}
"""The fields of a row besides the student, with what an absent one means."""
ROW = ("number", *FIELDS)


class PlanImport:
    """The plans of all files of one call."""

    def __init__(self, bulk: BulkStep, students: Mapping[str, int]) -> None:
        """Stand ready; `students` holds the keys under the district's ids."""
        self._bulk = bulk
        self._students = students
        self._writes = PlanWrites(bulk)
        self._run = bulk.tx.connection.exec_driver_sql
        names = ", ".join(f'"{name}"' for name in ROW)
        self._run(f"CREATE TEMP TABLE incoming_plan (place INTEGER PRIMARY KEY, student, {names})")

    def copy(self, file: ImportFile, watch: Watch | None) -> FileCounts:
        """Apply the rows of one file."""
        counts = FileCounts(file.kind)
        self._stage(file, counts)
        given = set(file.fields if file.given is None else file.given())
        done = 0
        for block in self._blocks():
            known = self._writes.known_plans([student for student, _ in block])
            for student, rows in block:
                self._bulk.tx.look()
                done += len(rows)
                plans = known.get(student, {})
                same = same_semesters(rows, plans) if given >= TOLD else None
                if same is None:
                    named = (dict(zip(ROW, row, strict=True)) for row in rows)
                    wanted = wanted_plans(named, counts)
                    _Student(self._writes, student, plans, given, counts).take(wanted)
                else:
                    self._writes.note_seen(same)
                    counts.unchanged += len({row[0] for row in rows})
            self._writes.flush()
            if watch is not None:
                watch(done)
        return counts

    def absent(self) -> str:
        """Return the condition of imported placements that no file had."""
        return self._writes.absent()

    def close(self) -> None:
        """Drop the temporary tables."""
        self._run("DROP TABLE IF EXISTS temp.incoming_plan")
        self._writes.drop()

    def _stage(self, file: ImportFile, counts: FileCounts) -> None:
        """Put the rows aside in a temporary table: a student's rows may lie far apart."""
        self._run("DELETE FROM temp.incoming_plan")
        marks = ", ".join("?" * (len(FIELDS) + 2))
        rows = iter(file.rows)
        while batch := list(islice(rows, 10_000)):
            staged = list(self._staged(file, batch, counts))
            if staged:
                statement = f"INSERT INTO temp.incoming_plan VALUES (NULL, {marks})"
                self._bulk.tx.connection.exec_driver_sql(statement, staged)

    def _staged(
        self, file: ImportFile, batch: list[Row], counts: FileCounts
    ) -> Iterator[tuple[Any, ...]]:
        student_at = file.fields.index(STUDENT_ID)
        places = [
            (file.fields.index(name) if name in file.fields else None, empty)
            for name, empty in FIELDS.items()
        ]
        for row in batch:
            student = self._students.get(row[student_at])
            if student is None:
                counts.refused.append(Refused(row[-1], "unknown_student", STUDENT_ID))
                continue
            values = [empty if place is None else row[place] for place, empty in places]
            yield (student, row[-1], *values)

    def _blocks(self) -> Iterator[list[tuple[int, list[Row]]]]:
        """Yield some hundred students, each with the rows of the file as `ROW` names their values.

        The driver's own tuples: a wrapped row costs as much as what is done with it.
        """
        found: Any = self._run("SELECT * FROM temp.incoming_plan ORDER BY student, place").cursor
        students = (
            (key, [row[2:] for row in of_student])
            for key, of_student in groupby(found, key=itemgetter(1))
        )
        while block := list(islice(students, BLOCK)):
            yield block


@dataclass(slots=True)
class _Student:
    """One student's plans, as they are known and as a file wants them."""

    writes: PlanWrites
    student: int
    known: dict[str, KnownPlan]
    given: Collection[str]
    counts: FileCounts
    became: dict[int, set[str]] = field(default_factory=dict)  # row number -> what its halves did
    refused: set[int] = field(default_factory=set)  # the numbers of rows

    def take(self, plans: list[WantedPlan]) -> None:
        """Apply the wanted plans and count their rows."""
        plans = self._free(plans)
        active = self._active(plans)
        for name, plan in self.known.items():
            if active is not None and name != active and plan.status == "active":
                self.writes.set_plan(plan, "named", plan.signed_on)
        for wanted in plans:
            status = "active" if wanted.name == active else "named"
            known = self.known.get(wanted.name)
            if known is None:
                known = self.writes.add_plan(self.student, wanted.name, status, wanted.signed_on)
                self.known[wanted.name] = known
            else:
                self._set_plan(known, wanted, status if active is not None else known.status)
            if not known.is_locked:
                self._place(known, wanted)
            if self._is_opened_again(known, wanted):
                self._tell_of_the_day(wanted)
        count_rows(self.counts, {row: _of_row(halves) for row, halves in self.became.items()})

    def _free(self, plans: list[WantedPlan]) -> list[WantedPlan]:
        """Return the plans that may be changed; rows that would change a locked one are refused.

        A locked plan may be signed and come in force, nothing else. It also stays in force: another
        one that should be instead is refused.
        """
        held = {n for n, plan in self.known.items() if plan.is_locked and plan.status == "active"}
        free = []
        for wanted in plans:
            known = self.known.get(wanted.name)
            comes = "status" in self.given and wanted.status in ("active", "")
            if comes and held - {wanted.name}:
                self._refuse(wanted.semesters)
                continue
            if known is not None and known.is_locked:
                self._hold(known, wanted)
            free.append(wanted)
        return free

    def _hold(self, plan: KnownPlan, wanted: WantedPlan) -> None:
        """Count the rows of a locked plan: as it is, or refused where they would change it."""
        left = list(plan.placements)
        differ: list[Wanted] = []
        for semester in wanted.semesters:
            same = next((k for k in left if self._is_same(k, semester)), None)
            if same is None:
                differ.append(semester)
            else:
                left.remove(same)
                self.became.setdefault(semester.row, set()).add("unchanged")
                for row in semester.alternate_rows:
                    self.became.setdefault(row, set()).add("unchanged")
        self._refuse(differ)

    def _is_same(self, known: KnownPlacement, wanted: Wanted) -> bool:
        alternates = ";".join(wanted.alternates)
        names = ("period", "section_id", "site", "locked")
        values = {name: getattr(wanted, name) for name in names if name in self.given}
        return (
            known.place == wanted.place
            and known.has(values)
            and alternates in ("", known.alternates)
        )

    def _refuse(self, semesters: Iterable[Wanted]) -> None:
        rows = {row for one in semesters for row in (one.row, *one.alternate_rows)}
        for row in sorted(rows):
            self.became.pop(row, None)
            self.refused.add(row)
            self.counts.refused.append(Refused(row, "plan_locked", "plan"))

    def _active(self, plans: list[WantedPlan]) -> str | None:
        """Return which plan is to be active; None if that stays as it is."""
        says = "status" in self.given
        if not says and any(plan.status == "active" for plan in self.known.values()):
            return None
        return next((plan.name for plan in plans if plan.status in ("active", "")), None)

    def _set_plan(self, plan: KnownPlan, wanted: WantedPlan, status: str) -> None:
        signed_on = wanted.signed_on or plan.signed_on  # a file without the day unsigns nothing
        if self._is_said_before(plan, wanted):
            signed_on = plan.signed_on
        if (plan.status, plan.signed_on) != (status, signed_on):
            self.writes.set_plan(plan, status, signed_on)
            for row in self._first_row(wanted):
                self.became.setdefault(row, set()).add("changed")

    def _is_said_before(self, plan: KnownPlan, wanted: WantedPlan) -> bool:
        """Tell whether the file's day of signing is older than what was said of the plan here."""
        said, day = plan.spoken_until, wanted.signed_on
        return said is not None and day is not None and day <= said

    def _is_opened_again(self, plan: KnownPlan, wanted: WantedPlan) -> bool:
        return plan.signed_on is None and self._is_said_before(plan, wanted)

    def _tell_of_the_day(self, wanted: WantedPlan) -> None:
        """Report the first row of a plan whose day of signing isn't taken, its courses being so."""
        for row in self._first_row(wanted):
            self.became.pop(row, None)
            self.refused.add(row)
            self.counts.refused.append(Refused(row, "opened_again", "signed_on"))

    def _first_row(self, wanted: WantedPlan) -> list[int]:
        """Return the row that stands for the plan itself: the first one that isn't refused."""
        return [one.row for one in wanted.semesters if one.row not in self.refused][:1]

    def _place(self, plan: KnownPlan, wanted: WantedPlan) -> None:
        left: dict[tuple[Any, ...], list[KnownPlacement]] = {}
        for known in plan.placements:
            left.setdefault(known.place, []).append(known)
        exact: dict[int, KnownPlacement] = {}
        for number, semester in enumerate(wanted.semesters):
            same = [k for k in left.get(semester.place, ()) if k.section_id == semester.section_id]
            if same:
                exact[number] = same[0]
                left[semester.place].remove(same[0])
        for number, semester in enumerate(wanted.semesters):
            others = left.get(semester.place)
            placement = exact.get(number) or (others.pop(0) if others else None)
            self._settle(plan, semester, placement)

    def _settle(self, plan: KnownPlan, wanted: Wanted, known: KnownPlacement | None) -> None:
        """Add a semester, or make the known one as the file wants it."""
        alternates = ";".join(wanted.alternates)
        own, others = self.became.setdefault(wanted.row, set()), set[str]()
        if known is None:
            self.writes.add_placement(plan, wanted, alternates, IMPORTED)
            own.add("accepted")
            others.add("accepted")
        else:
            values = {
                name: getattr(wanted, name)
                for name in ("period", "section_id", "site", "locked")
                if name in self.given
            }
            own.add("unchanged" if known.has(values) else "changed")
            others.add("unchanged" if known.alternates == alternates else "changed")
            if alternates:
                values["alternates"] = alternates
            self.writes.set_placement(known, values)
        for row in wanted.alternate_rows:
            self.became.setdefault(row, set()).update(others)


def _of_row(halves: set[str]) -> set[str]:
    """Return what became of a row; one that is new in one half and known in the other changed."""
    return halves if len(halves) == 1 else {CHANGED}
