"""A case with all that the plan page shows beside it, worked out on the reading thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.services.certificates import completed_pathways
from cte_desktop.services.sections.fitting import with_section_fixes
from cte_desktop.services.what_if import what_if

if TYPE_CHECKING:
    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.what_if import WhatIf


@dataclass(frozen=True, slots=True)
class Audited:
    """What there is to show of a case after its audit; the findings with all their ways out."""

    case: Case
    findings: tuple[Finding, ...]
    completed: tuple[str, ...]
    tried: WhatIf | None


def audited(desk: Desk, case: Case, tried: str) -> Audited:
    """Work the audit and the findings out, which the case keeps; `tried` is a pathway."""
    _ = case.audit
    return Audited(
        case,
        with_section_fixes(desk, case, case.findings),
        completed_pathways(case),
        what_if(case, tried) if tried else None,
    )
