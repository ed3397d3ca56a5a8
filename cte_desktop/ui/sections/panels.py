"""The other parts of the page, demand and conflicts: made when they are first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.sections.top_line import CONFLICTS, DEMAND

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.sections.demand.panel import DemandPanel
    from cte_desktop.ui.sections.matrix.panel import MatrixPanel

    Panel = DemandPanel | MatrixPanel


class Panels:
    """The two parts. A hidden one hears of changes when it is next opened."""

    def __init__(self, bench: Workbench, desk: Desk) -> None:
        self._bench = bench
        self._desk = desk
        self._made: dict[int, Panel] = {}
        self._missed: dict[int, list[Changes]] = {}

    def opened(self, part: int, school_year: int) -> Panel:
        """Return a part that shows a school year as it is now."""
        panel = self._made.get(part)
        if panel is None:
            panel = self._made[part] = self._new(part)
        panel.show_year(school_year)
        for changes in self._missed.pop(part, []):
            panel.refresh(changes)
        return panel

    def refresh(self, changes: Changes, open_part: int) -> None:
        """Tell the open part of changes, the other one later."""
        for part, panel in self._made.items():
            if part == open_part:
                panel.refresh(changes)
            else:
                self._missed.setdefault(part, []).append(changes)

    def part(self, part: int) -> Panel | None:
        """Return a part, None while it was never opened."""
        return self._made.get(part)

    def _new(self, part: int) -> Panel:
        if part == DEMAND:
            from cte_desktop.ui.sections.demand.panel import DemandPanel

            return DemandPanel(self._bench, self._desk)
        if part == CONFLICTS:
            from cte_desktop.ui.sections.matrix.panel import MatrixPanel

            return MatrixPanel(self._bench, self._desk)
        raise ValueError(part)
