"""What stands in the window while no database is open: the ways to begin, and the last ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import Panel
from cte_desktop.ui.opening.recent.list import RecentList
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.way import WayButton
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class StartPanel(Panel):
    """Signals: `sample_wanted()`; `new_wanted()`; `other_wanted()`: open a database that exists;
    `recent_wanted(Path)`: open one of those that were open last.
    """

    sample_wanted = Signal()
    new_wanted = Signal()
    other_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, recent: Sequence[Path] = ()) -> None:
        super().__init__(
            "graduation-cap",
            "accent",
            tr("Welcome to CTE Desktop"),
            tr(
                "Plan four years with a student, see what is missing, and print the plan. "
                "Everything stays on this computer."
            ),
        )
        self.new = WayButton(
            "plus",
            tr("Set up a database for my school"),
            tr("Four short questions; then import your files, or start with the catalog."),
        )
        self.sample = WayButton(
            "users",
            tr("Look around in a sample district"),
            tr("One school with invented students. Nothing in it is real."),
        )
        self.other = push_button(tr("Open a database…"), "folder-open", self.other_wanted.emit)
        self.sample.clicked.connect(self.sample_wanted)
        self.new.clicked.connect(self.new_wanted)
        for way in (self.new, self.sample):
            self.body.addWidget(way)
        self.recent: RecentList | None = None
        if recent:
            self._add_recent(recent)
        self.add_buttons([self.other])
        self.setFocusProxy(self.new)

    def _add_recent(self, recent: Sequence[Path]) -> None:
        self.recent = RecentList()
        self.recent.show_files(recent)
        self.recent.chosen.connect(self.recent_wanted)
        self.body.addSpacing(theme.px(theme.GAP))
        self.body.addWidget(ThemedLabel(tr("Recent databases"), bold=True))
        self.body.addWidget(self.recent)
