"""What surrounds a student's pathways: by kind and in order of time, each line to be opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
)

from cte_desktop.domain.students.experiences import EXPERIENCE_KINDS, Experience
from cte_desktop.services.decisions import Fault
from cte_desktop.services.experiences import (
    experiences_by_kind,
    record_experience,
    remove_experience,
)
from cte_desktop.ui import theme
from cte_desktop.ui.completion.experiences.experience_form import ExperienceForm
from cte_desktop.ui.completion.experiences.fields import Around
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.experiences import around_line, experience_details, kind_heading
from cte_desktop.wording.student_file import experience_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.cases import Case

_SIZE = (680, 600)
_PART = "  ·  "


class ExperienceLines(QListWidget):
    """The lines under the headings of their kinds. Enter or a double click opens one, Delete
    removes it.

    Signals: `open_wanted()`, `remove_wanted()` of the current line.
    """

    open_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Around the pathway"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _line: self.open_wanted.emit())

    def show_case(self, case: Case, chosen: Experience | None) -> None:
        """Show a student's experiences; the chosen one is the current line if it is there."""
        self.clear()
        lines = QFontMetrics(self.font()).lineSpacing()
        for kind, own in experiences_by_kind(case):
            head = QListWidgetItem(kind_heading(kind))
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setForeground(theme.color("text"))
            head.setSizeHint(QSize(0, lines + theme.px(12)))
            self.addItem(head)
            for one in own:
                self.addItem(_line(one, case, lines))
        wanted = self.rows()
        same = [n for n in wanted if self.item(n).data(Qt.ItemDataRole.UserRole) == chosen]
        if wanted:
            self.setCurrentRow((same or wanted)[0])

    def rows(self) -> list[int]:
        """Return the rows that are experiences, and no headings."""
        role = Qt.ItemDataRole.UserRole
        return [n for n in range(self.count()) if isinstance(self.item(n).data(role), Experience)]

    def current(self) -> Experience | None:
        """Return the experience of the current line."""
        if self.currentRow() < 0:
            return None
        one = self.currentItem().data(Qt.ItemDataRole.UserRole)
        return one if isinstance(one, Experience) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter stops here: handed on, it would press the dialog's main button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class AroundDialog(QDialog):
    """The list and what is done with it; each edit is shown at once and can be undone by itself.

    Signals: `written(FileEdit)`; `employers_wanted()`.
    """

    written = Signal(object)
    employers_wanted = Signal()

    def __init__(
        self, case: Case, organizations: Mapping[str, tuple[str, ...]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Around the pathway")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._case = case
        self._organizations = organizations
        self._last: Experience | None = None
        self.list = ExperienceLines()
        self.summary = ThemedLabel("", color="text_muted", tabular=True)
        self.add_button = push_button(tr("Add…"), "plus", press=self.offer_kinds)
        self.change_button = push_button(tr("Change…"), "pencil", press=self._change)
        self.remove_button = push_button(tr("Remove"), "trash-2", press=self._remove)
        self._ways = QStackedWidget()
        self._put_together(heading)
        self.list.currentRowChanged.connect(lambda _row: self._update())
        self.list.open_wanted.connect(self._change)
        self.list.remove_wanted.connect(self._remove)
        self.show_case(case)
        (self.list if self.list.count() else self.add_button).setFocus()

    def show_case(self, case: Case) -> None:
        """Show the student's experiences as they are now."""
        chosen = self._last or self.list.current()
        row = self.list.currentRow()
        self._case, self._last = case, None
        self.list.show_case(case, chosen)
        if chosen is not None and self.list.current() != chosen and row >= 0:
            self._go_near(row)
        self.summary.setText(around_line(case.file.experiences, case.day))
        self._ways.setCurrentIndex(0 if self.list.count() else 1)
        self._update()

    def know_organizations(self, organizations: Mapping[str, tuple[str, ...]]) -> None:
        """Offer these names from now on."""
        self._organizations = organizations

    def offer_kinds(self) -> None:
        """Open the menu of the kinds to add."""
        menu = QMenu(self.add_button)
        menu.setAccessibleName(tr("What to add"))
        for kind in EXPERIENCE_KINDS:
            menu.addAction(experience_label(kind), partial(self.add, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))
        menu.setActiveAction(menu.actions()[0])

    def add(self, kind: str) -> None:
        """Open the form for a new experience of a kind."""
        pathways = self._case.file.pathways
        begun = Experience(kind, "", pathways[0] if len(pathways) == 1 else "")
        self._open_form(begun, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.offer_kinds()
        else:
            super().keyPressEvent(event)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        column.addWidget(self.summary)
        nothing = sentence(
            tr(
                "Nothing is written down yet. Workshops of grades 7 and 8, work, student "
                "organizations, certifications and college units stand here. What is written here "
                "stays when files are imported."
            ),
            muted=True,
        )
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._ways.addWidget(self.list)
        self._ways.addWidget(nothing)
        column.addWidget(self._ways, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        employers = push_button(tr("Employers…"), "book-open", press=self.employers_wanted.emit)
        for button in (self.add_button, self.change_button, self.remove_button, employers):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(primary_button(tr("Close"), press=self.accept))
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _go_near(self, row: int) -> None:
        """Make the line nearest to a row that is gone the current one."""
        lines = self.list.rows()
        if lines:
            self.list.setCurrentRow(min(lines, key=lambda n: abs(n - row)))

    def _update(self) -> None:
        able = self.list.current() is not None
        self.change_button.setEnabled(able)
        self.remove_button.setEnabled(able)

    def _change(self) -> None:
        one = self.list.current()
        if one is not None:
            self._open_form(one, one)

    def _open_form(self, begun: Experience, before: Experience | None) -> None:
        case = self._case
        student = case.file.student
        around = Around(
            case.district.catalog,
            case.day,
            student.graduation_year,
            case.file.pathways,
            self._organizations,
        )

        def refusal(one: Experience) -> Fault | None:
            found = record_experience(case, one, before)
            return found if isinstance(found, Fault) else None

        form = ExperienceForm(around, begun, self, refusal, is_new=before is None)
        form.written.connect(lambda one: self._keep(one, before))
        form.open()

    def _keep(self, one: Experience, before: Experience | None) -> None:
        edit = record_experience(self._case, one, before)
        if edit is not None and not isinstance(edit, Fault):
            self._last = one
            self.written.emit(edit)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        one = self.list.current()
        if one is not None:
            self.written.emit(remove_experience(one))
            (self.list if self.list.count() else self.add_button).setFocus()


def _line(one: Experience, case: Case, spacing: int) -> QListWidgetItem:
    details = _PART.join((*experience_details(one, case.day), *((one.note,) if one.note else ())))
    # Notes and evaluations may have lines of their own; here each experience has two.
    shown = " ".join(details.split("\n"))
    item = QListWidgetItem(f"{one.title}\n{shown}" if shown else one.title)
    item.setData(Qt.ItemDataRole.UserRole, one)
    spoken = f"{experience_label(one.kind)}: {one.title}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{spoken}, {shown}" if shown else spoken)
    item.setToolTip(details.replace("&", "&amp;").replace("<", "&lt;"))
    item.setSizeHint(QSize(0, (2 if shown else 1) * spacing + theme.px(14)))
    return item
