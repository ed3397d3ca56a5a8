"""Adding, changing or moving a section: the form, checked while one types."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.sections.field_cell import Faults
from cte_desktop.ui.sections.meeting_list import FIELDS, MeetingList
from cte_desktop.ui.sections.section_form import Known, SectionForm
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.labels import course_label, school_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.services.sections.editing import SectionProblem

_SIZE = (760, 620)
_MOVE_SIZE = (760, 320)
_PAUSE = 120
"""Milliseconds after the last key before the section is checked."""


class Purpose(Enum):
    """What the dialog is opened for."""

    ADD = auto()
    EDIT = auto()
    MOVE = auto()


class SectionDialog(QDialog):
    """The form. Signals: `check_wanted(Section)`: answer with `show_problems`; `id_wanted(site)`:
    answer with `show_id`; `save_requested(Section)`: answer with `accept` or `show_refusal`.
    """

    check_wanted = Signal(object)
    id_wanted = Signal(str)
    save_requested = Signal(object)

    def __init__(
        self, section: Section, known: Known, purpose: Purpose, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._known = known
        self._purpose = purpose
        self._before = section
        self._id_given = ""  # the id that the program proposed
        self._checked: Section | None = None
        self._found: tuple[SectionProblem, ...] = ()  # by the last check
        self._saving = False
        self._course_left = False
        self._said_own = False
        self._stops: list[QWidget] = []
        self.form = SectionForm(known, self)
        self.meetings = MeetingList(known.catalog)
        self.general = Faults()
        self.save = primary_button(tr("Save"), press=self._on_save)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._check)
        self.form.show_section(section, course_label(section.course_code, known.catalog))
        self.meetings.show_meetings(section.meetings, section.site)
        self._put_together()
        self.form.changed.connect(self._on_changed)
        self.form.site_changed.connect(self._on_site)
        self.form.course.left.connect(self._on_course_left)
        self.meetings.changed.connect(self._on_changed)
        self._begin()

    def section(self) -> Section:
        """Return what the dialog says."""
        return replace(self.form.section(), meetings=self.meetings.meetings())

    def show_problems(self, section: Section, problems: Sequence[SectionProblem]) -> None:
        """Say what the check found; one of a section that has changed since is not spoken of."""
        if section != self.section():
            return
        self._checked = section
        self._found = tuple(problems)
        self._say(self._with_own())

    def show_id(self, site: str, section_id: str) -> None:
        """Propose an id for a new section of a site, unless a person has typed one."""
        field = self.form.section_id
        if self.form.site.currentData() == site and field.text() in ("", self._id_given):
            self._id_given = section_id
            field.setText(section_id)

    def show_refusal(self, text: str) -> None:
        """Say why it was not saved; the form stays as it is."""
        self._saving = False
        self.general.setText(text)
        self.general.setVisible(True)
        self.save.setAccessibleDescription(text)
        self._enable_save(stopped=False)

    def _put_together(self) -> None:
        heading = self._heading()
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        inner = QWidget()
        form = QVBoxLayout(inner)
        form.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        form.setSpacing(theme.px(theme.GAP))
        fields = QWidget()
        fields.setLayout(self.form.grid())
        form.addWidget(fields)
        fields.setVisible(self._purpose is not Purpose.MOVE)
        form.addWidget(self.meetings)
        form.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        top = QVBoxLayout()
        top.setSpacing(theme.px(theme.TIGHT))
        top.addWidget(title(heading))
        top.addWidget(sentence(self._under(), muted=True))
        column.addLayout(top)
        column.addWidget(area, 1)
        column.addWidget(self.general)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        size = _MOVE_SIZE if self._purpose is Purpose.MOVE else _SIZE
        fit_screen(self, *size)

    def _heading(self) -> str:
        match self._purpose:
            case Purpose.ADD:
                return tr("Add a section")
            case Purpose.EDIT:
                return tr("Change section {section}", section=self._before.section_id)
            case Purpose.MOVE:
                return tr("Move section {section}", section=self._before.section_id)

    def _under(self) -> str:
        year = school_year_text(self._before.school_year)
        if self._purpose is Purpose.ADD:
            return tr("School year {year}", year=year)
        catalog = self._known.catalog
        course = course_label(self._before.course_code, catalog)
        return f"{course} · {school_label(self._before.site, catalog)} · {year}"

    def _begin(self) -> None:
        self.save.setEnabled(False)
        self._order_stops()
        if self._purpose is Purpose.MOVE:
            self.meetings.focus_first()
        else:
            self.form.course.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.course.selectAll()
        self._on_changed()

    def _on_site(self, site: str) -> None:
        self.meetings.show_site(site)
        if self._purpose is Purpose.ADD:
            self.id_wanted.emit(site)

    def _on_changed(self) -> None:
        self._checked = None
        self._order_stops()
        own = self._own_problems()
        if own or self._said_own:
            self._say(self._with_own())
            self._enable_save(stopped=True)  # once all can be read Save waits for the check
        self._said_own = bool(own)
        self._timer.start()

    def _own_problems(self) -> tuple[SectionProblem, ...]:
        own = () if self._purpose is Purpose.MOVE else self.form.problems()
        return (*own, *self.meetings.problems())

    def _with_own(self) -> tuple[SectionProblem, ...]:
        """Return what can't be read with what the check found about all the rest.

        Times that can't be read say nothing of where the teacher is.
        """
        own = self._own_problems()
        unread = {problem.field for problem in own}
        no_times = bool(unread & FIELDS)
        rest = [
            problem
            for problem in self._found
            if problem.field not in unread
            and not (no_times and (problem.field in FIELDS or problem.code == "teacher_twice"))
        ]
        return (*own, *rest)

    def _check(self) -> None:
        self.check_wanted.emit(self.section())

    def _say(self, problems: Sequence[SectionProblem]) -> None:
        self.form.show_faults([p for p in problems if p.code not in self._unsaid()])
        at_rows = {row_problem.text for row_problem in self.meetings.problems()}
        self.meetings.show_faults([p for p in problems if p.text not in at_rows])
        shown = FIELDS | (frozenset() if self._purpose is Purpose.MOVE else self.form.said_here())
        self.general.show_faults([p for p in problems if p.field not in shown])
        self.save.setAccessibleDescription(self.general.text())
        self._enable_save(stopped=any(problem.stops for problem in problems))

    def _unsaid(self) -> frozenset[str]:
        """Return what is not said yet: a person who has just begun knows that a course is due."""
        begun = self.form.course.isModified() or self._course_left
        return frozenset() if begun else frozenset({"no_course"})

    def _on_course_left(self) -> None:
        self._course_left = True
        self._on_changed()

    def _enable_save(self, *, stopped: bool) -> None:
        same = self._purpose is not Purpose.ADD and self.section() == self._before
        self.save.setEnabled(not stopped and not same and not self._saving)

    def _on_save(self) -> None:
        if self._own_problems():
            return
        self._saving = True
        self.save.setEnabled(False)
        self.save_requested.emit(self.section())

    def _order_stops(self) -> None:
        self._stops = keep_reading_order(self, self._stops)
