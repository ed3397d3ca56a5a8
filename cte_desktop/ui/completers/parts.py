"""The parts of the page: made when they are first opened, told of what they missed while hidden."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

FINDING, REGISTER, FIGURES, FORECAST = range(4)

_PANELS = (
    ("cte_desktop.ui.completers.finding.panel", "FindingPanel"),
    ("cte_desktop.ui.completers.register.panel", "RegisterPanel"),
    ("cte_desktop.ui.completers.figures.panel", "FiguresPanel"),
    ("cte_desktop.ui.completers.forecast.panel", "ForecastPanel"),
)


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
        module, name = _PANELS[part]
        try:
            found = import_module(module)
        except ModuleNotFoundError as error:
            if error.name is None or not module.startswith(error.name):
                raise
            return _NotThere()
        return cast("Part", getattr(found, name)(self._desk, self._bench))


class _NotThere(QWidget):
    """A part that is not built yet shows nothing."""

    def show_year(self, school_year: int) -> None:
        del school_year

    def refresh(self, changes: Changes) -> None:
        del changes

    def activate(self) -> None:
        pass

    def deactivate(self) -> None:
        pass

    def focus_search(self) -> None:
        pass
