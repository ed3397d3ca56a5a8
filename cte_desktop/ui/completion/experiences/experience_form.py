"""One experience: what its kind asks for, and what is wrong with it said at the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.students.experiences import (
    BEST_OPINION,
    COLLEGE_KINDS,
    EXPERIENCE_KINDS,
    Experience,
)
from cte_desktop.services.decisions import Fault
from cte_desktop.services.experience_forms import (
    FIELDS,
    WrittenExperience,
    day_in,
    read_experience,
    work_type_choices,
    workshop_titles,
)
from cte_desktop.ui import theme
from cte_desktop.ui.completion.experiences.fields import (
    SmallText,
    choose,
    field_name,
    fill_years,
    grade_then,
    offer_words,
    text_field,
)
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.experiences import college_label, opinion_label
from cte_desktop.wording.student_file import experience_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.ui.completion.experiences.fields import Around

_WIDTH = 500
_PAUSE = 150
"""Milliseconds after the last change before the effect is asked for."""
_PERSONAL = frozenset({"number", "opinion", "opinion_words", "evaluation", "mark"})
"""What differs from student to student, and isn't asked when it is written down for many."""


class ExperienceForm(QDialog):
    """The form. Signals: `written(Experience)`; for many students also `effect_wanted(Experience)`
    when a whole one stands there, answered with `show_effect`.
    """

    written = Signal(object)
    effect_wanted = Signal(object)

    def __init__(
        self,
        around: Around,
        before: Experience,
        parent: QWidget,
        refusal: Callable[[Experience], Fault | None] = lambda _one: None,
        *,
        is_new: bool,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.is_for_many = around.graduation_year is None
        self._around = around
        self._before = None if is_new else before
        self._refusal = refusal
        heading = self._heading()
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.kind = ChoiceBox(tr("Kind"))
        self.fields: dict[str, QWidget] = _new_fields()
        self.workshop = ChoiceBox(field_name("exploratory", "title"))
        self._form = QFormLayout()
        self._effect = sentence("", muted=True)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask_effect)
        self._fill_choices(before)
        self._put_together(heading)
        self._begin(before)
        self._listen()
        self._on_kind_changed()
        self._first_field().setFocus()

    def experience(self) -> Experience | Fault:
        """Return what the form says, or the first thing that is wrong with it."""
        kind = str(self.kind.currentData())
        asked = self._asked(kind)
        texts = {name: self._text(kind, name) for name in asked}
        year = self._data("school_year")
        opinion = self._data("opinion")
        written = WrittenExperience(
            kind,
            texts,
            year if isinstance(year, int) else None,
            grade_then(self._around, year if isinstance(year, int) else None),
            day_in(texts.get("passed_on", "")),
            day_in(texts.get("expires_on", "")),
            opinion if isinstance(opinion, int) and "opinion" in asked else None,
        )
        around = self._around
        found = read_experience(written, around.catalog, around.today, self._before)
        return found if isinstance(found, Fault) else self._refusal(found) or found

    def show_effect(self, experience: Experience, text: str) -> None:
        """Say for whom it would be written down; one that has changed since is not spoken of."""
        if experience == self.experience():
            self._effect.setText(text)

    def effect(self) -> str:
        """Return what is said about those for whom it would be written down."""
        return self._effect.text()

    def fault(self) -> str:
        """Return the sentence about what is wrong, "" when nothing is said."""
        return self._fault.text()

    def save(self) -> None:
        """Hand over what stands there, or say what is wrong at its field."""
        found = self.experience()
        if isinstance(found, Experience):
            self.accept()
            self.written.emit(found)
            return
        self._say(found.text)
        widget = self._field(found.field)
        widget.setAccessibleDescription(found.text)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.selectAll()

    def _heading(self) -> str:
        if self.is_for_many:
            return tr("Record for the selected students")
        return tr("New experience") if self._before is None else tr("Change the experience")

    def _asked(self, kind: str) -> tuple[str, ...]:
        left_out = _PERSONAL if self.is_for_many else frozenset()
        return tuple(name for name in FIELDS[kind] if name not in left_out)

    def _fill_choices(self, before: Experience) -> None:
        for kind in EXPERIENCE_KINDS:
            self.kind.addItem(experience_label(kind), kind)
        self.workshop.addItem(tr("Choose a workshop"), "")
        titles = workshop_titles(self._around.catalog)
        kept = (before.title,) if before.kind == "exploratory" and before.title else ()
        for text in dict.fromkeys((*titles, *kept)):
            self.workshop.addItem(text, text)
        fill_years(self._box("school_year"), self._around, before.school_year)
        types = self._box("type_code")
        types.addItem(tr("Not said"), "")
        for code, words in work_type_choices(None):
            types.addItem(words, code)
        for code in (before.type_code,) if types.findData(before.type_code) < 0 else ():
            types.addItem(code, code)
        taken = self._box("enrolled_as")
        taken.addItem(tr("Not said"), "")
        for way in COLLEGE_KINDS:
            taken.addItem(college_label(way), way)
        opinion = self._box("opinion")
        opinion.addItem(tr("Not said"), None)
        for number in range(BEST_OPINION, 0, -1):
            opinion.addItem(opinion_label(number), number)
        self._fill_pathways(before.pathway)

    def _fill_pathways(self, kept: str) -> None:
        box = self._box("pathway")
        box.addItem(tr("No pathway in particular"), "")
        offered = sorted(one.name for one in self._around.catalog.pathways if one.name)
        for name in dict.fromkeys((*self._around.pathways, *offered, kept)):
            if name:
                box.addItem(name, name)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        form = self._form
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for widget in (self.kind, self.workshop, *self.fields.values()):
            label = QLabel(widget.accessibleName())
            label.setBuddy(widget)
            form.addRow(label, widget)
        column.addLayout(form)
        self._effect.setVisible(self.is_for_many)
        column.addWidget(self._effect)
        column.addWidget(self._fault)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        words = tr("Record") if self.is_for_many else tr("Save")
        row.addWidget(primary_button(words, press=self.save))
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _begin(self, before: Experience) -> None:
        choose(self.kind, before.kind)
        self.kind.setEnabled(self._before is None)
        if before.kind == "exploratory":
            choose(self.workshop, before.title)
        for name, widget in self.fields.items():
            value = getattr(before, name)
            if isinstance(widget, ChoiceBox):
                choose(widget, value)
            elif value is not None:
                text = amounts.text(value) if name in {"hours", "units"} else str(value)
                _write(widget, text)

    def _listen(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _place: self._on_kind_changed())
        for widget in (self.workshop, *self.fields.values()):
            if isinstance(widget, ChoiceBox):
                widget.currentIndexChanged.connect(lambda _place: self._on_changed())
            elif isinstance(widget, QLineEdit):
                widget.textChanged.connect(lambda _text: self._on_changed())
            elif isinstance(widget, QPlainTextEdit):
                widget.textChanged.connect(self._on_changed)

    def _on_kind_changed(self) -> None:
        kind = str(self.kind.currentData())
        asked, by_list = self._asked(kind), kind == "exploratory"
        self._form.setRowVisible(self.workshop, by_list)
        for name, widget in self.fields.items():
            shown = name in asked and not (by_list and name == "title")
            self._form.setRowVisible(widget, shown)
            label = self._form.labelForField(widget)
            if shown and isinstance(label, QLabel):
                words = field_name(kind, name)
                label.setText(words)
                widget.setAccessibleName(words)
        organization = self.fields["organization"]
        if isinstance(organization, QLineEdit):
            offer_words(organization, self._around.organizations.get(kind, ()))
        self._on_changed()
        self.adjustSize()

    def _on_changed(self) -> None:
        self._say("")
        self._effect.setText("")
        if self.is_for_many:
            self._timer.start()

    def _ask_effect(self) -> None:
        found = self.experience()
        if isinstance(found, Experience):
            self.effect_wanted.emit(found)

    def _say(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        if not text:
            for widget in (self.workshop, *self.fields.values()):
                widget.setAccessibleDescription("")

    def _field(self, name: str) -> QWidget:
        by_list = self.kind.currentData() == "exploratory"
        return self.workshop if by_list and name == "title" else self.fields[name]

    def _first_field(self) -> QWidget:
        if self._before is None and not self.is_for_many:
            return self._field(self._asked(str(self.kind.currentData()))[0])
        return self.kind if self._before is None else self._field(FIELDS[self._before.kind][0])

    def _text(self, kind: str, name: str) -> str:
        widget = self.workshop if (kind, name) == ("exploratory", "title") else self.fields[name]
        if isinstance(widget, ChoiceBox):
            return str(widget.currentData() or "")
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText()
        return widget.text() if isinstance(widget, QLineEdit) else ""

    def _data(self, name: str) -> object:
        return self._box(name).currentData()

    def _box(self, name: str) -> ChoiceBox:
        widget = self.fields[name]
        if not isinstance(widget, ChoiceBox):
            raise TypeError(f"{name} is not chosen from a list")
        return widget


def _new_fields() -> dict[str, QWidget]:
    """Return the fields in the order of the form, under the names of the experience's own."""
    day, name = tr("YYYY-MM-DD"), field_name
    return {
        "type_code": ChoiceBox(name("", "type_code")),
        "title": text_field(name("", "title")),
        "organization": text_field(name("", "organization")),
        "chapter": text_field(name("", "chapter")),
        "office": text_field(name("", "office")),
        "events": SmallText(name("", "events")),
        "issuer": text_field(name("", "issuer")),
        "number": text_field(name("", "number")),
        "passed_on": text_field(name("", "passed_on"), day),
        "expires_on": text_field(name("", "expires_on"), day),
        "enrolled_as": ChoiceBox(name("", "enrolled_as")),
        "units": text_field(name("", "units"), tr("3 or 1.5")),
        "mark": text_field(name("", "mark")),
        "school_year": ChoiceBox(name("", "school_year")),
        "hours": text_field(name("", "hours"), tr("40 or 12.5")),
        "opinion": ChoiceBox(name("", "opinion")),
        "opinion_words": SmallText(name("", "opinion_words")),
        "evaluation": SmallText(name("", "evaluation")),
        "pathway": ChoiceBox(name("", "pathway")),
        "note": SmallText(name("", "note")),
    }


def _write(widget: QWidget, text: str) -> None:
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
