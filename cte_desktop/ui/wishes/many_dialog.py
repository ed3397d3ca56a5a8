"""The same wishes for many students at once: noted here or from a template, looked at before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout

from cte_desktop.domain.filling import noting
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.wishes.form import WishForm
from cte_desktop.ui.wishes.templates import TemplateButton
from cte_desktop.wording.translate import tr, trn
from cte_desktop.wording.wishes import effect_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.noting import Wishes
    from cte_desktop.services.filling.wish_templates import WishesOfMany, WishTemplate

_SIZE = (960, 720)
_WAIT = 150
"""Milliseconds without a further change after which the effect is asked for."""


class ManyWishesDialog(QDialog):
    """The dialog.

    Signals: `effect_wanted()`: the wishes are others now, answered with `show_effect`;
    `written(wishes, replace)`.
    """

    effect_wanted = Signal()
    written = Signal(object, bool)

    def __init__(self, students: int, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = trn("Wishes of {count} student", "Wishes of {count} students", students)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.form = WishForm(catalog)
        self.templates = TemplateButton()
        self.how = ChoiceBox(tr("How they are noted"))
        self.how.addItem(tr("Beside the students' own wishes"), "")
        self.how.addItem(tr("In the place of all their wishes"), "replace")
        self._effect = sentence("", muted=True)
        self.save_button = primary_button(tr("Note them"), press=self._save)
        self.save_button.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self.effect_wanted)
        self._put_together(heading)
        self.form.changed.connect(self._on_changed)
        self.how.currentIndexChanged.connect(lambda _place: self._on_changed())
        self.templates.chosen.connect(self._on_template)
        self.templates.setFocus()

    def asked(self) -> tuple[Wishes, bool]:
        """Return the wishes, and whether they come in the place of all others."""
        return self.form.wishes(), bool(self.how.currentData())

    def show_effect(self, asked: tuple[Wishes, bool], found: WishesOfMany) -> None:
        """Say for whom something would change, unless others are asked for meanwhile."""
        if asked != self.asked():
            return
        counts = (len(found.change), len(found.same), len(found.gone), len(found.lose))
        self._effect.setText(effect_text(*counts))
        self.save_button.setEnabled(bool(found.change))

    def effect(self) -> str:
        """Return what is said about those for whom it is done."""
        return self._effect.text()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        top = QHBoxLayout()
        top.addWidget(title(heading), 1)
        top.addWidget(self.templates)
        column.addLayout(top)
        said = tr("Note what all of them wish, or begin with a template. One undo takes it back.")
        column.addWidget(sentence(said, muted=True))
        column.addWidget(self.form, 1)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(theme.INSIDE))
        label = QLabel(self.how.accessibleName())
        label.setBuddy(self.how)
        ways.addWidget(label)
        ways.addWidget(self.how)
        ways.addWidget(self._effect, 1)
        column.addLayout(ways)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save_button)
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _on_changed(self) -> None:
        wishes, replace = self.asked()
        self.templates.allow_saving(allowed=bool(wishes))
        self.save_button.setEnabled(False)
        self._effect.setText("")
        if wishes or replace:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_template(self, template: WishTemplate) -> None:
        self.form.show_wishes(noting.ranked(noting.merged(self.form.wishes(), template.wishes)))
        self._on_changed()

    def _save(self) -> None:
        if not self.form.has_faults():
            wishes, replace = self.asked()
            self.accept()
            self.written.emit(wishes, replace)
