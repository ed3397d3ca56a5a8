"""Parts of the page Settings that are built when they are first opened: there are a dozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QVBoxLayout

from cte_desktop.ui.widgets.panel import Panel

Make = Callable[[], Panel]


class LaterPanel(Panel):
    """Stands in the place of a part until that is opened, then holds it."""

    def __init__(self, name: str, make: Make) -> None:
        super(Panel, self).__init__()  # of a part it has nothing but the place
        self.setAccessibleName(name)
        self._make = make
        self.made: Panel | None = None

    def panel(self) -> Panel:
        """Return the part, built now if it has not been."""
        if self.made is None:
            self.made = self._make()
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.made)
        return self.made

    def read(self) -> None:
        self.panel().read()

    def focus_search(self) -> None:
        self.panel().focus_search()


class PartsByName(Mapping[str, tuple[str, Panel]]):
    """The icon and the part under each id; a part that is asked for is built."""

    def __init__(self, doors: Mapping[str, tuple[str, LaterPanel]]) -> None:
        """Know where each part will stand."""
        self._doors = doors

    def __getitem__(self, part: str) -> tuple[str, Panel]:
        """Return icon and part."""
        icon, door = self._doors[part]
        return icon, door.panel()

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, in order."""
        return iter(self._doors)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._doors)

    def door_of(self, panel: Panel) -> Panel:
        """Return where a part stands; what stands there itself is returned as it is."""
        for _, door in self._doors.values():
            if door.made is panel:
                return door
        return panel
