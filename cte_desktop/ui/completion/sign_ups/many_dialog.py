"""Signing many students up for a pathway, or noting their interest: which, why, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from cte_desktop.services.enrolments import reason_fault
from cte_desktop.services.sign_ups.many import InterestPreview, SignUpPreview
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.sign_ups import (
    full_text,
    interest_effect,
    not_offered_text,
    sign_up_effect,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

_WIDTH = 520


class ManyDialog(QDialog):
    """The dialog. Signals: `effect_wanted(pathway)`, answered with `show_effect`;
    `written(pathway, reason, uids)`.
    """

    effect_wanted = Signal(str)
    written = Signal(str, str, tuple)

    def __init__(
        self,
        students: int,
        pathways: Iterable[str],
        parent: QWidget,
        *,
        interest: bool = False,
        chosen: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.is_interest = interest
        self._preview: SignUpPreview | InterestPreview | None = None
        heading = _heading(students, interest=interest)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.pathway = ChoiceBox(tr("Pathway"))
        self.pathway.addItem(tr("Choose a pathway"), "")
        for name in pathways:
            self.pathway.addItem(name, name)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("For the history; may stay empty"))
        self.also_not_offered = CheckBox("")
        self.also_full = CheckBox("")
        self._effect = sentence("", muted=True)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self.save_button = primary_button(self._button_words(0), press=self.save)
        self._put_together(heading)
        self.pathway.currentIndexChanged.connect(lambda _place: self._on_pathway())
        self.also_not_offered.toggled.connect(lambda _on: self._say())
        self.also_full.toggled.connect(lambda _on: self._say())
        self._chosen = chosen

    def begin(self) -> None:
        """Choose the pathway that is likeliest, and ask for its effect."""
        place = self.pathway.findData(self._chosen) if self._chosen else 0
        self.pathway.setCurrentIndex(max(0, place))
        self._on_pathway()
        self.pathway.setFocus()

    def show_effect(self, pathway: str, preview: SignUpPreview | InterestPreview) -> None:
        """Say who is signed up; a pathway that isn't chosen any more is not spoken of."""
        if pathway != self.pathway.currentData():
            return
        self._preview = preview
        for box, count, words in (
            (self.also_not_offered, len(_of(preview, "not_offered")), not_offered_text),
            (self.also_full, len(_of(preview, "full")), full_text),
        ):
            box.setChecked(False)
            box.setVisible(bool(count))
            box.setText(words(count))
            box.setAccessibleName(box.text())
        self._say()

    def effect(self) -> str:
        """Return what is said about those for whom it is done."""
        return self._effect.text()

    def fault(self) -> str:
        """Return what is wrong, "" for nothing."""
        return self._fault.text()

    def uids(self) -> tuple[str, ...]:
        """Return for whom it would be done."""
        if self._preview is None:
            return ()
        found = self._preview.new
        if self.also_not_offered.isChecked():
            found += _of(self._preview, "not_offered")
        if self.also_full.isChecked():
            found += _of(self._preview, "full")
        return found

    def save(self) -> None:
        """Hand over what is chosen, or say what is wrong."""
        fault = reason_fault(self.reason.text().strip())
        self._fault.setText(fault.text if fault is not None else "")
        self._fault.setVisible(fault is not None)
        if fault is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.uids():
            uids = self.uids()
            self.accept()
            self.written.emit(self.pathway.currentData(), self.reason.text().strip(), uids)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.pathway, self.reason):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            form.addRow(label, field)
        column.addLayout(form)
        column.addWidget(self._effect)
        for box in (self.also_not_offered, self.also_full):
            box.hide()
            column.addWidget(box)
        self._fault.hide()
        column.addWidget(self._fault)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.setMinimumHeight(theme.px(300))

    def _on_pathway(self) -> None:
        self._preview = None
        for box in (self.also_not_offered, self.also_full):
            box.hide()
        name = str(self.pathway.currentData() or "")
        self._say()
        if name:
            self.effect_wanted.emit(name)

    def _say(self) -> None:
        count = len(self.uids())
        self.save_button.setText(self._button_words(count))
        self.save_button.setAccessibleName(self.save_button.text())
        self.save_button.setEnabled(bool(count))
        self._effect.setText(_effect_words(self._preview, count))

    def _button_words(self, count: int) -> str:
        if self.is_interest:
            return trn("Note the interest of {count} student",
                       "Note the interest of {count} students", count)  # fmt: skip
        return trn("Sign up {count} student", "Sign up {count} students", count)


def _heading(students: int, *, interest: bool) -> str:
    if interest:
        return trn("Note the interest of {count} student",
                   "Note the interest of {count} students", students)  # fmt: skip
    return trn("Sign up {count} student", "Sign up {count} students", students)


def _effect_words(preview: SignUpPreview | InterestPreview | None, count: int) -> str:
    match preview:
        case SignUpPreview():
            return sign_up_effect(
                count,
                len(preview.late),
                len(preview.signed_up),
                len(preview.too_early),
                len(preview.gone),
            )
        case InterestPreview():
            return interest_effect(
                count, len(preview.signed_up), len(preview.interested), len(preview.gone)
            )
        case None:
            return ""


def _of(preview: SignUpPreview | InterestPreview, group: str) -> tuple[str, ...]:
    """Return a group that only a preview of sign-ups has."""
    found: tuple[str, ...] = getattr(preview, group, ())
    return found
