"""What there is to say about students as the facts of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.findings_sheet import FindingsSheet, StudentFindings
from cte_desktop.reports import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.services.cases import Case


def findings_pdf(cases: Sequence[Case], progress: Callable[[int], None] | None = None) -> bytes:
    """Return every finding of some students, at least one, in the language in force."""
    sheet = FindingsSheet(
        cases[0].district.name,
        cases[0].day,
        tuple(
            StudentFindings(c.file.student, c.plan.name if c.plan else "", c.findings)
            for c in cases
        ),
        cases[0].seen_on,
    )
    return registry.build_findings(sheet, cases[0].district.catalog, progress)
