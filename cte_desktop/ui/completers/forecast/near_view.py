"""A list of the forecast: one course away, or last chance; and what is done from a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.completion.forecast.near import Near
from cte_desktop.services.forecast.letters import ONE_COURSE
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.ui import theme
from cte_desktop.ui.completers.forecast.near_columns import near_columns
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.completion.forecast import stale_text
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_PATHWAY, _SCHOOL = 220, 160


class NearView(QWidget):
    """The list of a kind (`services/forecast/letters.LISTS`).

    Signals: `add_wanted(chosen)`, `letters_wanted(chosen)`, `invitations_wanted(chosen)` for the
    selected lines; `students_wanted(title, uids)`; `student_wanted(uid)`.
    """

    add_wanted = Signal(tuple)
    letters_wanted = Signal(tuple)
    invitations_wanted = Signal(tuple)
    students_wanted = Signal(str, tuple)
    student_wanted = Signal(str)

    def __init__(self, desk: Desk, bench: Workbench, kind: str) -> None:
        super().__init__()
        self._desk, self._bench, self.kind = desk, bench, kind
        self.name = tr("One course to plan") if kind == ONE_COURSE else tr("Last chance")
        self.setAccessibleName(self.name)
        self.search = SearchField(tr("Search by name, pathway or course"))
        self.pathway, self.school = ChoiceBox(tr("Pathway")), ChoiceBox(tr("School"))
        self.placeable = CheckBox(tr("Only with a course that can still start"))
        columns = near_columns(desk.catalog())
        self.model: TableModel[Near] = TableModel(columns, lambda one: one.key, self)
        self.table: TableView[Near] = TableView(
            self.model, self.name, about=lambda one: (one.uid,), several=True
        )
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.stale = ThemedLabel("", size=theme.CAPTION, color="warning")
        self.all_button = push_button(tr("Select all"), press=self._select_all)
        self.show_button = push_button(tr("Show as students"), "users", self._on_show)
        self.invite_button = push_button(tr("Invitation list…"), press=self._on_invite)
        self.letter_button = push_button(tr("Letters…"), "file-text", self._on_letters)
        self.add_button = primary_button(tr("Add the course…"), "plus", self._on_add)
        self.add_button.setDefault(False)  # Enter belongs to the list
        self._put_together()
        self._listen()
        self._on_selected()

    def read(self) -> None:
        """Read the list anew."""
        desk, one_away = self._desk, self.kind == ONE_COURSE
        self._bench.tasks.read(
            lambda: one_course_to_plan(desk) if one_away else last_chances(desk),
            self._on_list,
            channel=f"forecast.{self.kind}",
            text=tr("Reading the list…"),
        )

    def focus_rows(self) -> None:
        """Take the focus into the list."""
        self.table.focus_first()

    def selection(self) -> tuple[Near, ...]:
        """Return the selected lines."""
        return self.table.selected_rows()

    def _put_together(self) -> None:
        top = QWidget()
        flow = FlowLayout(top, theme.px(theme.INSIDE))
        self.pathway.setMinimumWidth(theme.px(_PATHWAY))
        self.school.setMinimumWidth(theme.px(_SCHOOL))
        for widget in (self.search, self.pathway, self.school, self.placeable):
            flow.addWidget(widget)
        foot = QWidget()
        buttons = FlowLayout(foot, theme.px(theme.INSIDE))
        for button in self._deeds():
            buttons.addWidget(button)
        under = QHBoxLayout()
        under.addWidget(self.words)
        under.addWidget(self.stale)
        under.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(sentence(_about(self.kind), muted=True))
        column.addWidget(top)
        column.addWidget(self.table, 1)
        column.addLayout(under)
        column.addWidget(foot)
        offer(self.pathway, tr("All pathways"), ())
        offer(self.school, tr("All schools"), ())

    def _deeds(self) -> tuple[QWidget, ...]:
        return (
            self.all_button,
            self.show_button,
            self.invite_button,
            self.letter_button,
            self.add_button,
        )

    def _listen(self) -> None:
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self.focus_rows)
        self.pathway.currentIndexChanged.connect(lambda _place: self._narrow())
        self.school.currentIndexChanged.connect(lambda _place: self._narrow())
        self.placeable.toggled.connect(lambda _on: self._narrow())
        self.model.shown_changed.connect(self._on_selected)
        self.table.selectionModel().selectionChanged.connect(lambda _a, _b: self._on_selected())
        self.table.row_chosen.connect(self._on_chosen)

    def _on_list(self, found: tuple[Near, ...]) -> None:
        catalog = self._desk.catalog()
        offer(
            self.pathway, tr("All pathways"), [(n, n) for n in sorted({o.pathway for o in found})]
        )
        schools = sorted({(school_label(one.school, catalog), one.school) for one in found})
        offer(self.school, tr("All schools"), schools)
        self.model.show(found)
        self.stale.setText(stale_text(len({one.uid for one in found if one.is_stale})))
        self._narrow()

    def _narrow(self) -> None:
        pathway, school = self.pathway.currentData(), self.school.currentData()
        placeable = self.placeable.isChecked()

        def passes(one: Near) -> bool:
            return (
                pathway in {None, one.pathway}
                and school in {None, one.school}
                and (not placeable or one.offer is not None)
            )

        wide = pathway is None and school is None and not placeable
        self.model.keep(None if wide else passes)

    def _on_selected(self) -> None:
        shown, every = self.model.counts()
        chosen = self.selection()
        students = len({one.uid for one in chosen})
        said = [
            tr("{shown} of {every}", shown=f"{shown:,}", every=f"{every:,}")
            if shown != every
            else trn("{shown} pathway", "{shown} pathways", every, shown=f"{every:,}"),
            trn(
                "{shown} student selected",
                "{shown} students selected",
                students,
                shown=f"{students:,}",
            ),
        ]
        self.words.setText(" · ".join(said))
        plans = len({one.uid for one in chosen if one.offer is not None})
        text = trn(
            "Add the course to {shown} plan…",
            "Add the course to {shown} plans…",
            plans,
            shown=f"{plans:,}",
        )
        self.add_button.setText(text if plans else tr("Add the course…"))
        self.add_button.setEnabled(plans > 0)
        self.letter_button.setEnabled(plans > 0)  # a letter names a course that can still start
        for button in (self.show_button, self.invite_button):
            button.setEnabled(bool(chosen))

    def _select_all(self) -> None:
        self.table.selectAll()
        self.table.setFocus()

    def _on_chosen(self, one: Near | None) -> None:
        if one is not None:
            self.student_wanted.emit(one.uid)

    def _on_show(self) -> None:
        uids = tuple(dict.fromkeys(one.uid for one in self.selection()))
        if uids:
            self.students_wanted.emit(self.name, uids)

    def _on_add(self) -> None:
        self._emit(self.add_wanted)

    def _on_letters(self) -> None:
        self._emit(self.letters_wanted)

    def _on_invite(self) -> None:
        self._emit(self.invitations_wanted)

    def _emit(self, signal: SignalInstance) -> None:
        chosen = self.selection()
        if chosen:
            signal.emit(chosen)


def _about(kind: str) -> str:
    if kind == ONE_COURSE:
        return tr(
            "All else is earned, under way or planned; what is missing lies in no plan and can "
            "start in a term not begun yet. The list One course away of the part Completers "
            "counts what is earned alone."
        )
    return tr(
        "What is missing can start in one school year more, in a term not begun yet; the soonest "
        "come first."
    )
