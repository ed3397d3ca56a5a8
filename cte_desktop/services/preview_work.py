"""The part of a preview that any process can do: students audited by two sets of rules."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.rule_reach import programs_touched
from cte_desktop.domain.audit.rules import DISTRICT
from cte_desktop.domain.audit.standing import standings
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
    own_programs = any(name.startswith(DISTRICT) for name in touched)
    look = _audited if own_programs else _standing
    before, after = (look(file, plan, both, rules) for rules in (both.before, both.after))
    changes = tuple(
        (program, before.get(program, ""), after.get(program, ""))
        for program in dict.fromkeys((*before, *after))
        if program in touched and before.get(program) != after.get(program)
    )
    name, grade = student.list_name, student.grade_level
    return (student.uid, student.student_id, name, student.school, grade, changes)


def _standing(
    file: StudentFile, plan: Plan | None, both: BothRules, rules: Rules
) -> dict[str, str]:
    """Return the status of each program but the district's own, in the quick way."""
    found = standings(file, plan, both.catalog, rules, both.auditing, both.day)
    return {one.program: one.status.value for one in found}


def _audited(file: StudentFile, plan: Plan | None, both: BothRules, rules: Rules) -> dict[str, str]:
    found = audit(file, plan, both.catalog, rules, both.auditing, both.day)
    return {program.id: program.status.value for program in found.programs}
