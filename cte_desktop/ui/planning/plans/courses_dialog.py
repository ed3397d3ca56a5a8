"""The choice of courses that are put into the plan in one go, with what would become of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import theme
from cte_desktop.ui.planning.plans.offers import OfferLine, line_columns, offer_lines
from cte_desktop.ui.row_search import fold, words_of
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import CheckBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.placing import summary_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.placing import CourseAsked, PlacedAll
    from cte_desktop.ui.planning.plans.offers import CoursesOffer

_SIZE = (1040, 600)
_LIST_WIDTH = 320


class CoursesDialog(QDialog):
    """The dialog. Signals: `preview_wanted(asked, anew)`: work out what would become of these
    courses; `taken(offer, PlacedAll)`; `made_wanted()`: make an own one; `rename_wanted(offer)`;
    `delete_wanted(offer)`.
    """

    preview_wanted = Signal(object, bool)
    taken = Signal(object, object)
    made_wanted = Signal()
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(
        self,
        heading: str,
        hint: str,
        find: str,
        make: str,
        catalog: Catalog,
        parent: QWidget,
        *,
        can_plan_anew: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._catalog = catalog
        self._offers: tuple[CoursesOffer, ...] = ()
        self._left_out: set[int] = set()
        self._asked: tuple[CourseAsked, ...] = ()  # what was last asked about
        self._found: PlacedAll | None = None
        self.field = SearchField(find)
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model: TableModel[OfferLine] = TableModel(
            line_columns(), lambda line: line.number, self
        )
        self.table = TableView(self._model, tr("What would become of each course"), about=nobody)
        self._title = ThemedLabel("", bold=True)
        self._words = sentence("", muted=True)
        self._summary = caption("")
        self.anew_box = CheckBox(tr("Plan anew what isn't locked"))
        self.anew_box.setVisible(can_plan_anew)
        self.make_button = push_button(make, "plus", self.made_wanted.emit)
        self.rename_button = push_button(tr("Rename…"), "pencil", self._on_rename)
        self.delete_button = push_button(tr("Delete"), "trash-2", self._on_delete)
        self.take_button = primary_button(tr("Put into the plan"), "check", self._on_take)
        self._put_together(heading, hint)
        self._listen()
        fit_screen(self, *_SIZE)

    def show_offers(self, offers: Sequence[CoursesOffer], chosen: str = "") -> None:
        """Offer these; the one of the uid or title in `chosen` is looked at, else the first."""
        self._offers = tuple(offers)
        self._list(chosen)

    def show_found(self, asked: tuple[CourseAsked, ...], found: PlacedAll) -> None:
        """Show what was worked out, unless something else is looked at by now."""
        if [id(one) for one in asked] == [id(one) for one in self._asked]:
            self._found = found
            self._show_lines()

    def current(self) -> CoursesOffer | None:
        """Return what is looked at."""
        row = self.list.currentRow()
        place = self.list.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        return self._offers[place] if isinstance(place, int) else None

    def lines(self) -> tuple[OfferLine, ...]:
        """Return the lines of the courses, as they are shown."""
        return self._model.shown_rows()

    def _listen(self) -> None:
        self.field.query_changed.connect(lambda _query: self._list(""))
        self.field.results_wanted.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(lambda _row: self._on_current())
        self.list.itemActivated.connect(lambda _line: self.take_button.setFocus())
        self.table.row_chosen.connect(self._on_line_chosen)
        self.anew_box.toggled.connect(lambda _on: self._ask())

    def _put_together(self, heading: str, hint: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(sentence(hint, muted=True))
        parts = QHBoxLayout()
        parts.setSpacing(theme.px(theme.GAP))
        left = QVBoxLayout()
        left.setSpacing(theme.px(theme.INSIDE))
        left.addWidget(self.field)
        left.addWidget(self.list, 1)
        left.addWidget(self.make_button)
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self.field.setMaximumWidth(theme.px(_LIST_WIDTH))
        self.make_button.setMaximumWidth(theme.px(_LIST_WIDTH))
        parts.addLayout(left)
        parts.addLayout(self._right(), 1)
        column.addLayout(parts, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.anew_box)
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        self.take_button.setDefault(False)  # Enter is the lists'
        row.addWidget(self.take_button)
        column.addLayout(row)

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(theme.px(theme.TIGHT))
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.INSIDE))
        head.addWidget(self._title, 1)
        for button in (self.rename_button, self.delete_button):
            head.addWidget(button)
        right.addLayout(head)
        right.addWidget(self._words)
        right.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        foot.addWidget(caption(tr("Enter on a course leaves it out, or takes it in again.")))
        right.addLayout(foot)
        return right

    def _list(self, chosen: str) -> None:
        words = words_of(self.field.text())
        self.list.blockSignals(True)
        self.list.clear()
        group, wanted = "", -1
        for place, offer in enumerate(self._offers):
            if not all(word in fold(f"{offer.title} {offer.words}") for word in words):
                continue
            if offer.group != group:
                group = offer.group
                self._add_heading(group)
            line = QListWidgetItem(offer.title)
            line.setData(Qt.ItemDataRole.UserRole, place)
            line.setToolTip(offer.words)
            line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.title}. {offer.words}")
            self.list.addItem(line)
            if wanted < 0 or (chosen and chosen in {offer.uid, offer.title}):
                wanted, chosen = self.list.count() - 1, chosen if wanted < 0 else ""
        self.list.setCurrentRow(wanted)
        self.list.blockSignals(False)
        self._on_current()

    def _add_heading(self, text: str) -> None:
        line = QListWidgetItem(text)
        line.setFlags(Qt.ItemFlag.NoItemFlags)
        line.setFont(theme.font(theme.CAPTION, bold=True))
        line.setSizeHint(QSize(0, theme.px(28)))
        self.list.addItem(line)

    def _on_current(self) -> None:
        offer = self.current()
        self._left_out.clear()
        self._title.setText(offer.title if offer is not None else "")
        self._words.setText(offer.words if offer is not None else tr("Nothing was found."))
        own = offer is not None and bool(offer.uid)
        self.rename_button.setVisible(own)
        self.delete_button.setVisible(own)
        self._ask()

    def _ask(self) -> None:
        """Ask what would become of the courses that are not left out."""
        offer = self.current()
        self._found = None
        asked = offer.asked if offer is not None else ()
        self._asked = tuple(one for n, one in enumerate(asked) if n not in self._left_out)
        self._show_lines()
        if offer is not None:
            self.preview_wanted.emit(self._asked, self.anew_box.isChecked())

    def _show_lines(self) -> None:
        offer, found = self.current(), self._found
        asked = offer.asked if offer is not None else ()
        self._model.show(offer_lines(asked, self._left_out, found, self._catalog))
        self._summary.setText(summary_text(found) if found is not None else "")
        changes = found is not None and bool(found.placed or found.parked)
        self.take_button.setEnabled(changes or (found is not None and self.anew_box.isChecked()))

    def _on_line_chosen(self, line: OfferLine) -> None:
        self._left_out ^= {line.number}
        self._ask()

    def _on_take(self) -> None:
        offer, found = self.current(), self._found
        if offer is not None and found is not None:
            self.accept()
            self.taken.emit(offer, found)

    def _on_rename(self) -> None:
        self.rename_wanted.emit(self.current())

    def _on_delete(self) -> None:
        self.delete_wanted.emit(self.current())
