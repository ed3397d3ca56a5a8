"""The form of wishes: fields that note them at the left, all of them by rank at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.domain.filling import noting
from cte_desktop.domain.filling.wants import LIMITS, named_wishes
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.labels import ElidedLabel, SectionHeader, ThemedLabel, caption
from cte_desktop.ui.wishes.adding import CourseAdder, PathwayAdder
from cte_desktop.ui.wishes.fields import (
    AnswerField,
    ChoiceField,
    ExtendedDayField,
    HourField,
    KindField,
    LoadField,
)
from cte_desktop.ui.wishes.ranked_list import RankedWishes, WishLine
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr
from cte_desktop.wording.wishes import contradiction_text, wish_line, wish_problem

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.noting import Wishes
    from cte_desktop.domain.students.decisions import Wish

_LEFT = 440


class WishForm(QWidget):
    """The form. Signal: `changed()`: the wishes are others now."""

    changed = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self._wishes: Wishes = ()
        self._signed_up: tuple[str, ...] = ()
        self.pathways = PathwayAdder(catalog)
        self.courses = CourseAdder(catalog)
        self.fields: dict[str, KindField] = {field.kind: field for field in _fields()}
        self.list = RankedWishes()
        self.up_button = icon_button("chevron-up", tr("Dearer (Alt+Up)"), lambda: self._step(-1))
        self.down_button = icon_button(
            "chevron-down", tr("Less dear (Alt+Down)"), lambda: self._step(1)
        )
        self.strength_button = icon_button(
            "rotate-cw", tr("Must, would like or no (Space)"), self._on_strength_button
        )
        self.remove_button = icon_button(
            "trash-2", tr("Take the wish back (Delete)"), self._on_remove_button
        )
        self._none = caption(tr("Nothing noted yet: what is usual holds."))
        self._usual_lines = QVBoxLayout()
        self._warning = ThemedLabel("", color="warning")
        self._put_together()
        self._listen()
        self.show_wishes(())

    def wishes(self) -> Wishes:
        """Return the wishes as they stand, by rank."""
        return noting.ranked(self._wishes)

    def show_wishes(self, wishes: Wishes) -> None:
        """Show these wishes in the list and the fields."""
        self._wishes = noting.by_rank(wishes)
        for kind, field in self.fields.items():
            field.show_wish(noting.of_kind(self._wishes, kind))
        self._show_list()

    def keep_signed_up(self, pathways: tuple[str, ...]) -> None:
        """Note the pathways of the record as well when the first one is wanted beside them."""
        self._signed_up = pathways

    def show_usual(self, lines: tuple[str, ...]) -> None:
        """Say what holds where nothing is noted, each with where it comes from."""
        while (gone := self._usual_lines.takeAt(0)) is not None:
            widget = gone.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for line in lines:
            label = ElidedLabel(line, size=theme.CAPTION, color="text_muted", at_end=True)
            self._usual_lines.addWidget(label)
        self._usual_part.setVisible(bool(lines))

    def has_faults(self) -> bool:
        """Tell whether something is typed that can't be noted; it takes the focus."""
        for field in self.fields.values():
            if isinstance(field, HourField) and field.is_wrong():
                field.line.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def select(self, named: str) -> None:
        """Put the keyboard on the wish of that id (its rank, told apart), if there is one."""
        names = [name for _, name in named_wishes(self._wishes)]
        place = names.index(named) if named in names else None
        if place is not None:
            self.list.setCurrentRow(place)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.PAGE))
        inside = self._left()
        area = scrolled(inside, tr("Note wishes"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(theme.px(_LEFT))
        row.addWidget(area)
        row.addLayout(self._right(), 1)

    def _left(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(theme.GAP), 0)
        column.setSpacing(theme.px(theme.INSIDE))
        groups = (
            (tr("Pathway"), (self.pathways,)),
            (tr("Courses wanted or to avoid"), (self.courses,)),
        )
        for heading, widgets in groups:
            column.addWidget(SectionHeader(heading))
            for widget in widgets:
                column.addWidget(widget)
            column.addSpacing(theme.px(theme.INSIDE))
        for heading, kinds in (
            (tr("Goal"), ("area_goal", "honors")),
            (tr("When"), ("extended_day", "summer", "college", "zero", "period7")),
            (tr("How much"), ("load", "free_period")),
            (tr("Hours"), ("earliest_start", "latest_end", "lunch")),
        ):
            column.addWidget(SectionHeader(heading))
            column.addLayout(self._rows(kinds))
            column.addSpacing(theme.px(theme.INSIDE))
        column.addStretch(1)
        return inside

    def _rows(self, kinds: tuple[str, ...]) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.INSIDE))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for kind in kinds:
            field = self.fields[kind]
            label = QLabel(field.name)
            label.setBuddy(field)
            label.setMinimumWidth(theme.px(106))
            form.addRow(label, field)
        return form

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(theme.INSIDE))
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(theme.TIGHT))
        for button in (
            self.up_button,
            self.down_button,
            self.strength_button,
            self.remove_button,
        ):
            button.setIconSize(QSize(theme.px(16), theme.px(16)))
            tools.addWidget(button)
        heading = QHBoxLayout()
        heading.addWidget(SectionHeader(tr("Wishes"), tr("the dearest first")), 1)
        heading.addLayout(tools)
        column.addLayout(heading)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self._warning.setWordWrap(True)
        self._warning.setVisible(False)
        column.addWidget(self._warning)
        self._usual_part = QWidget()
        below = QVBoxLayout(self._usual_part)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(theme.TIGHT))
        below.addWidget(SectionHeader(tr("As usual"), tr("where nothing is noted")))
        self._usual_lines.setSpacing(theme.px(2))
        below.addLayout(self._usual_lines)
        self._usual_part.setVisible(False)
        column.addWidget(self._usual_part)
        return column

    def _listen(self) -> None:
        self.pathways.added.connect(self._note)
        self.courses.added.connect(self._note)
        self.courses.alternate_wanted.connect(self._on_alternate)
        for field in self.fields.values():
            field.noted.connect(lambda field=field: self._on_noted(field))
        self.list.moved.connect(self._on_moved)
        self.list.strength_wanted.connect(self._on_strength)
        self.list.removed.connect(self._on_removed)
        self.list.chosen.connect(lambda _place: self._on_chosen())

    def _note(self, wish: Wish) -> None:
        after = noting.with_signed_up(self._wishes, wish, self._signed_up)
        place = next(n for n, w in enumerate(after) if _same(w, wish))
        self._take(after, place)

    def _on_noted(self, field: KindField) -> None:
        wish = field.wish()
        if wish is not None:
            self._note(wish)
        else:
            self._take(noting.without_kind(self._wishes, field.kind))

    def _on_alternate(self, code: str) -> None:
        place = self.list.currentRow()
        if place >= 0:
            wish = noting.with_alternate(self._wishes[place], code)
            self._take(noting.put_at(self._wishes, place, wish), place)

    def _on_moved(self, place: int, to: int) -> None:
        self._take(noting.moved(self._wishes, place, to), to)

    def _on_strength(self, place: int) -> None:
        wish = noting.next_strength(self._wishes[place])
        self._take(noting.put_at(self._wishes, place, wish), place)
        self._refresh_field(wish.kind)

    def _on_removed(self, place: int) -> None:
        kind = self._wishes[place].kind
        self._take(noting.taken_out(self._wishes, place), place)
        self._refresh_field(kind)

    def _refresh_field(self, kind: str) -> None:
        if kind in self.fields:
            self.fields[kind].show_wish(noting.of_kind(self._wishes, kind))

    def _step(self, step: int) -> None:
        place = self.list.currentRow()
        if place >= 0 and 0 <= place + step < len(self._wishes):
            self._on_moved(place, place + step)

    def _on_strength_button(self) -> None:
        if self.list.currentRow() >= 0:
            self._on_strength(self.list.currentRow())

    def _on_remove_button(self) -> None:
        if self.list.currentRow() >= 0:
            self._on_removed(self.list.currentRow())

    def _take(self, wishes: Wishes, current: int | None = None) -> None:
        if wishes == self._wishes:
            return
        self._wishes = wishes
        self._show_list(current)
        self.changed.emit()

    def _show_list(self, current: int | None = None) -> None:
        catalog = self._catalog
        self.list.show_lines(
            [
                WishLine(wish_line(w, catalog), w.strength, wish_problem(w, catalog))
                for w in self._wishes
            ],
            current,
        )
        self._none.setVisible(not self._wishes)
        warning = contradiction_text(noting.contradictions(self._wishes), catalog)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))

    def _on_chosen(self) -> None:
        place, count = self.list.currentRow(), len(self._wishes)
        wish = self._wishes[place] if 0 <= place < count else None
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(0 <= place < count - 1)
        self.strength_button.setEnabled(wish is not None)
        self.remove_button.setEnabled(wish is not None)
        is_course = wish is not None and wish.kind == "course"
        self.courses.offer_alternate(wish.value if wish is not None and is_course else "")


def _fields() -> tuple[KindField, ...]:
    goals = (
        ("uc", program_title("uc")),
        ("csu", program_title("csu")),
        ("none", tr("no A-G goal")),
    )
    least, most = LIMITS["free_period"]
    free = tuple((str(count), str(count)) for count in range(least, most + 1))
    return (
        ChoiceField("area_goal", goals),
        AnswerField("honors"),
        ExtendedDayField(),
        *(AnswerField(kind) for kind in ("summer", "college", "zero", "period7")),
        LoadField(),
        ChoiceField("free_period", free),
        HourField("earliest_start", "08:30"),
        HourField("latest_end", "17:00"),
        HourField("lunch", "30"),
    )


def _same(wish: Wish, other: Wish) -> bool:
    return noting.subject_of(wish) == noting.subject_of(other)
