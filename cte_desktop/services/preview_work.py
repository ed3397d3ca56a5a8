"""The part of a preview that any process can do: one student audited by two sets of rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.rule_reach import programs_touched

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile

Change = tuple[str, str, str]
"""A program and its status before and after; "" where the program is not audited."""


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


def changes_of(file: StudentFile, plan: Plan | None, both: BothRules) -> tuple[Change, ...]:
    """Return each program of the student that comes out otherwise under the draft."""
    touched = both.touched(file.student.entry_class)
    if not touched:
        return ()
    before, after = (_statuses(file, plan, both, rules) for rules in (both.before, both.after))
    return tuple(
        (program, before.get(program, ""), after.get(program, ""))
        for program in dict.fromkeys((*before, *after))
        if program in touched and before.get(program) != after.get(program)
    )


def _statuses(
    file: StudentFile, plan: Plan | None, both: BothRules, rules: Rules
) -> dict[str, str]:
    found = audit(file, plan, both.catalog, rules, both.auditing, both.day)
    return {program.id: program.status.value for program in found.programs}
