"""What everyone's standings depend on now; light to load, unlike working them out."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop import __version__
from cte_desktop.domain.school_year import Term, is_over, school_year_of, term_of
from cte_desktop.storage import standings as standing_store
from cte_desktop.storage.sections.pathway_sections import pathway_sections_mark

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.storage.transaction import Transaction


def present_basis(tx: Transaction, day: date) -> standing_store.Basis:
    """Return what the standings of each part depend on besides their student, on that day."""
    year = school_year_of(day)
    summer_over = is_over(year - 1, Term.SUMMER, day)
    return standing_store.basis_of(
        tx,
        _program(),
        f"{year} {term_of(day)} {summer_over}",
        of_pathways=pathway_sections_mark(tx, year),
    )


@cache
def _program() -> str:
    """Return the version of the program, with the digest of its rules' code where it lies open."""
    digest = hashlib.sha256(__version__.encode())
    for file in sorted((Path(__file__).parents[1] / "domain").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
