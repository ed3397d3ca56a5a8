"""Students who came to the district after the start of grade 9, and the classes that they take.

Incoming transfers need five classes and at least 20 credits earned here (Hart High page and
`DOSSIER.md` section 3; graduation.toml `transfer_min_classes_enrolled` and
`transfer_min_credits_in_district`). The credits are a requirement of graduation (`graduation.py`);
the classes are no credits, so that too few of them are said and change no status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.semesters import FIRST_GRADE, Semester, State
from cte_desktop.domain.school_year import (
    SEMESTERS,
    Term,
    moment,
    school_year_of,
    school_year_of_grade,
    term_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cte_desktop.domain.students.student import Student


def is_transfer(student: Student) -> bool:
    """Tell whether the student came to the district after the start of grade 9."""
    if student.entered_district_on is None:
        return False
    first = moment(school_year_of_grade(FIRST_GRADE, student.graduation_year), Term.FALL)
    return _entry(student.entered_district_on) > first


def too_few_classes(
    student: Student, semesters: Sequence[Semester], fewest: int
) -> Iterator[Finding]:
    """Yield each term since a transfer's entry that runs or is over with too few classes.

    What is planned is watched by the load of the schedule (`planning/load.py`).
    """
    if not fewest or student.entered_district_on is None or not is_transfer(student):
        return
    entry = _entry(student.entered_district_on)
    terms: dict[int, list[Semester]] = {}
    for semester in semesters:
        counts = semester.term in SEMESTERS and semester.state is not State.WAIVED
        if counts and semester.moment >= entry:
            terms.setdefault(semester.moment, []).append(semester)
    for taken in terms.values():
        first, states = taken[0], {s.state for s in taken}
        if len(taken) >= fewest or State.PLANNED in states:
            continue
        yield Finding(
            "underload",
            Severity.WARNING if State.IN_PROGRESS in states else Severity.INFORMATION,
            values(program="graduation", grade_level=first.grade_level, term=first.term.value),
            values(courses=len(taken), fewest=fewest),
        )


def _entry(day: date) -> int:
    """Return the moment of the term in which a student who comes on that day begins."""
    return moment(school_year_of(day), term_of(day))
