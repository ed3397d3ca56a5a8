"""Why a row is used or unused and why a requirement stands as it does: codes with values.

`wording/reasons.py` makes sentences of them. The lists here are all there are, so that a test can
ask for a sentence for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.audit.result import Reason, RequirementStatus, Unit, Unused
from cte_desktop.domain.findings import Value, values

if TYPE_CHECKING:
    from cte_desktop.domain.audit.work import SetAside

# Why a semester is used nowhere in a program -> the values that its sentence needs.
UNUSED = {
    "no_credit": ("mark",),  # F, NP, NC, W
    "waived": ("mark",),  # X: lowers the need instead
    "already_passed": ("course",),  # a repeat after a pass earns nothing
    "better_repeat": ("course",),  # another attempt at the same half counts
    "grade_7_8": ("grade_level",),  # carries no high-school credit, or no area that counts
    "no_credits": (),  # the row has no credits
    "beyond_need": ("requirement",),  # what it could fill is full
    "no_requirement": (),  # nothing in the program asks for it
    "no_area": (),  # not approved for A-G at that school
    "mark_too_low": ("mark", "threshold"),
    "validated": ("course",),  # higher work already makes it good
    "first_semester_of_two_years": ("course",),  # of an algebra over two years
    "ninth_to_eleventh_only": ("grade_level",),  # ELD in grade 12 (UC)
    "not_in_pathway": (),
    "out_of_order": ("course",),  # taken before or beside the level below it
    "other_alternative": ("course",),  # another course fills the level
}

# Why a semester is used where it is.
USED = {
    "own_requirement": (),  # it is of this kind, and no other place for it would fill more
    "only_place": (),  # no other requirement of the program can use it
    "must_include": (),  # it is one of the courses that must be among them
    "surplus": (),  # its own requirements are full
    "shared": ("requirement",),  # it fills that one too
    "pinned": ("requirement",),
    "counts_as": ("course",),  # after a substitution or a recovery
    "validated": ("course", "by"),
    "counted": (),  # the row uses nothing up
}

# Why a requirement stands as it does.
WHY = {
    "earned": (),
    "with_in_progress": (),
    "with_planned": (),
    "missing": ("missing", "unit"),
    "nothing_needed": (),
    "waived": ("amount",),  # by an X row or a decision
    "exempted": ("category",),
    "replaced": ("course",),  # personal finance in place of economics
    "validated": ("course", "by"),
    "optional": (),  # an introductory level that is not required
    "out_of_order": ("course",),
    "prerequisite_forbids": ("course",),
    "too_few_school_years": ("years", "need"),
    "too_few_credits": ("credits", "need"),
    "approved_exception": ("course", "for_course", "approved_by"),
}

# These say why something counts; of a requirement that is still missing, the gap is said instead.
ONLY_WHEN_MET = frozenset({"waived", "exempted", "replaced", "validated", "approved_exception"})


_PLAIN = {code: Reason(code) for code in (*UNUSED, *USED, *WHY)}


def because(code: str, **named: Value | None) -> Reason:
    """Return the reason of that code with its values."""
    return Reason(code, values(**named)) if named else _PLAIN[code]


def why(status: RequirementStatus, need: int, missing: int, unit: Unit) -> Reason:
    """Return why a requirement stands as it does when nothing special is to be said."""
    if need == 0:
        return because("nothing_needed")
    match status:
        case RequirementStatus.MET:
            return because("earned")
        case RequirementStatus.IN_PROGRESS:
            return because("with_in_progress")
        case RequirementStatus.PLANNED:
            return because("with_planned")
        case RequirementStatus.NOT_MET:
            return because("missing", missing=amounts.number(missing), unit=unit.value)


def unused(rows: list[SetAside]) -> tuple[Unused, ...]:
    """Return the unused rows in order of time, each once."""
    answer: dict[int, Unused] = {}
    for row in sorted(rows, key=lambda r: (r.semester.moment, r.semester.course_code)):
        s = row.semester
        if id(s) not in answer:
            answer[id(s)] = Unused(s.course_code, s.school_year, s.term, row.because)
    return tuple(answer.values())
