"""One fixed time of a student: sport by season, job, carpool, days without staying, a reserved
period. There is no field for why: what is kept is the effect, never a diagnosis.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS, clock_text
from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.domain.school_year import SEMESTERS, Term, school_year_of
from cte_desktop.domain.students.fixed_times import (
    REST_OF_DAY,
    SEASON_TERMS,
    FixedTime,
    Rung,
    Season,
    after_last_bell,
    rung,
    season_of,
)
from cte_desktop.services.decisions import Fault
from cte_desktop.services.fixed_times import fault_in
from cte_desktop.ui import theme
from cte_desktop.ui.planning.decision_fields import text_field
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.weekday_buttons import WeekdayButtons
from cte_desktop.wording import week as words
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.sections import not_a_time
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.cases import Case

HOME = "home"
"""The choice of days on which the student can't stay; it is kept as another commitment."""
KINDS = {
    "sport": noop("Sport"),
    "job": noop("Job"),
    "carpool": noop("Carpool: must leave with the car"),
    HOME: noop("Can't stay after the last bell"),
    "reserved": noop("Reserved period"),
    "other": noop("Other commitment"),
}
_SEASONS = {
    Season.FALL: noop("Fall season"),
    Season.WINTER: noop("Winter season (fall and spring)"),
    Season.SPRING: noop("Spring season"),
}
_TERMS: dict[tuple[Term, ...], str] = {
    SEMESTERS: noop("Fall and spring"),
    (Term.FALL,): noop("Fall"),
    (Term.SPRING,): noop("Spring"),
    (Term.SUMMER,): noop("Summer"),
}
_NO_SEASON = noop("Another time of the year")
_YEARS = 4
_WIDTH = 460
_SHOWN = {
    "sport": ("season", "start", "end", "site"),
    "job": ("terms", "start", "end", "site"),
    "carpool": ("terms", "start"),
    HOME: ("terms",),
    "reserved": ("terms", "period"),
    "other": ("terms", "start", "end", "site"),
}


