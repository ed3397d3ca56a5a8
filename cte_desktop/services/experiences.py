"""What surrounds a student's pathways: writing it down, for one or for many, and summing it up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import shorten
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.surrounding import surrounding
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import grade_in
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import (
    EXPERIENCE_KINDS,
    Experience,
    in_order_of_time,
)
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.storage import experiences as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.students import list_student_lines
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.students.experiences import Around
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json

FIRST_GRADE, LAST_GRADE = 7, 12
_LONGEST_NAME = 60  # characters of a title in the name of a step


@dataclass(frozen=True, slots=True)
class Preview:
    """For how many students an experience would be written down, and how many have it already."""

    new: int
    have_it: int


def experiences_by_kind(case: Case) -> tuple[tuple[str, tuple[Experience, ...]], ...]:
    """Return a student's experiences under their kinds, each from the oldest on."""
    ordered = in_order_of_time(case.file.experiences, case.file.student.graduation_year)
    kinds = (*EXPERIENCE_KINDS, *sorted({one.kind for one in ordered} - set(EXPERIENCE_KINDS)))
    found = ((kind, tuple(one for one in ordered if one.kind == kind)) for kind in kinds)
    return tuple((kind, own) for kind, own in found if own)


def record_experience(
    case: Case, new: Experience, instead_of: Experience | None = None
) -> FileEdit | Fault | None:
    """Return the edit that writes an experience down, or changes one into it.

    None when nothing changes; a fault when the student has one of the same kind, title, year and
    day already.
    """
    if new == instead_of:
        return None
    others = list(case.file.experiences)
    if instead_of is not None and instead_of in others:
        others.remove(instead_of)
    if any(one.identity == new.identity for one in others):
        return Fault("title", tr("This is written down for this student already."))
    if instead_of is None:
        named = values(experience=_short(new))
        return FileEdit("add_experience", named, experiences_new=(new,))
    return FileEdit(
        "change_experience",
        values(experience=_short(new)),
        experiences_gone=(instead_of,),
        experiences_new=(new,),
    )


def remove_experience(experience: Experience) -> FileEdit:
    """Return the edit that removes an experience."""
    named = values(experience=_short(experience))
    return FileEdit("remove_experience", named, experiences_gone=(experience,))


def preview_for_many(desk: Desk, uids: Iterable[str], experience: Experience) -> Preview:
    """Return how many of these students would get an experience, and who has it already."""
    wanted = frozenset(uids)
    with desk.database.reading() as tx:
        having = store.students_who_have(tx, experience, wanted)
    return Preview(len(wanted - having), len(having))


def record_for_many(desk: Desk, uids: Iterable[str], experience: Experience) -> Changes:
    """Write an experience down for students, as one step; those who have it are left as they are.

    The grade is that of each student in the school year. No step when all have it. Raises
    `KnownError` when one of the students is gone; nothing is changed then.
    """
    wanted = tuple(dict.fromkeys(uids))
    with desk.database.writing() as tx:
        having = store.students_who_have(tx, experience, wanted)
        classes = {line.uid: line.graduation_year for line in list_student_lines(tx)}
        new = [uid for uid in wanted if uid not in having]
        if not new:
            return Changes()
        if any(uid not in classes for uid in new):
            raise KnownError(
                "changed_since",
                noop("A student is no longer in the database."),
                kept=noop("Nothing was changed."),
                do=noop("Choose the students again."),
            )
        details: dict[str, Json] = {"experience": _short(experience), "students": len(new)}
        begin_step(tx, "record_for_many", details)
        tx.require_students(new)
        for uid in new:
            store.add_experience(tx, uid, _in_grade(experience, classes[uid]))
        number = step_number(tx)
    return Changes(frozenset({"students", "history"}), frozenset(new), number)


def around(case: Case, pathway: str) -> Around:
    """Return what surrounds a pathway today: what is about it, and about none in particular.

    Units are those of its courses in the record, and of college courses noted for the pathway that
    the record doesn't have.
    """
    program = case.pathway_program(pathway)
    return surrounding(
        case.file,
        pathway,
        {u.course for r in program.requirements for u in r.used if u.state is State.EARNED},
        case.day,
        case.district.catalog,
        case.district.auditing.thresholds,
    )


def _short(experience: Experience) -> str:
    """Return its title as a step of the history names it."""
    return shorten(experience.title, _LONGEST_NAME, placeholder="…")


def _in_grade(experience: Experience, graduation_year: int) -> Experience:
    if experience.school_year is None:
        return replace(experience, grade_level=None)
    grade = grade_in(experience.school_year, graduation_year)
    return replace(experience, grade_level=grade if FIRST_GRADE <= grade <= LAST_GRADE else None)
