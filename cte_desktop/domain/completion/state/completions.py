"""Completions as the State counts them: once for each of its pathway codes.

Two of the district's pathways may share one code: a student earns two certificates, but one state
completion (`DOSSIER.md` section 7 rule 10; report 3.19 counts once per student and pathway).
The register of completions and the state file count with this; the audit of a pathway does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import Eligibility


@dataclass(frozen=True, slots=True)
class StateCompletion:
    """One completion of a state pathway by one student: the first of the local ones decides when.

    `code` is the State's, three digits; `completed_in` a school year.
    """

    code: str
    pathways: tuple[str, ...]  # the district's, in the order in which they were completed
    completed_in: int


def state_code(pathway: str, catalog: Catalog) -> str:
    """Return the State's code of a pathway; "" for one that the State doesn't count."""
    known = catalog.pathway_by_name.get(pathway)
    return known.code if known is not None else ""


def state_completions(
    decided: Iterable[Eligibility], catalog: Catalog
) -> tuple[StateCompletion, ...]:
    """Return one student's completions of state pathways, in order of code.

    A pathway that the district no longer offers has no code, and none is counted for it.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for one in decided:
        code = state_code(one.pathway, catalog)
        if one.completed and one.completed_in is not None and code:
            found.setdefault(code, []).append((one.completed_in, one.pathway))
    return tuple(
        StateCompletion(code, tuple(name for _, name in sorted(local)), min(local)[0])
        for code, local in sorted(found.items())
    )
