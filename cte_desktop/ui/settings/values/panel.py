"""A part of the page Settings whose settings belong to the district and lie in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.people.roles import Right
from cte_desktop.services.settings import change_setting, list_settings
from cte_desktop.system.settings import setting_named
from cte_desktop.ui import theme
from cte_desktop.ui.settings.values.row import SettingRow
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.labels import Card, SectionHeader, separator
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.wording.history.settings import setting_label
from cte_desktop.wording.people import reason_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.system.settings import Setting
    from cte_desktop.ui.page import Workbench


class ValuesPanel(Panel):
    """A part with cards of settings; `groups` are a heading and the names of settings each.

    `inside` takes more cards, `rows` are the settings by name.
    """

    listens = frozenset({"settings", "people"})

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        heading: str,
        words: str,
        groups: Sequence[tuple[str, Sequence[str]]],
    ) -> None:
        super().__init__(heading, words)
        self.desk = desk
        self.bench = bench
        self.rows: dict[str, SettingRow] = {}
        inside = QWidget()
        self.inside = QVBoxLayout(inside)
        self.inside.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        self.inside.setSpacing(theme.px(12))
        self.forbidden = forbidden_words(desk)
        self.words.setText(" ".join(part for part in (words, self.forbidden) if part))
        for title, names in groups:
            settings = [setting_named(name) for name in names]
            self.inside.addWidget(card_of(title, settings, self.rows))
        for row in self.rows.values():
            row.changed.connect(self._on_changed)
        self.inside.addStretch(1)
        self.area = scrolled(inside, heading)
        self.body.addWidget(self.area, 1)

    def read(self) -> None:
        desk = self.desk
        channel = f"settings {self.accessibleName()}"
        self.bench.tasks.read(lambda: list_settings(desk), self._on_read, channel=channel)

    def show_setting(self, key: str) -> None:
        """Bring a setting into sight and go to it."""
        row = self.rows.get(key)
        if row is not None:
            row.focus()
            self.area.ensureWidgetVisible(row)

    def focus_search(self) -> None:
        row = next(iter(self.rows.values()), None)
        if row is not None:
            row.focus()

    def _on_read(self, values: Mapping[str, str]) -> None:
        self.forbidden = forbidden_words(self.desk)
        for name, row in self.rows.items():
            row.show_value(values[name])
            row.forbid(self.forbidden)

    def _on_changed(self, name: str, text: str) -> None:
        desk, bench = self.desk, self.bench

        def done(changes: Changes) -> None:
            bench.refresh.tell(changes)
            if changes.step is not None:
                said = tr("Saved: {setting}.", setting=setting_label(name))
                bench.notices.done(said, undo_button(desk, bench, changes.step))

        bench.tasks.write(lambda: change_setting(desk, name, text), done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.bench.notices.error(error)
        self.read()


def forbidden_words(desk: Desk) -> str:
    """Return why who sits here may only look at the settings of the district, "" if they may."""
    person = desk.person
    return "" if person.may(Right.SETTINGS) else reason_text(person.role, Right.SETTINGS)


def card_of(title: str, settings: Sequence[Setting], rows: dict[str, SettingRow]) -> Card:
    """Return a card of settings under a title, and put their rows into `rows`."""
    card = Card(SectionHeader(title))
    for place, setting in enumerate(settings):
        if place:
            card.body.addWidget(separator())
        row = rows[setting.name] = SettingRow(setting)
        card.body.addWidget(row)
    return card
