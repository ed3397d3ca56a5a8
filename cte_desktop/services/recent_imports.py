"""What was imported lately: when, by whom, which files, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.storage import history as history_store
from cte_desktop.storage.history import StepKind

if TYPE_CHECKING:
    from datetime import datetime

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.storage.content import Json

MOST = 100
"""Imports that are listed."""
_STEPS_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class RecentImport:
    """One import; `report` is None for one whose report was not kept.

    `newest`: no other import in effect came after it.
    """

    step: int
    at: datetime
    actor: str
    files: str
    undone: bool
    newest: bool
    report: ImportReport | None = None

    @property
    def added(self) -> int:
        """Return how many rows were new."""
        return self._sum("accepted")

    @property
    def changed(self) -> int:
        """Return how many rows were changed."""
        return self._sum("changed")

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return self._sum("refused")

    def _sum(self, field: str) -> int:
        files = self.report.files if self.report is not None else ()
        return sum(getattr(file, field) for file in files)


def recent_imports(desk: Desk) -> tuple[RecentImport, ...]:
    """Return the last imports, newest first."""
    with desk.database.reading() as tx:
        steps = islice(history_store.newest_steps(tx), _STEPS_LOOKED_AT)
        imports = list(islice((one for one in steps if one.kind is StepKind.IMPORT), MOST))
    newest = next((step.number for step in imports if step.undone_by is None), None)
    return tuple(
        RecentImport(
            step.number,
            step.at,
            step.actor,
            _names(step.details.get("files")),
            step.undone_by is not None,
            step.number == newest,
        )
        for step in imports
    )


def _names(files: Json) -> str:
    return ", ".join(map(str, files)) if isinstance(files, list) else ""
