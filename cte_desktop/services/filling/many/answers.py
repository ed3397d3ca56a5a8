"""What filling a selection comes to, student by student, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.comparing import Comparison, compare
from cte_desktop.wording.filling.brings import courses_of

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import Filled, Proof
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.wording.filling.told import Told


class Outcome(StrEnum):
    """What filling came to for a student."""

    FILLED = "filled"  # a plan other than the present one
    UNCHANGED = "unchanged"  # the present plan is the best already
    SIGNED = "signed"  # a plan other than the signed one: kept only when it is asked for by name
    IMPOSSIBLE = "impossible"  # there is no valid plan: see why
    FAILED = "failed"  # the program's own fault


@dataclass(frozen=True)
class StudentFill:
    """What a student of the selection would get, or why there is no plan.

    No slots: the comparison is worked out when it is first asked for.
    """

    file: StudentFile
    before: Plan | None
    filled: Filled
    told: Told
    fault: str = ""  # what went wrong in the program, "" when nothing did

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
    def turn(self) -> tuple[int, str]:
        """Return what orders students when seats are handed out."""
        return (-self.grade_level, self.student_id)

    @property
    def after(self) -> Plan | None:
        """Return the plan to be kept; None when there is no valid one."""
        return self.filled.plan

    @property
    def proof(self) -> Proof:
        """Return how sure it is that nothing is better."""
        return self.filled.proof

    @cached_property
    def comparison(self) -> Comparison:
        """Return what changes against the present plan."""
        return Comparison() if self.after is None else compare(self.before, self.after)

    @cached_property
    def outcome(self) -> Outcome:
        """Return what filling came to."""
        if self.fault:
            return Outcome.FAILED
        if self.after is None:
            return Outcome.IMPOSSIBLE
        if not self.comparison.changed:
            return Outcome.UNCHANGED
        signed = self.before is not None and self.before.signed_on is not None
        return Outcome.SIGNED if signed else Outcome.FILLED

    @property
    def added(self) -> int:
        """Return how many courses come, a year course once."""
        return courses_of(self.comparison.added)

    @property
    def moved(self) -> int:
        """Return how many courses lie elsewhere."""
        return courses_of(pair.after for pair in self.comparison.moved)

    @property
    def removed(self) -> int:
        """Return how many courses go."""
        return courses_of(self.comparison.removed)

    @property
    def brings(self) -> str:
        """Return the line of what the plan brings, "" when there is none."""
        return self.told.brings

    @property
    def why(self) -> str:
        """Return why there is no plan, "" when there is one."""
        return self.fault or self.told.why

    @property
    def ways_out(self) -> tuple[str, ...]:
        """Return a sentence for each way out, the cheapest first."""
        return tuple(
            f"{way.text}: {way.consequence}" if way.consequence else way.text
            for way in self.told.ways_out
        )


@dataclass(frozen=True, slots=True)
class ManyFills:
    """What filling a selection would do, in the students' turn.

    `cancelled` when not everybody of the `asked` was answered.
    """

    students: tuple[StudentFill, ...]
    asked: int
    cancelled: bool = False

    def of(self, outcome: Outcome) -> tuple[StudentFill, ...]:
        """Return those for whom it came to that."""
        return tuple(one for one in self.students if one.outcome is outcome)
