"""The parts of the page: made when they are first opened, told of what they missed while hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

FINDING, REGISTER, FIGURES, FORECAST = range(4)


class Part(Protocol):
    """What every part of the page can do; each is a QWidget.

    A part in which awards can be selected has `chosen_serials()` besides, for printing.
    """

    def show_year(self, school_year: int) -> None:
        """Show a school year, which may be the one that is shown."""

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes touch."""

    def activate(self) -> None:
        """Take the focus: the part has just been opened."""

    def deactivate(self) -> None:
        """Another part or another page is about to open."""

    def focus_search(self) -> None:
        """Take the focus into the search."""


class Parts:
    """The parts that were opened so far. A hidden one hears of changes when it is next opened."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        self._desk = desk
        self._bench = bench
        self._made: dict[int, Part] = {}
        self._missed: dict[int, list[Changes]] = {}

    def opened(self, part: int, school_year: int) -> Part:
        """Return a part that shows a school year as it is now."""
        made = self._made.get(part)
        if made is None:
            made = self._made[part] = self._new(part)
        made.show_year(school_year)
        for changes in self._missed.pop(part, []):
            made.refresh(changes)
        return made

    def refresh(self, changes: Changes, open_part: int) -> None:
        """Tell the open part of changes, the others later."""
        for part, made in self._made.items():
            if part == open_part:
                made.refresh(changes)
            else:
                self._missed.setdefault(part, []).append(changes)

    def part(self, part: int) -> Part | None:
        """Return a part, None while it was never opened."""
        return self._made.get(part)

    def _new(self, part: int) -> Part:
        if part == FINDING:
            from cte_desktop.ui.completers.finding.panel import FindingPanel

            return FindingPanel(self._desk, self._bench)
        if part == REGISTER:
            from cte_desktop.ui.completers.register.panel import RegisterPanel

            return RegisterPanel(self._desk, self._bench)
        if part == FIGURES:
            from cte_desktop.ui.completers.figures.panel import FiguresPanel

            return FiguresPanel(self._desk, self._bench)
        if part == FORECAST:
            from cte_desktop.ui.completers.forecast.panel import ForecastPanel

            return ForecastPanel(self._desk, self._bench)
        raise ValueError(part)