class FixedTimeForm(QDialog):
    """The form. Signal: `written(tuple[FixedTime, ...])`: several where the bells differ by day."""

    written = Signal(object)

    def __init__(self, case: Case, begun: FixedTime | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("New fixed time") if begun is None else tr("Change the fixed time")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._case = case
        self.kind = ChoiceBox(tr("What it is"))
        self.school_year = ChoiceBox(tr("School year"))
        self.season = ChoiceBox(tr("Season"))
        self.terms = ChoiceBox(tr("Term"))
        self.days = WeekdayButtons(tr("Weekdays"))
        self.period = ChoiceBox(tr("Period"))
        self.start = text_field(tr("From"))
        self.end = text_field(tr("To"))
        self.site = ChoiceBox(tr("Place"))
        self._form = QFormLayout()
        self._effect = sentence("", muted=True)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._fill_choices(begun)
        self._put_together(heading)
        self._begin(begun)
        self._listen()
        self._on_changed()
        self.kind.setFocus()

    def times(self) -> tuple[FixedTime, ...]:
        """Return what the form says; without minutes (-1) where a time can't be read."""
        kind, days = str(self.kind.currentData()), self.days.days()
        home = self._case.file.student.school
        catalog = self._case.district.catalog
        bare = FixedTime(
            "other" if kind == HOME else kind,
            int(self.school_year.currentData()),
            self._chosen_terms(kind),
            days,
            -1,
            REST_OF_DAY if kind == "carpool" else -1,
        )
        if kind == HOME:
            return _on_days(bare, after_last_bell(catalog, home, days), "")
        if kind == "reserved" and self.period.currentData():
            return _on_days(bare, rung(catalog, home, self.period.currentData(), days), home)
        start, end = clock_in(self.start.text()), clock_in(self.end.text())
        if kind == "carpool":
            return (replace(bare, start=-1 if start is None else start),)
        return (
            replace(
                bare,
                start=-1 if start is None else start,
                end=-1 if end is None else end,
                site=str(self.site.currentData()) if kind != "reserved" else home,
            ),
        )

    def fault(self) -> str:
        """Return the sentence about what is missing, "" when nothing is said."""
        return self._fault.text()

    def effect(self) -> str:
        """Return the sentence about the minutes that the bells give."""
        return self._effect.text()

    def _fill_choices(self, begun: FixedTime | None) -> None:
        for kind, text in KINDS.items():
            self.kind.addItem(tr(text), kind)
        first = school_year_of(self._case.day)
        for year in range(first, first + _YEARS):
            self.school_year.addItem(school_year_heading(year), year)
        for season, text in _SEASONS.items():
            self.season.addItem(tr(text), season.value)
        self.season.addItem(tr(_NO_SEASON), "")
        for terms, text in _TERMS.items():
            self.terms.addItem(tr(text), " ".join(terms))
        for period in PERIODS:
            self.period.addItem(period, period)
        self.period.addItem(tr("By the clock"), "")
        self.site.addItem(tr("Nowhere in particular"), "")
        schools = self._case.district.catalog.schools
        known = sorted((s.short for s in schools), key=self._school)
        if begun is not None and begun.site and begun.site not in known:
            known.append(begun.site)
        for short in known:
            self.site.addItem(self._school(short), short)

    def _school(self, short: str) -> str:
        return school_label(short, self._case.district.catalog)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        self._form.setHorizontalSpacing(theme.px(theme.GAP))
        self._form.setVerticalSpacing(theme.px(theme.INSIDE))
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self._fields():
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            self._form.addRow(label, field)
        self.start.setPlaceholderText(tr("15:45 or 3:45 PM"))
        self.end.setPlaceholderText(tr("17:30 or 5:30 PM"))
        column.addLayout(self._form)
        column.addWidget(self._effect)
        column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(primary_button(tr("Done"), press=self._on_done))
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.kind, self.school_year, self.season, self.terms, self.days, self.period,
            self.start, self.end, self.site,
        )  # fmt: skip

    def _begin(self, begun: FixedTime | None) -> None:
        if begun is None:
            self.days.choose(WEEKDAYS)
            return
        kind = HOME if begun.kind == "other" and begun.is_rest_of_day else begun.kind
        _choose(self.kind, kind)
        _choose(self.school_year, begun.school_year)
        season = season_of(begun.terms)
        _choose(self.season, season.value if season is not None else "")
        _choose(self.terms, " ".join(begun.terms))
        self.days.choose(begun.days)
        _choose(self.period, self._period_of(begun))
        self.start.setText(clock_text(begun.start))
        self.end.setText("" if begun.is_rest_of_day else clock_text(begun.end))
        _choose(self.site, begun.site)

    def _period_of(self, begun: FixedTime) -> str:
        """Return the period that rings at these minutes, "" for a time by the clock."""
        wanted = Rung(begun.days, begun.start, begun.end)
        school, catalog = self._case.file.student.school, self._case.district.catalog
        return next((p for p in PERIODS if wanted in rung(catalog, school, p, begun.days)), "")

    def _listen(self) -> None:
        for box in (self.kind, self.school_year, self.season, self.terms, self.period, self.site):
            box.currentIndexChanged.connect(lambda _place: self._on_changed())
        self.days.days_changed.connect(self._on_changed)
        for field in (self.start, self.end):
            field.textChanged.connect(lambda _text: self._on_changed())

    def _on_changed(self) -> None:
        kind = str(self.kind.currentData())
        shown = set(_SHOWN[kind])
        if kind == "reserved" and not self.period.currentData():
            shown |= {"start", "end"}
        if kind == "sport" and not self.season.currentData():
            shown.add("terms")
        for name in ("season", "terms", "period", "start", "end", "site"):
            self._form.setRowVisible(getattr(self, name), name in shown)
        label = self._form.labelForField(self.start)
        if isinstance(label, QLabel):
            name = tr("Must leave at") if kind == "carpool" else tr("From")
            label.setText(name)
            self.start.setAccessibleName(name)
        self._fault.setText("")
        self._effect.setText(self._hours_of_bells(kind))

    def _hours_of_bells(self, kind: str) -> str:
        if kind not in {HOME, "reserved"} or (kind == "reserved" and not self.period.currentData()):
            return ""
        return "\n".join(words.fixed_hours_label(one) for one in self.times() if one.start >= 0)

    def _chosen_terms(self, kind: str) -> tuple[Term, ...]:
        season = str(self.season.currentData())
        if kind == "sport" and season:
            return SEASON_TERMS[Season(season)]
        return tuple(Term(term) for term in str(self.terms.currentData()).split())

    def _on_done(self) -> None:
        times = self.times()
        fault = self._fault_in(times)
        if fault is None:
            self.accept()
            self.written.emit(times)
            return
        self._fault.setText(fault.text)
        field: QWidget = getattr(self, fault.field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    def _fault_in(self, times: tuple[FixedTime, ...]) -> Fault | None:
        if not self.days.days():
            return Fault("days", tr("Say on which weekdays this is."))
        if not times:
            field = "period" if self.kind.currentData() == "reserved" else "days"
            return Fault(field, tr("The school's bells for these weekdays are not known."))
        one = times[0]
        if one.start < 0:
            return Fault("start", not_a_time(self.start.text()))
        if one.end < 0:
            return Fault("end", not_a_time(self.end.text()))
        return next((fault for fault in map(fault_in, times) if fault is not None), None)


def _on_days(bare: FixedTime, found: tuple[Rung, ...], site: str) -> tuple[FixedTime, ...]:
    return tuple(
        replace(bare, days=one.days, start=one.start, end=one.end, site=site) for one in found
    )


def _choose(box: ChoiceBox, value: object) -> None:
    place = next((n for n in range(box.count()) if box.itemData(n) == value), -1)
    if place >= 0:
        box.setCurrentIndex(place)
