"""Joining a list: what it would bring, and the fingerprint to compare, before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.verifying.key_lists import join_list
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.buttons import CheckBox, primary_button, push_button
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.completion.key_lists import counts_text, laptops_text
from cte_desktop.wording.errors import told
from cte_desktop.wording.papers import listed
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.verifying.key_lists import Joining
    from cte_desktop.ui.page import Workbench

_SIZE, _SMALL = (560, 340), (480, 180)


class JoinDialog(QDialog):
    """The question, or why a list is refused. Signal: `joined(Changes)`."""

    joined = Signal(object)

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        found: Joining | Exception,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._desk, self._bench = desk, bench
        self._found = None if isinstance(found, Exception) else found
        self.compared = CheckBox(tr("&The other laptop shows the same fingerprint"))
        self.join_button = primary_button(tr("Join"), "import", self._on_join)
        if isinstance(found, Exception):
            heading, lines = tr("This list is not joined"), tuple(_refused(found))
        elif not found.new:
            heading = tr("Nothing new")
            lines = (tr("All that {file} says is known here.", file=found.file.name),)
        else:
            heading, lines = tr("Join this list?"), tuple(_brings(found))
        is_new = self._found is not None and bool(self._found.new)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(lines))
        self.compared.setVisible(is_new)
        self.join_button.setVisible(is_new)
        self.join_button.setEnabled(False)
        self.compared.toggled.connect(self.join_button.setEnabled)
        self._put_together(heading, lines, refused=isinstance(found, Exception))
        fit_screen(self, *(_SIZE if is_new or self._found is None else _SMALL))

    def _put_together(self, heading: str, lines: tuple[str, ...], *, refused: bool) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        if refused:
            top.addWidget(SeverityIcon("must_fix"), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(title(heading), 1)
        column.addLayout(top)
        for line in lines:
            column.addWidget(sentence(line))
        if self._found is not None and self._found.new:
            column.addWidget(
                ThemedLabel(self._found.fingerprint, size=theme.TITLE, bold=True, tabular=True)
            )
        column.addWidget(self.compared)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        close = tr("Leave it out") if self.join_button.isVisibleTo(self) else tr("Close")
        buttons.addWidget(push_button(close, press=self.reject))
        buttons.addWidget(self.join_button)
        column.addLayout(buttons)

    def _on_join(self) -> None:
        desk, found = self._desk, self._found
        if found is None:
            return

        def done(made: Joining) -> None:
            laptops = listed([name for one in made.new for name in one.laptops])
            step = made.changes.step
            way = (undo_button(desk, self._bench, step),) if step is not None else ()
            self._bench.notices.done(
                tr("The certificates of {laptops} can be checked here now.", laptops=laptops),
                *way,
            )
            self.joined.emit(made.changes)
            self.accept()

        self.join_button.setEnabled(False)
        self._bench.tasks.write(lambda: join_list(desk, found.file), done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._bench.notices.error(error)
        self.reject()


def _refused(error: Exception) -> Iterator[str]:
    if isinstance(error, KnownError):
        said = told(error)
        yield from (part for part in (said.text, said.kept, said.do) if part)
    else:
        yield tr("The program failed on this file.")


def _brings(found: Joining) -> Iterator[str]:
    for one in found.new:
        yield tr("{laptops}: {counts}.", laptops=laptops_text(one), counts=counts_text(one))
    yield tr(
        "Its signatures hold, and it says to be of {district}. Whether it is the list of your own "
        "laptop, the fingerprint tells: compare it with the one that the other laptop shows.",
        district=found.district,
    )
