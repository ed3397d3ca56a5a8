"""Programs of a district's own for tests: written as rows, and how students stand in them."""

from __future__ import annotations

import tomllib
from typing import Any

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import ProgramResult, RequirementResult, StudentAudit
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import AuditSettings, Rules
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import TODAY, catalog, file_of

ANY_ENGLISH = 'of = { subject = "english" }\n'


def district_rules(*rows: str, unit: str = "credits", more: str = "") -> Rules:
    """The shipped rules with one program `p` of these rows, for everyone."""
    head = f'[[program]]\nid = "p"\nunit = "{unit}"\naudited = "everyone"\n{more}\n'
    text = head + "".join(f"[[program.requirement]]\n{row}\n" for row in rows)
    shipped = read_shipped_rules()
    made, problems = parse_rules(shipped["graduation"], shipped["ag"], tomllib.loads(text))
    assert problems == ()
    return made


def audited(made: Rules, *record: str, **more: Any) -> StudentAudit:
    """The audit of a student with this record."""
    return audit(file_of(*record, **more), None, catalog(), made, AuditSettings(), TODAY)


def own_program(made: Rules, *record: str, **more: Any) -> ProgramResult:
    """How the student stands in the program `p`."""
    found = audited(made, *record, **more).program("district:p")
    assert found is not None
    return found


def own_rows(made: Rules, *record: str, **more: Any) -> dict[str, RequirementResult]:
    """The rows of the program `p` by their ids."""
    return {r.id: r for r in own_program(made, *record, **more).requirements}
