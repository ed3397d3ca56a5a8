"""The evidence of pathways as paper: for those chosen on the page, or for students by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports import registry
from cte_desktop.services.awards.evidence import evidence_sheets
from cte_desktop.services.awards.register_papers import PaperMade
from cte_desktop.services.certificates import completed_pathways
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.services.awards.evidence import Key
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk

NOBODY_COMPLETED = noop("None of them completed a pathway; the audit says what is missing.")


def evidence_paper(
    desk: Desk,
    wanted: Sequence[Key],
    school_year: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PaperMade:
    """Return the evidence files of pathways, (uid, pathway) each, as one PDF.

    `progress` is told (done, of how many) and may raise to give up. A wrong call (nobody) when all
    of them are gone.
    """
    sheets = evidence_sheets(desk, wanted, school_year)
    if not sheets:
        raise _nobody()
    told = None
    if progress is not None:
        tell, total = progress, len(sheets)

        def told(done: int) -> None:
            tell(done, total)

    content = registry.build_evidence(sheets, desk.catalog(), told)
    uids = frozenset(sheet.student.uid for sheet in sheets)
    return PaperMade(registry.EVIDENCE.name, uids, content)


def completed_keys(cases: Iterable[Case]) -> tuple[Key, ...]:
    """Return the pathways that students completed; a wrong call (nobody) for none."""
    keys = tuple(
        (case.file.student.uid, pathway) for case in cases for pathway in completed_pathways(case)
    )
    if not keys:
        raise _nobody()
    return keys


def _nobody() -> WrongCall:
    return WrongCall("nobody", "There is nobody to print this for.", do=NOBODY_COMPLETED)
