"""The evidence of pathways as paper: for those chosen on the page, or for students by name."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cte_desktop.reports import registry
from cte_desktop.services.awards.evidence import evidence_sheets
from cte_desktop.services.awards.register_papers import PaperMade
from cte_desktop.services.certificates import completed_pathways
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet
    from cte_desktop.services.awards.evidence import Key
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk

AT_ONCE = 50
"""Pathways whose evidence is gathered before the first of them is drawn."""
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
    done: list[str] = []

    def sheets() -> Iterator[EvidenceSheet]:
        for start in range(0, len(wanted), AT_ONCE):
            for sheet in evidence_sheets(desk, wanted[start : start + AT_ONCE], school_year):
                if progress is not None:
                    progress(len(done), len(wanted))
                done.append(sheet.student.uid)
                yield sheet

    every = sheets()
    first = next(every, None)
    if first is None:
        raise _nobody()
    content = registry.build_evidence(chain((first,), every), desk.catalog())
    return PaperMade(registry.EVIDENCE.name, frozenset(done), content)


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
