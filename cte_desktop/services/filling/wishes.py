"""Reading and keeping what students wish of their plans: all wishes of a student in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk


def wishes_of(desk: Desk, uid: str) -> tuple[Wish, ...]:
    """Return a student's noted wishes by rank, those of a rank in the order in which they came."""
    raise NotImplementedError


def keep_wishes(
    desk: Desk, uids: Sequence[str], wishes: Sequence[Wish], *, kinds: frozenset[str] | None = None
) -> Changes:
    """Give each of those students exactly these wishes, as one step of the history.

    With `kinds` only the wishes of those kinds are replaced, the others stay as they are. Wishes
    that are so already are left alone; nothing is written when all are.
    """
    raise NotImplementedError


def wants_with(desk: Desk, uid: str, wishes: Sequence[Wish]) -> tuple[Want, ...]:
    """Return what a student would want with other wishes noted: defaults included."""
    raise NotImplementedError
