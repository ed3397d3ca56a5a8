"""The part Forecast of the page Completers: outlook, one course to plan, last chance, explorers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.services.forecast.letters import LAST_CHANCE, ONE_COURSE
from cte_desktop.ui import theme
from cte_desktop.ui.completers.forecast.deeds import ForecastDeeds
from cte_desktop.ui.completers.forecast.explorers_view import ExplorersView
from cte_desktop.ui.completers.forecast.near_view import NearView
from cte_desktop.ui.completers.forecast.outlook import Outlook
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

OUTLOOK, ONE_AWAY, LAST, EXPLORERS = range(4)
_NOUNS = frozenset(
    {
        "awards",
        "catalog",
        "earlier_total",
        "plans",
        "record",
        "rules",
        "sections",
        "settings",
        "standings",
        "students",
    }
)


class ForecastPanel(QWidget):
    """The part. It always begins with this school year, whichever the page shows."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self.setAccessibleName(tr("Forecast"))
        self.deeds = ForecastDeeds(desk, bench, self)
        self.which = PartSwitch(
            tr("Which view"),
            (tr("Outlook"), tr("One course to plan"), tr("Last chance"), tr("Explorers")),
        )
        self.outlook = Outlook(desk, bench)
        self.one_away = NearView(desk, bench, ONE_COURSE)
        self.last_chance = NearView(desk, bench, LAST_CHANCE)
        self.explorers = ExplorersView(desk, bench)
        self.views = (self.outlook, self.one_away, self.last_chance, self.explorers)
        self._stack = QStackedWidget()
        self._read: set[int] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.which)
        column.addWidget(self._stack, 1)
        for view in self.views:
            self._stack.addWidget(view)
            view.students_wanted.connect(bench.requests.students_listed.emit)
        for near in (self.one_away, self.last_chance):
            near.student_wanted.connect(bench.requests.student_requested.emit)
            near.add_wanted.connect(self.deeds.add)
            near.invitations_wanted.connect(self.deeds.invite)
        self.one_away.letters_wanted.connect(
            lambda chosen: self.deeds.write_letters(ONE_COURSE, chosen)
        )
        self.last_chance.letters_wanted.connect(
            lambda chosen: self.deeds.write_letters(LAST_CHANCE, chosen)
        )
        self.which.part_chosen.connect(self._on_which)

    def show_year(self, school_year: int) -> None:
        """Show the forecast, which is of the years ahead whatever year the page shows."""
        del school_year
        self._show()

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes may have touched: the open view now, the others later."""
        if changes.nouns & _NOUNS:
            self._read.clear()
            self._show()

    def activate(self) -> None:
        """Take the focus into the open view."""
        self.views[self.which.part()].focus_rows()

    def deactivate(self) -> None:
        """Another part or page is about to open; nothing waits."""

    def focus_search(self) -> None:
        """Go to the search field: what Ctrl+F does."""
        place = self.which.part()
        if place == OUTLOOK:
            self.outlook.search.focus()
        elif place == EXPLORERS:
            self.explorers.focus_rows()
        else:
            (self.one_away if place == ONE_AWAY else self.last_chance).search.focus()

    def _on_which(self, place: int) -> None:
        self._show()
        self.views[place].focus_rows()

    def _show(self) -> None:
        place = self.which.part()
        self._stack.setCurrentIndex(place)
        if place not in self._read:
            self._read.add(place)
            self.views[place].read()
