"""The part Protection of the page Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.protection import Protection, protection_of
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings


class ProtectionPanel(Panel):
    """What opens the database, and how to change it."""

    listens = frozenset({"people", "settings"})

    def __init__(self, desk: Desk, bench: Workbench, program: ProgramSettings) -> None:
        super().__init__(
            tr("Protection"),
            tr("Who can open this database, and when the window locks by itself."),
        )
        self._desk = desk
        self._bench = bench
        self._program = program
        self.body.addStretch(1)

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: protection_of(desk), self._on_read, channel="how it is protected"
        )

    def _on_read(self, found: Protection) -> None:
        words = tr("Protected by a passphrase.") if found.has_passphrase else tr("No passphrase.")
        self.words.setText(words)
