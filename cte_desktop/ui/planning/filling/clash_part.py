"""Why no plan can do it all: the clash in plain words, each part to be looked at, and the ways
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.domain.filling.model import Kind
from cte_desktop.ui import theme
from cte_desktop.ui.planning.filling.side_part import SidePart
from cte_desktop.ui.planning.filling.words_button import WordsButton
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.labels import SectionHeader, sentence
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.ui.planning.filling.answer import Answer

_KINDS = {
    Kind.WISH: noop("Wish"),
    Kind.RULE: noop("Rule"),
    Kind.PLACEMENT: noop("Locked course"),
    Kind.BUSY: noop("Fixed time"),
}
_ICONS = {
    Kind.WISH: "star",
    Kind.RULE: "book-open",
    Kind.PLACEMENT: "lock",
    Kind.BUSY: "calendar-clock",
}
_MOST, _FIRST = 6, 4
"""How many parts of a clash are all shown, and how many of a longer one at first."""


class ClashPart(SidePart):
    """The clash of the newest answer.

    Signals: `reason_pointed(Reason | None)` when mouse or keyboard come to a part and go;
    `reason_chosen(Reason)`; `way_chosen(WayOut)`.
    """

    reason_pointed = Signal(object)
    reason_chosen = Signal(object)
    way_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("No plan can do all of this"))
        self._ways: list[tuple[WayOut, WordsButton]] = []

    def show_clash(self, answer: Answer, *, is_looking: bool = False) -> None:
        """Show what clashes and the ways out; with `is_looking` the ways are still to come."""
        self.clear()
        self._ways = []
        many = len(answer.parts) > _MOST
        words = answer.words.why or tr("What is locked or has begun breaks a rule by itself.")
        self.body.addWidget(sentence(words))
        for severity, text in answer.findings:
            self.body.addWidget(FindingRow(severity.value, text))
        if answer.parts:
            self._add_header(tr("What clashes"))
        for number, (reason, text) in enumerate(answer.parts):
            button = self._reason_button(reason, text)
            self.body.addWidget(button)
            if many and number >= _FIRST:
                button.hide()
        if many:
            self.body.addWidget(self._more_button(len(answer.parts) - _FIRST))
        self._add_ways(answer, is_looking=is_looking)
        self.body.addStretch(1)
        self.announce(f"{self.accessibleName()}. {words}")

    def mark_way(self, shown: WayOut | None) -> None:
        """Mark the way out whose plan is in the grid."""
        for way, button in self._ways:
            button.set_note(tr("Its plan is in the grid; Enter keeps it") if way is shown else "")

    def text_of(self, wanted: WayOut) -> str:
        """Return what a way out does, in the words of its button."""
        return next((button.text() for way, button in self._ways if way is wanted), "")

    def way_buttons(self) -> tuple[WordsButton, ...]:
        """Return the ways out from top to bottom."""
        return tuple(button for _, button in self._ways)

    def take_focus(self) -> None:
        """Put the keyboard on the first way out, else on the first part of the clash.

        Why nothing goes is read first: it stays in sight.
        """
        found = (*self.way_buttons(), *self.buttons(), self.close_button)
        self.put_focus(found[0], next(iter(self.buttons()), None))

    def _reason_button(self, reason: Reason, text: str) -> WordsButton:
        button = WordsButton(text, tr(_KINDS[reason.kind]), _ICONS[reason.kind], "text_muted")
        button.clicked.connect(lambda _checked=False: self.reason_chosen.emit(reason))
        button.pointed.connect(lambda here: self.reason_pointed.emit(reason if here else None))
        return button

    def _more_button(self, rest: int) -> QWidget:
        """Return the button that shows the parts after the first few."""
        more = fix_button(trn("Show {count} more", "Show {count} more", rest))

        def show_all() -> None:
            more.hide()
            for button in self.buttons():
                button.show()
            self.put_focus(self.buttons()[_FIRST])

        more.clicked.connect(lambda _checked=False: show_all())
        return more

    def _add_header(self, text: str) -> None:
        self.body.addSpacing(theme.px(theme.INSIDE))
        self.body.addWidget(SectionHeader(text))

    def _add_ways(self, answer: Answer, *, is_looking: bool) -> None:
        self._add_header(tr("Ways out"))
        if is_looking:
            self.body.addWidget(sentence(tr("Trying what could give way…"), muted=True))
        elif not answer.ways:
            words = tr("No single change was found that makes room for a valid plan.")
            self.body.addWidget(sentence(words, muted=True))
        for way, text, words in answer.ways:
            button = WordsButton(text, words, "arrow-right")
            button.setToolTip(tr("Show the plan that this way makes possible; nothing is stored"))
            button.clicked.connect(lambda _checked=False, one=way: self.way_chosen.emit(one))
            button.confirmed.connect(self.confirmed)
            self._ways.append((way, button))
            self.body.addWidget(button)
