"""What a sample of the rules may ask for: the rows of its program as a draft has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.samples import rows_of
from cte_desktop.services.rules import documents, draft_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.services.desk import Desk


def program_rows(
    desk: Desk, drafted: Mapping[str, dict[str, Any]], program: str, graduation_year: int
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a program for a class, each with the ids of those above it.

    Empty for a program that the class does not have, or a draft that can't be audited.
    """
    district, draft = desk.district(), draft_of(drafted, documents(desk))
    if not draft.can_be_audited:
        return ()
    return rows_of(program, graduation_year, district.catalog, draft.rules, district.auditing)
