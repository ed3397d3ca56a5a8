"""The dialog in which a template is applied to many students: who gets what, and what fits not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.placing import not_placed_sentence, template_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.templates import PlanTemplate
    from cte_desktop.services.template_plans import StudentTemplate

_SIZE = (980, 600)


class ManyTemplatesDialog(QDialog):
    """The dialog. Signals: `preview_wanted(PlanTemplate, anew)`; `kept(PlanTemplate, looked at)`;
    `student_wanted(uid)`: open the plan of a student of the list.
    """

    preview_wanted = Signal(object, bool)
    kept = Signal(object, object)
    student_wanted = Signal(str)

    def __init__(
        self, count: int, templates: Sequence[PlanTemplate], catalog: Catalog, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = trn(
            "Apply a template to {count} student", "Apply a template to {count} students", count
        )
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._templates = tuple(templates)
        self._catalog = catalog
        self._found: tuple[StudentTemplate, ...] = ()
        self.box = ChoiceBox(tr("Template"))
        for template in self._templates:
            self.box.addItem(template.name)
        self.anew_box = CheckBox(tr("Plan anew what isn't locked"))
        self.look_button = push_button(tr("Look what it would do"), "eye", self._on_look)
        self.keep_button = primary_button(tr("Keep"), "check", self._on_keep)
        self._scope = caption("")
        self._said = sentence("", muted=True)
        self._model: TableModel[StudentTemplate] = TableModel(
            _columns(catalog), lambda one: one.uid, self
        )
        self.table = TableView(
            self._model, tr("What each student would get"), about=lambda one: (one.uid,)
        )
        self._put_together(heading)
        self.box.currentIndexChanged.connect(lambda _place: self._forget())
        self.anew_box.toggled.connect(lambda _on: self._forget())
        self.table.row_chosen.connect(lambda one: self.student_wanted.emit(one.uid))
        self._forget()
        fit_screen(self, *_SIZE)

    def template(self) -> PlanTemplate:
        """Return the template that is chosen."""
        return self._templates[self.box.currentIndex()]

    def show_found(
        self, template: PlanTemplate, found: Sequence[StudentTemplate], *, anew: bool
    ) -> None:
        """Show what was worked out, unless something else is chosen by now."""
        if template is not self.template() or anew is not self.anew_box.isChecked():
            return
        self._found = tuple(found)
        self._model.show(self._found)
        changed = sum(one.changes and not one.signed for one in self._found)
        self._said.setText(_summary(self._found))
        self.keep_button.setEnabled(bool(changed))
        text = trn("Keep for {count} student", "Keep for {count} students", changed)
        self.keep_button.setText(f" {text}")
        self.keep_button.setAccessibleName(text)

    def said(self) -> str:
        """Return what is said of all students together."""
        return self._said.text()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        told = tr(
            "Its courses go around what is earned, running and planned; trays stay as they are."
        )
        column.addWidget(sentence(told, muted=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        self.box.setMinimumWidth(theme.px(260))
        row.addWidget(self.box)
        row.addWidget(self.anew_box)
        row.addStretch(1)
        row.addWidget(self.look_button)
        column.addLayout(row)
        column.addWidget(self._scope)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(self._said, 1)
        foot.addWidget(push_button(tr("Cancel"), press=self.reject))
        foot.addWidget(self.keep_button)
        column.addLayout(foot)

    def _forget(self) -> None:
        """Something else is chosen: what was worked out holds no more."""
        self._found = ()
        self._model.show(())
        self._scope.setText(template_text(self.template(), self._catalog))
        self._said.setText(tr("Look first at what it would do; nothing is stored before you keep."))
        self.keep_button.setText(f" {tr('Keep')}")
        self.keep_button.setEnabled(False)

    def _on_look(self) -> None:
        self.preview_wanted.emit(self.template(), self.anew_box.isChecked())

    def _on_keep(self) -> None:
        self.accept()
        self.kept.emit(self.template(), self._found)


def _columns(catalog: Catalog) -> tuple[Column[StudentTemplate], ...]:
    return (
        Column(tr("Student"), lambda one: one.name, width=200),
        Column(tr("ID"), lambda one: one.student_id, width=90),
        Column(tr("Placed"), lambda one: str(len(one.found.placed)), figures=True,
               sort_key=lambda one: len(one.found.placed), width=80),
        Column(tr("There already"), lambda one: str(len(one.found.there)), figures=True,
               sort_key=lambda one: len(one.found.there), width=110),
        Column(tr("No place"), lambda one: str(len(one.found.parked)), figures=True,
               sort_key=lambda one: len(one.found.parked), width=96),
        Column(
            tr("What finds no place, and why"),
            lambda one: _note(one, catalog),
            tooltip=lambda one: _note(one, catalog),
            icon=lambda one: "triangle-alert" if one.signed or one.found.parked else None,
            least=240,
        ),
    )  # fmt: skip


def _note(one: StudentTemplate, catalog: Catalog) -> str:
    """Return why a plan is left as it is, else each course that no term takes, with its reason."""
    if one.signed:
        return tr("The plan is signed; it is left as it is.")
    return " ".join(not_placed_sentence(parked, catalog) for parked in one.found.parked)


def _summary(found: Sequence[StudentTemplate]) -> str:
    changed = sum(one.changes and not one.signed for one in found)
    words = [trn("{count} plan would change", "{count} plans would change", changed)]
    same = sum(not one.changes and not one.found.parked for one in found)
    none = sum(not one.changes and bool(one.found.parked) for one in found)
    signed = sum(one.signed and one.changes for one in found)
    if same:
        words.append(trn("{count} has it all", "{count} have it all", same))
    if none:
        words.append(trn("nothing fits for {count}", "nothing fits for {count}", none))
    if signed:
        words.append(trn("{count} signed one is left", "{count} signed ones are left", signed))
    return ", ".join(words) + "."
