"""What may be placed in a student's plan, and around what: the question that filling answers.

An option is what the audits see of a course: where it is taught, in which grade and terms. How it
would lie in the day is an arrangement: a section, or in a year without a timetable a lane at a
site. Many sections of one course are one option, so requirements and prerequisites stay small.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.plan import Lane, Placement, Plan
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.school_year import Term


@dataclass(frozen=True, slots=True)
class TermAhead:
    """A term of grades 9 to 12 that has not begun on the day; `moment` orders terms."""

    grade_level: int
    school_year: int
    term: Term
    moment: int


@dataclass(frozen=True, slots=True)
class Option:
    """A course that may be taken in a grade: in one term, or as both halves of a year course.

    `semesters` are its semesters as planned work, one for each term, as every audit sees them;
    `arrangements` are places in `Problem.arrangements`. `locked` are the placements of the present
    plan that hold it in its place: it must be taken then.
    """

    course: Course
    grade_level: int
    school_year: int
    terms: tuple[Term, ...]  # in order of time
    school: str  # where it is taught: the student's own school or another site
    semesters: tuple[Semester, ...]
    arrangements: tuple[int, ...]
    locked: tuple[Placement, ...] = ()

    @property
    def starts(self) -> int:
        """Return the moment of its first term."""
        return self.semesters[0].moment

    @property
    def ends(self) -> int:
        """Return the moment of its last term."""
        return self.semesters[-1].moment


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How an option would lie in the day: in a section, or where it is offered without one.

    `sections` names a section for each term of the option ("" where the year has no timetable);
    `periods` the period of each term that it needs ("" leaves it to be chosen, by day in a year
    without a timetable); `weeks` when it meets in each term, None where nobody knows yet.
    `kept` are the placements of the present plan that lie exactly so; `against` the reasons that
    forbid it by itself: of what is locked, or of a problem that is not pruned.
    """

    option: int  # its place in `Problem.options`
    lane: Lane
    site: str  # as a placement keeps it: "" for the student's own school
    sections: tuple[str, ...]
    periods: tuple[str, ...]
    weeks: tuple[Week | None, ...]
    kept: tuple[Placement, ...] = ()
    against: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Problem:
    """One student's plan to be filled. No slots: what is derived is worked out once and kept.

    `given` is the situation with everything that stays whatever is chosen (what is earned, what
    runs now, placements of terms that have begun); `plan` the student's present plan, to which the
    least change is made; `dropped` the reasons that are given up on trial. `offers` are the
    sections asked with; `is_pruned` tells that what can't help was left out.
    """

    given: Situation
    plan: Plan | None
    rules: Rules
    auditing: AuditSettings
    wants: tuple[Want, ...]
    terms: tuple[TermAhead, ...]
    options: tuple[Option, ...]
    arrangements: tuple[Arrangement, ...]
    dropped: frozenset[Reason] = frozenset()
    offers: Offers = field(default_factory=dict)
    is_pruned: bool = True
