"""Adding, swapping or dropping a course in the plans of many, with a preview and one undo.

Seats of the new course are handed out in the order of filling: grade 12 first, then by student id.
"""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity, in_order
from cte_desktop.domain.planning.swapping import NotSwapped, Swap, is_concerned, swapped
from cte_desktop.services.cases import open_cases
from cte_desktop.services.filling.gathering import timetable_of_course
from cte_desktop.services.filling.many.keeping import KeptMany, ToKeep, keep_plans
from cte_desktop.services.filling.many.ledger import SeatLedger
from cte_desktop.services.filling.many.people import read_people
from cte_desktop.services.filling.many.person import Person
from cte_desktop.services.planning import fresh_id
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.filling.swaps import why_not_text
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json

__all__ = ("StudentSwap", "Swap", "Swaps", "apply_swap", "preview_swap")


@dataclass(frozen=True, slots=True)
class StudentSwap:
    """What a swap would do to a student's plan; `after` None when it can't be done.

    `why` says why not ("" else); `new` are the findings that the changed plan has and the present
    one hasn't, the gravest first, `gone` those that it no longer has.
    """

    file: StudentFile
    before: Plan | None
    after: Plan | None
    why: str = ""
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()

    @property
    def uid(self) -> str:
        """Return our own id of the student."""
        return self.file.student.uid

    @property
    def student_id(self) -> str:
        """Return the district's id of the student."""
        return self.file.student.student_id

    @property
    def name(self) -> str:
        """Return the student's name as tables have it."""
        return self.file.student.list_name

    @property
    def grade_level(self) -> int:
        """Return the grade that the student is in."""
        return self.file.student.grade_level

    @property
    def school(self) -> str:
        """Return the student's school."""
        return self.file.student.school

    @property
    def signed(self) -> bool:
        """Tell whether the present plan is signed: it is changed only when asked for by name."""
        return self.before is not None and self.before.signed_on is not None

    @property
    def breaks(self) -> bool:
        """Tell whether the changed plan has something that must be fixed and was not before."""
        return any(finding.severity is Severity.MUST_FIX for finding in self.new)


@dataclass(frozen=True, slots=True)
class Swaps:
    """What a swap would do to everybody it concerns: grade 12 first, then by student id."""

    swap: Swap
    students: tuple[StudentSwap, ...]
    cancelled: bool = False


def preview_swap(
    desk: Desk,
    uids: Sequence[str],
    swap: Swap,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Swaps:
    """Return what a swap would do; students whom it doesn't concern are left out.

    A wrong call when the swap names no course, the same one twice, or one the catalog lacks.
    """
    _check(desk, swap)
    try:
        cases = _concerned(desk, uids, swap, cancelled)
    except CancelledError:
        return Swaps(swap, (), cancelled=True)
    timetable = timetable_of_course(desk, swap.by) if swap.by else None
    ledger = SeatLedger(timetable, desk.catalog(), desk.today()) if timetable else None
    found: list[StudentSwap] = []
    for done, case in enumerate(cases, 1):
        if cancelled is not None and cancelled():
            return Swaps(swap, tuple(found), cancelled=True)
        found.append(_student_swap(desk, case, swap, ledger))
        if progress is not None:
            progress(done, len(cases))
    return Swaps(swap, tuple(found))


def apply_swap(
    desk: Desk,
    swaps: Swaps,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> KeptMany:
    """Store the changed plans as one step: of the uids in `only`, else all that are sound.

    Without `only` signed plans stay as they are, and those that would come to break a rule.
    """
    wanted = [
        ToKeep(one.file, one.before, one.after)
        for one in swaps.students
        if one.after is not None
        and (one.uid in only if only is not None else not (one.signed or one.breaks))
    ]
    if not wanted:
        return KeptMany()
    details: dict[str, Json] = {"course": swaps.swap.course, "other": swaps.swap.by}
    return keep_plans(desk, wanted, _action(swaps.swap), details, progress)


def _action(swap: Swap) -> str:
    """Return how Undo names the step (`wording/steps.py`)."""
    if not swap.course:
        return "add_for_many"
    return "swap_for_many" if swap.by else "drop_for_many"


def _check(desk: Desk, swap: Swap) -> None:
    catalog = desk.catalog()
    for code in (swap.by, *((swap.course,) if not swap.by else ())):
        if code and catalog.course(code) is None:
            raise WrongCall(
                "unknown_course",
                noop('The catalog has no course "{course}".'),
                do=noop("Courses are named by their code, such as SM2."),
                course=code,
            )
    if swap.course == swap.by:
        raise WrongCall("wrong_call", noop("A swap needs two different courses."))


def _concerned(
    desk: Desk, uids: Sequence[str], swap: Swap, cancelled: Callable[[], bool] | None
) -> list[Case]:
    """Return the cases of those whom a swap concerns, in the order in which seats are given.

    Raises CancelledError when nobody waits for them any more.
    """
    people = read_people(desk, uids, cancelled)
    planned = {
        one.file.student.student_id: one.turn
        for one in people
        if not swap.course or _plans(one, swap.course)
    }
    if not planned:
        return []
    found: list[Case] = []
    for case in open_cases(desk, tuple(planned)):
        if cancelled is not None and cancelled():
            raise CancelledError
        if is_concerned(case.situation, swap):
            found.append(case)
    return sorted(found, key=lambda case: planned[case.file.student.student_id])


def _plans(person: Person, code: str) -> bool:
    return person.plan is not None and any(p.course_code == code for p in person.plan.placed)


def _student_swap(desk: Desk, case: Case, swap: Swap, ledger: SeatLedger | None) -> StudentSwap:
    knowing = case if ledger is None else _knowing(case, ledger)
    offers = {} if ledger is None else ledger.timetable.offers
    found = swapped(knowing.situation, swap, offers, lambda: fresh_id(desk))
    if found.plan is None:
        catalog = case.district.catalog
        why = why_not_text(found.why or NotSwapped.NO_PLACE, swap, found.reason, catalog)
        return StudentSwap(case.file, case.plan, None, why)
    if ledger is not None and not ledger.take(Person(case.file, case.plan), found.plan):
        why = why_not_text(NotSwapped.NO_SECTION, swap, None, case.district.catalog)
        return StudentSwap(case.file, case.plan, None, why)
    after = knowing.with_plan(found.plan)
    before = {_key(finding) for finding in knowing.findings}
    later = {_key(finding) for finding in after.findings}
    new = in_order(finding for finding in after.findings if _key(finding) not in before)
    gone = in_order(finding for finding in knowing.findings if _key(finding) not in later)
    return StudentSwap(case.file, case.plan, found.plan, "", new, gone)


def _knowing(case: Case, ledger: SeatLedger) -> Case:
    """Return the case with the sections of the new course and the seats that are left by now."""
    timetable = ledger.timetable
    return replace(
        case,
        sections={**case.sections, **timetable.sections},
        claims={**case.claims, **timetable.claims},
        recorded=case.situation.of_record,
    )


def _key(finding: Finding) -> object:
    return (finding.code, finding.subject)
