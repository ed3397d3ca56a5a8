"""One student's case: everything on the table when counselor and student sit together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.evaluate import audit, audit_one_pathway
from cte_desktop.domain.findings import Finding, in_order
from cte_desktop.domain.planning.approval import Standing, standing_of
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.services.named_sections import planned_ahead, section_keys
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import approvals as approval_store
from cte_desktop.storage import plan_locks as lock_store
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import shared_notes as note_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cte_desktop.domain.audit.result import ProgramResult, StudentAudit
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.approval import Approval, PlanLock
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.caseload import SharedNote
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk, District
    from cte_desktop.storage.transaction import Transaction

    Claims = dict[SectionKey, tuple[Claim, ...]]


@dataclass(frozen=True)
class Case:
    """A student's file and plans as stored, with the district around them on a day.

    No slots: situation, audit and findings are worked out when first asked for and kept.
    """

    file: StudentFile
    plans: tuple[Plan, ...]
    plan: Plan | None  # the one that is looked at, by default the active one
    sections: Mapping[tuple[int, str], Section]
    district: District
    day: date
    recorded: tuple[Semester, ...] | None = field(default=None, compare=False, repr=False)
    claims: Mapping[SectionKey, tuple[Claim, ...]] = field(default_factory=dict, repr=False)
    """Who claims a seat in the sections that the plan names and the record doesn't have."""
    approvals: tuple[Approval, ...] = field(default=(), compare=False, repr=False)
    """What was said of the student's plans, newest first."""
    locks: Mapping[str, PlanLock] = field(default_factory=dict, compare=False, repr=False)
    """The locks of the student's plans, under the uids of those that are locked."""
    notes_for_family: tuple[SharedNote, ...] = field(default=(), compare=False, repr=False)
    """The shared notes that the paper of the plan prints."""
    seen_on: date | None = field(default=None, compare=False)
    """The present day when the case is that of an earlier one (`as_of.py`): papers say so."""

    @cached_property
    def standing(self) -> Standing:
        """Return how far the plan on the table is agreed."""
        return Standing() if self.plan is None else standing_of(self.plan, self.approvals)

    @cached_property
    def situation(self) -> Situation:
        """Return what the rules of the schedule look at."""
        return Situation(
            self.file,
            self.plan,
            self.district.catalog,
            self.sections,
            self.district.planning,
            self.day,
            self.recorded,
            self.claims,
        )

    @cached_property
    def audit(self) -> StudentAudit:
        """Return how far the student is in every program."""
        return audit(
            self.file,
            self.plan,
            self.district.catalog,
            self.district.rules,
            self.district.auditing,
            self.day,
            self.situation.semesters,
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return everything there is to say: of the programs and of the schedule, gravest first."""
        return in_order((*self.audit.findings, *conflicts(self.situation)))

    def pathway_program(self, name: str) -> ProgramResult:
        """Return how the student stands in any pathway, signed up for or not."""
        known = self.audit.program(f"pathway:{name}")
        return known or audit_one_pathway(
            name,
            self.file,
            self.plan,
            self.district.catalog,
            self.district.rules,
            self.district.auditing,
            self.day,
        )

    def with_plan(self, plan: Plan | None) -> Case:
        """Return the case as it would be with another plan on the table."""
        return replace(self, plan=plan, recorded=self.situation.of_record)

    def with_file(self, file: StudentFile) -> Case:
        """Return the case as it would be with another file of the same student on the table."""
        return replace(self, file=file, recorded=None)

    def with_section_known(self, section: Section, claims: tuple[Claim, ...] = ()) -> Case:
        """Return the case with a section that its plans don't name yet, and who claims a seat."""
        key = key_of(section)
        return replace(
            self,
            sections={**self.sections, key: section},
            claims={**self.claims, key: claims},
            recorded=self.situation.of_record,
        )


def open_case(desk: Desk, student_id: str) -> Case:
    """Return the case of the student with the district's id; a wrong call if there is none."""
    district = desk.district()
    with desk.database.reading() as tx:
        student = student_store.find_student(tx, student_id)
        if student is None:
            raise unknown_student(student_id)
        file = student_store.load_student_file(tx, student.uid)
        return next(_cases(tx, (file,), district, desk.today(), {}))


def open_case_of(desk: Desk, uid: str, plan_uid: str = "") -> Case:
    """Return the case of the student with our own id, as lists and pages hold it.

    With `plan_uid` that plan is looked at; the one in force when there is none of that id.
    """
    district = desk.district()
    with desk.database.reading() as tx:
        file = student_store.load_student_file(tx, uid)
        return next(_cases(tx, (file,), district, desk.today(), {}, plan_uid))


def sections_of(desk: Desk, course_code: str, school_year: int) -> tuple[Section, ...]:
    """Return the sections of a course in a school year at every site, by section id."""
    with desk.database.reading() as tx:
        return section_store.sections_of_course(tx, school_year, course_code)


def open_cases(desk: Desk, student_ids: tuple[str, ...] | None = None) -> Iterator[Case]:
    """Yield the cases of those students, or of all, in order of student_id.

    Every id is checked before the first case is worked out.
    """
    district, day = desk.district(), desk.today()
    with desk.database.reading() as tx:
        if student_ids is not None:
            for student_id in student_ids:
                if student_store.find_student(tx, student_id) is None:
                    raise unknown_student(student_id)
            wanted = tuple(sorted(set(student_ids)))
        else:
            wanted = None
        files = student_store.iterate_student_files(tx, wanted)
        claims: Claims = {}
        while block := tuple(islice(files, student_store.BLOCK)):
            yield from _cases(tx, block, district, day, claims)


def _cases(
    tx: Transaction,
    files: tuple[StudentFile, ...],
    district: District,
    day: date,
    claims: Claims,
    plan_uid: str = "",
) -> Iterator[Case]:
    """Yield the cases of some files; one query each for their plans, sections and seats.

    `claims` are those of sections that were met before; what is new comes to them. The plan that is
    looked at is the one of `plan_uid`, else the one in force.
    """
    plans_of = plan_store.list_plans_of(tx, (file.student.uid for file in files))
    wanted = {
        file.student.uid: section_keys(file, plans_of.get(file.student.uid, ())) for file in files
    }
    sections = section_store.sections_for(tx, frozenset().union(*wanted.values()))
    seats = {
        file.student.uid: planned_ahead(file, _looked_at(plans, plan_uid), day)
        for file in files
        if (plans := plans_of.get(file.student.uid))
    }
    new = {key for named in seats.values() for key in named if key in sections} - claims.keys()
    if new:
        claims.update(seat_store.claims_of(tx, new, day))
    said, locks = _agreed(tx, plans_of)
    notes = note_store.family_notes_of(tx, (file.student.uid for file in files))
    for file in files:
        plans, uid = plans_of.get(file.student.uid, ()), file.student.uid
        own = {key: sections[key] for key in wanted[uid] if key in sections}
        claimed = {key: claims[key] for key in seats.get(uid, ()) if key in claims}
        plan = _looked_at(plans, plan_uid)
        yield Case(
            file,
            plans,
            plan,
            own,
            district,
            day,
            claims=claimed,
            approvals=said.get(uid, ()),
            locks={one.uid: locks[one.uid] for one in plans if one.uid in locks},
            notes_for_family=notes.get(uid, ()),
        )


def _agreed(
    tx: Transaction, plans_of: Mapping[str, tuple[Plan, ...]]
) -> tuple[Mapping[str, tuple[Approval, ...]], Mapping[str, PlanLock]]:
    """Return what was said of plans, by student, and the locks, by plan."""
    uids = [plan.uid for some in plans_of.values() for plan in some]
    return approval_store.approvals_of_many(tx, plans_of), lock_store.locks_of(tx, uids)


def _looked_at(plans: tuple[Plan, ...], plan_uid: str) -> Plan | None:
    wanted = (plan for plan in plans if plan.uid == plan_uid)
    return next(wanted, None) or plan_store.active_plan(plans)
