"""How large everything is and how roomy tables are; which database is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cte_desktop.system import paths
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, push_button
from cte_desktop.ui.widgets.labels import Card, SectionHeader, ThemedLabel, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

SCALE, ROOMY = "scale", "roomy"
_ROWS = "comfortable_rows"


class LookCard(Card):
    """Size and rows, changed by the same actions as in the menu View; `fields` are by key."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(SectionHeader(tr("Size")))
        self._bench = bench
        self.now = ThemedLabel("", bold=True, tabular=True)
        self.smaller = push_button(tr("Smaller"), "zoom-out", lambda: self._do("smaller"))
        self.larger = push_button(tr("Larger"), "zoom-in", lambda: self._do("larger"))
        self.usual = push_button(tr("Back to 100 %"), press=lambda: self._do("actual_size"))
        self.roomy = CheckBox(tr("Roomy rows in tables"))
        self.roomy.clicked.connect(lambda _checked=False: self._do(_ROWS))
        self.fields: dict[str, QWidget] = {SCALE: self.larger, ROOMY: self.roomy}
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        for part in (self.now, self.smaller, self.larger, self.usual):
            row.addWidget(part)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(
            sentence(
                tr("Everything in the window, from 100 % to 200 %. Default: 100 %."), muted=True
            )
        )
        self.body.addWidget(self.roomy)
        self.body.addWidget(
            sentence(tr("More space between rows. Default: the closer rows."), muted=True)
        )
        theme.news().changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Show what is set."""
        look = theme.look()
        self.now.setText(tr("{percent} %", percent=round(look.scale * 100)))
        self.larger.setEnabled(look.scale < theme.SCALE_MOST)
        self.smaller.setEnabled(look.scale > theme.SCALE_LEAST)
        self.usual.setEnabled(look.scale != theme.SCALE_LEAST)
        self.roomy.setChecked(look.comfortable)

    def _do(self, action: str) -> None:
        self._bench.actions.action(action).trigger()
        self.read()


class DatabaseCard(Card):
    """Which file is open, and which one the program opens by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(SectionHeader(tr("Database")))
        file = desk.database.path
        self.path = QLineEdit(str(file) if file is not None else tr("in memory"))
        self.path.setReadOnly(True)
        self.path.setAccessibleName(tr("Open database"))
        self.path.setCursorPosition(0)
        self.body.addWidget(self.path)
        self.body.addWidget(
            sentence(
                tr(
                    "Without another wish the program opens {usual}. Another file is opened with "
                    "File, Open; then the program begins with it as long as it is there.",
                    usual=paths.default_database(),
                ),
                muted=True,
            )
        )
