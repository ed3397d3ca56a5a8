"""The libraries that the program loads away from its window: none has a widget."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BEFORE_OPENING = ("cte_desktop.services.desk", "cte_desktop.services.students")
"""What opening a database needs."""
BEHIND_THE_PAGES = (
    "cte_desktop.services.importing",
    "cte_desktop.services.recognising",
    "cte_desktop.services.import_reports",
    "cte_desktop.services.previewing",
    "cte_desktop.services.mapping",
    "cte_desktop.services.hand_edits",
    "cte_desktop.services.plan_repairs",
    "cte_desktop.services.disclosures",
    "cte_desktop.services.history",
    "cte_desktop.services.printing",
    "cte_desktop.services.standings",
)
"""What draws large libraries in, loaded once the pages are there."""


def load(modules: Sequence[str]) -> None:
    """Load modules by name."""
    for name in modules:
        import_module(name)
