"""The dialog that asks for passphrases before something about the protection changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.passphrase_field import NewPassphrase, PassphraseField
from cte_desktop.ui.widgets.recovery_card import RecoveryCard
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date


_WIDTH = 480
_INSIDE = _WIDTH - 2 * theme.PAGE


class PassphraseDialog(WorkingDialog):
    """Asks for the present passphrase (`old`: what it is called), a new one (`asks_new`), or both;
    may show a recovery code afterwards, and then closes only when it is kept.

    Signal: `wanted(old, new)`; "" for what was not asked.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        heading: str,
        words: str,
        deed: str,
        parent: QWidget | None = None,
        *,
        old: str = "",
        asks_new: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.old = PassphraseField(old) if old else None
        self.new = NewPassphrase(tr("New passphrase")) if asks_new else None
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.do_it = primary_button(deed, press=self._on_do)
        self.card: RecoveryCard | None = None
        self._steps = QStackedWidget()
        self._steps.addWidget(self._first_step(heading, words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._on_changed()
        first = self.old or (self.new.first if self.new is not None else self.do_it)
        first.setFocus()

    def say(self, words: str) -> None:
        """Say why it was not done, and let the person try again."""
        self.said.setText(words)
        self.said.setVisible(True)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(_INSIDE)))
        self._steps.setEnabled(True)
        if self.old is not None:
            self.old.selectAll()
            self.old.setFocus()

    def show_code(self, code: str, name: str, made_on: date) -> None:
        """Show the recovery code, the only time."""
        self._steps.setEnabled(True)
        self.card = RecoveryCard(code, name, made_on)
        self.card.kept.connect(self._on_kept)
        self._steps.addWidget(self.card)
        self._steps.setCurrentWidget(self.card)
        self.resize(self.width(), max(self.height(), self.card.heightForWidth(self.width())))
        self.card.setFocus()

    def may_not_close(self) -> bool:
        return self.card is not None or not self._steps.isEnabled()

    def _first_step(self, heading: str, words: str) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(title(heading))
        told = sentence(words, muted=True)
        told.setFixedWidth(theme.px(_INSIDE))
        told.setMinimumHeight(told.heightForWidth(theme.px(_INSIDE)))
        column.addWidget(told)
        column.addSpacing(theme.px(12))
        if self.old is not None:
            column.addWidget(ThemedLabel(self.old.accessibleName(), bold=True))
            column.addWidget(self.old)
            column.addSpacing(theme.px(theme.INSIDE))
            self.old.textChanged.connect(lambda _text: self._on_changed())
            self.old.returnPressed.connect(self._on_do)
        if self.new is not None:
            column.addWidget(self.new)
            self.new.changed.connect(self._on_changed)
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.do_it)
        column.addLayout(buttons)
        return step

    def _on_changed(self) -> None:
        old = self.old is None or bool(self.old.text())
        new = self.new is None or bool(self.new.passphrase())
        self.do_it.setEnabled(old and new)

    def _on_do(self) -> None:
        if not self.do_it.isEnabled():
            return
        self.said.setVisible(False)
        self._steps.setEnabled(False)
        self.wanted.emit(
            "" if self.old is None else self.old.text(),
            "" if self.new is None else self.new.passphrase(),
        )

    def _on_kept(self) -> None:
        self.card = None
        self.accept()
