"""One user action against the store: what `Database.reading()` and `writing()` hand out.

Storage functions take a `Transaction` and return frozen domain records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from cte_desktop.storage.content import Json
    from cte_desktop.system.clock import Clock


@dataclass(slots=True)
class OpenStep:
    """The step that a transaction is about to write, or has begun to: `number` is None before."""

    kind: str
    action: str
    details: Mapping[str, Json]
    undoes: int | None = None
    number: int | None = None
    facts: tuple[str, ...] = ()
    chain: str | None = None


def _nobody_looks() -> None:
    """Stand in for the look of work that is never given up."""


@dataclass(slots=True)
class Transaction:
    """An open transaction with the actor, the clock and the laptop that its changes are written
    under.

    Long loops call `look`: it raises when the work is given up (`giving_up.py`).
    """

    session: Session
    writable: bool
    actor: str
    laptop_id: str
    clock: Clock
    step: OpenStep | None = field(default=None)
    look: Callable[[], None] = field(default=_nobody_looks)

    @property
    def connection(self) -> Connection:
        """The connection, for statements over many rows (`exec_driver_sql` with tuples)."""
        return self.session.connection()
