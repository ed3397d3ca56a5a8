"""What a student does about a pathway: an interest, a sign-up, a change, leaving; with a reason.

A sign-up of grade 9 or 10 is the usual one; a later one is told as late by its finding
(`pathway_late_sign_up`), and never refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.domain.students.file import signed_up_for
from cte_desktop.services.decisions import Fault
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case

LONGEST_REASON = 400  # characters
INTERESTED, SIGNED_UP, CHANGED, LEFT = "interested", "signed_up", "changed", "left"


def sign_up(case: Case, pathway: str, reason: str = "") -> FileEdit:
    """Return the edit that signs the student up for a further pathway today."""
    wanted = {*case.file.pathways, pathway}
    return _edit(case, _entry(case, pathway, SIGNED_UP, reason), "sign_up", wanted)


def change_to(case: Case, pathway: str, reason: str = "") -> FileEdit:
    """Return the edit that changes the student to a pathway today; it ends the others.

    The pathway of students.csv ends only when the student leaves it, so that is written too.
    """
    return _edit(case, _entry(case, pathway, CHANGED, reason), "change_pathway", {pathway})


def leave(case: Case, pathway: str, reason: str = "") -> FileEdit:
    """Return the edit that ends a pathway for the student today."""
    wanted = {name for name in case.file.pathways if name != pathway}
    return _edit(case, _entry(case, pathway, LEFT, reason), "leave_pathway", wanted)


def note_interest(case: Case, pathway: str, reason: str = "") -> FileEdit:
    """Return the edit that notes the student's interest in a pathway today."""
    made = _entry(case, pathway, INTERESTED, reason)
    return FileEdit("note_interest", values(pathway=pathway), enrollments_new=(made,))


def fault_in(case: Case, pathway: str, action: str, reason: str = "") -> Fault | None:
    """Return what keeps an action from being noted, None when nothing does."""
    signed_up = pathway in case.file.pathways
    if pathway not in case.district.catalog.pathway_by_name and not signed_up:
        return Fault("pathway", tr("Choose a pathway."))
    if action == LEFT and not signed_up:
        return Fault("pathway", tr("The student is not signed up for it."))
    if action in {SIGNED_UP, INTERESTED} and signed_up:
        return Fault("pathway", tr("The student is signed up for it already."))
    if action == CHANGED and case.file.pathways == (pathway,):
        return Fault("pathway", tr("The student is in this pathway alone already."))
    if action == INTERESTED and is_interested(case, pathway):
        return Fault("pathway", tr("An interest in it is noted already."))
    return reason_fault(reason)


def is_interested(case: Case, pathway: str) -> bool:
    """Tell whether the last that is known of the student and a pathway is an interest."""
    of_it = [one.action for one in case.file.enrollments if one.pathway == pathway]
    return bool(of_it) and of_it[-1] == INTERESTED and pathway not in case.file.pathways


def reason_fault(reason: str) -> Fault | None:
    """Return that a reason is too long, None when it isn't."""
    if len(reason) <= LONGEST_REASON:
        return None
    text = tr("The reason is too long: at most {count} characters.", count=LONGEST_REASON)
    return Fault("reason", text)


def _entry(case: Case, pathway: str, action: str, reason: str) -> Enrollment:
    year = school_year_of(case.day)
    return Enrollment(pathway, action, case.day, year, case.file.student.school, reason)


def _edit(case: Case, entry: Enrollment, step: str, wanted: set[str]) -> FileEdit:
    """Return the edit after which the student is in the wanted pathways, and in no other.

    Of one day a change takes effect after leaving, and a sign-up last (`signed_up_for`): what was
    begun earlier today in a pathway that ends today again goes, else it would outlive its end.
    """
    file = case.file
    gone = tuple(
        one
        for one in file.enrollments
        if one.on == case.day and one.action in {SIGNED_UP, CHANGED} and one.pathway not in wanted
    )
    kept = tuple(one for one in file.enrollments if one not in gone)
    after = signed_up_for(file.student.pathway, (*kept, entry))
    ended = tuple(
        replace(entry, pathway=name, action=LEFT)
        for name in after
        if name not in wanted and name != entry.pathway
    )
    return FileEdit(
        step,
        values(pathway=entry.pathway),
        enrollments_gone=gone,
        enrollments_new=(*ended, entry),
    )
