"""A database that is damaged or gone: the newest good backup is offered in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.services import restoring
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import WIDTH, words_of_width
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from cte_desktop.wording.errors import told
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.restoring import Outcome, StandIn
    from cte_desktop.system.clock import Clock
    from cte_desktop.ui.opening.fault_panel import FaultPanel
    from cte_desktop.ui.page import Workbench


class LostDatabase(QObject):
    """Looks for a backup and offers it on the panel. Signal: `restored()`: it can be opened now."""

    restored = Signal()

    def __init__(
        self, bench: Workbench, panel: FaultPanel, file: Path, clock: Clock, actor: str
    ) -> None:
        super().__init__(panel)
        self._bench = bench
        self._panel = panel
        self._file = file
        self._clock = clock
        self._actor = actor
        self.offer: StandInOffer | None = None
        self._damaged: set[Path] = set()
        bench.tasks.read(lambda: restoring.stand_in(file), self._on_found, channel="stand-in")

    def _on_found(self, found: StandIn | None) -> None:
        if found is None or not isValid(self._panel):
            return
        self.offer = StandInOffer(found)
        self.offer.wanted.connect(self._on_wanted)
        self._panel.body.addWidget(self.offer)
        self.offer.restore.setFocus()

    def _look_further(self, damaged: StandInOffer, words: str) -> None:
        """Offer the next older backup in the place of one whose pages are damaged."""
        self._damaged.add(damaged.source)
        file, without = self._file, frozenset(self._damaged)

        def found(older: StandIn | None) -> None:
            if older is None or not isValid(self._panel):
                damaged.say(words)
                return
            damaged.deleteLater()
            self._on_found(older)
            if self.offer is not None:
                self.offer.say(words)

        self._bench.tasks.read(lambda: restoring.stand_in(file, without), found, channel="stand-in")

    def _on_wanted(self, source: Path, typed: str) -> None:
        file, clock, actor = self._file, self._clock, self._actor
        self._bench.tasks.write(
            lambda: restoring.restore_file(file, source, typed or None, clock, actor=actor),
            self._on_restored,
            failed=self._on_failed,
            text=tr("Restoring the backup…"),
        )

    def _on_restored(self, done: Outcome) -> None:
        if done.kept is not None:
            kept = tr("The damaged file is kept as {file}.", file=done.kept)
            self._bench.notices.information(kept)
        self.restored.emit()

    def _on_failed(self, error: Exception) -> None:
        if self.offer is None or not isinstance(error, KnownError):
            self._bench.notices.error(error)
        elif error.code == "passphrase_needed":
            self.offer.ask_passphrase()
        elif restoring.is_damage(error):
            self._look_further(self.offer, told(error).whole)
        else:
            self.offer.say(told(error).whole)


class StandInOffer(QWidget):
    """Which backup could be put in place. Signal: `wanted(path, passphrase or "")`."""

    wanted = Signal(object, str)

    def __init__(self, found: StandIn) -> None:
        super().__init__()
        self._found = found
        self.source = found.path
        moment = moment_words(found.made_at)
        self.words = words_of_width(
            tr(
                "It was read back and is whole. What was done after it is missing; a file that "
                "does not open is kept beside it."
            ),
            WIDTH,
        )
        self.field = PassphraseField(tr("Passphrase"))
        self.field.setPlaceholderText(tr("Passphrase"))
        self.field.setVisible(False)
        self.field.returnPressed.connect(self._on_wanted)
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.restore = push_button(tr("Restore this backup"), "rotate-cw", self._on_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(theme.GAP), 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(ThemedLabel(tr("The newest good backup is of {at}", at=moment), bold=True))
        for part in (self.words, self.field, self.said):
            column.addWidget(part)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)

    def ask_passphrase(self) -> None:
        """Ask for the passphrase that was in force when the backup was made."""
        self.setEnabled(True)
        self.field.setVisible(True)
        self.field.setFocus()

    def say(self, words: str) -> None:
        """Say why it was not restored, and let the person try again."""
        self.setEnabled(True)
        self.said.setText(words)
        self.said.setVisible(True)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(WIDTH)))

    def _on_wanted(self) -> None:
        self.said.setVisible(False)
        self.setEnabled(False)
        self.wanted.emit(self._found.path, self.field.text())
