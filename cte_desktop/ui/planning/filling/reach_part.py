"""Which pathways the student could still complete: each one with its courses, and its plan on a
click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.ui.planning.filling.side_part import SidePart
from cte_desktop.ui.planning.filling.words_button import WordsButton
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.labels import course_label, grade_label, term_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.filling.completing import Completable


class ReachPart(SidePart):
    """The pathways in reach, the earliest completed first. Signal: `chosen(Completable)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Pathways still in reach"))
        self._lines: list[tuple[Completable, WordsButton]] = []
        self._words = sentence("", muted=True)

    def begin(self) -> None:
        """Show that pathways are being tried; each stands here as soon as it is found."""
        self.clear()
        self._lines = []
        self._words = sentence(tr("Trying every pathway…"), muted=True)
        self.body.addWidget(self._words)
        self.body.addStretch(1)

    def add(self, found: Completable, catalog: Catalog) -> None:
        """Show one more pathway."""
        button = WordsButton(found.pathway, _line(found, catalog), "route")
        button.setToolTip(tr("Show the plan that completes it; nothing is stored"))
        button.clicked.connect(lambda _checked=False: self.chosen.emit(found))
        button.confirmed.connect(self.confirmed)
        self._lines.append((found, button))
        self.body.insertWidget(self.body.count() - 1, button)
        self._words.setText(_count(len(self._lines), is_over=False))

    def finish(self, found: Iterable[Completable], catalog: Catalog) -> None:
        """Show the whole answer in its order; nothing more will come."""
        focused = next((one.pathway for one, button in self._lines if button.hasFocus()), "")
        self.begin()
        for one in found:
            self.add(one, catalog)
        words = _count(len(self._lines), is_over=True)
        self._words.setText(words)
        self.announce(words)
        self.take_focus(focused)

    def stop(self) -> None:
        """Somebody cancelled: what was found stays."""
        words = trn(
            "Stopped. {count} pathway found so far.",
            "Stopped. {count} pathways found so far.",
            len(self._lines),
        )
        self._words.setText(words)

    def mark(self, shown: Completable | None) -> None:
        """Mark the pathway whose plan is in the grid."""
        for one, button in self._lines:
            button.set_note(tr("Its plan is in the grid; Enter keeps it") if one is shown else "")

    def take_focus(self, pathway: str = "") -> None:
        """Put the keyboard on a pathway, else on the first, else on Close."""
        here = [button for one, button in self._lines if one.pathway == pathway]
        found = (*here, *self.buttons(), self.close_button)
        self.put_focus(found[0])

    def words(self) -> str:
        """Return the line above the pathways."""
        return self._words.text()


def _count(count: int, *, is_over: bool) -> str:
    if not is_over:
        return trn("{count} found so far…", "{count} found so far…", count)
    if not count:
        return tr("No pathway can be completed any more beside graduation.")
    return trn(
        "{count} pathway can still be completed beside graduation, the earliest first.",
        "{count} pathways can still be completed beside graduation, the earliest first.",
        count,
    )


def _line(found: Completable, catalog: Catalog) -> str:
    when = tr(
        "Completed in {term} of {grade} grade",
        term=term_label(found.term), grade=grade_label(found.grade_level),
    )  # fmt: skip
    if not found.courses:
        return tr("{when}; all its courses are in the plan", when=when)
    courses = ", ".join(course_label(code, catalog) for code in dict.fromkeys(found.courses))
    return tr("{when}; still to come: {courses}", when=when, courses=courses)
