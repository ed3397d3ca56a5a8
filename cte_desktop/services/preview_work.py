"""The part of a preview that any process can do: students audited by two sets of rules."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part, part_of
from cte_desktop.domain.audit.rule_reach import programs_touched
from cte_desktop.domain.audit.standing import standings_by_each
from cte_desktop.storage.raw_files import files_from

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile

Change = tuple[str, str, str]
"""A program and its status before and after; "" where the program is not audited."""
BothStatuses = tuple[dict[str, str], dict[str, str]]
"""The status of each program, before and after."""
Seen = tuple[str, str, str, str, int, tuple[Change, ...]]
"""A student's uid, id, name, school and grade, and the programs that come out otherwise."""


@dataclass(frozen=True, slots=True)
class BothRules:
    """What everybody is audited by: the rules before and after a draft, the rest the same."""

    catalog: Catalog
    before: Rules
    after: Rules
    auditing: AuditSettings
    day: date

    def touched(self, entry_class: int) -> frozenset[str]:
        """Return the programs of a class that the draft can concern."""
        return programs_touched(self.before, self.after, entry_class)


def changes_job(both: BothRules) -> Callable[[bytes], tuple[Seen, ...]]:
    """Return what looks at a block of packed files (`standing_work.packed`)."""
    touched = cache(both.touched)

    def answer(block: bytes) -> tuple[Seen, ...]:
        return tuple(
            _seen(file, plan, both, touched(file.student.entry_class))
            for _, file, plan in files_from(marshal.loads(block))  # noqa: S302 - our own rows
        )

    return answer


def _seen(file: StudentFile, plan: Plan | None, both: BothRules, touched: frozenset[str]) -> Seen:
    student = file.student
    before, after = _statuses(file, plan, both, touched)
    changes = tuple(
        (program, before.get(program, ""), after.get(program, ""))
        for program in dict.fromkeys((*before, *after))
        if program in touched and before.get(program) != after.get(program)
    )
    name, grade = student.list_name, student.grade_level
    return (student.uid, student.student_id, name, student.school, grade, changes)


def _statuses(
    file: StudentFile, plan: Plan | None, both: BothRules, touched: frozenset[str]
) -> BothStatuses:
    """Return the status of each program in the parts of the audit that the draft can concern."""
    parts = Part(0)
    for program in touched:
        parts |= part_of(program)
    rules = (both.before, both.after)
    before, after = standings_by_each(
        file, plan, both.catalog, rules, both.auditing, both.day, parts
    )
    return (
        {one.program: one.status.value for one in before},
        {one.program: one.status.value for one in after},
    )
