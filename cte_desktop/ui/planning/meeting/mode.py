"""The plan page as a meeting: its own head, side and foot around the same grid and editor.

What is done in a meeting is done by the actions of the page, so nothing is different in it but what
is seen. Whatever the window looked like before comes back at the end.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from cte_desktop.domain.audit.meeting.deciding import REMINDER_DONE, REMINDER_LATER
from cte_desktop.services.meeting import Meeting, meeting_about, note_agreed, put_off, tick_off
from cte_desktop.ui import theme
from cte_desktop.ui.meeting_actions import (
    IN_A_MEETING,
    MEETING,
    MEETING_AGREED,
    MEETING_LANGUAGE,
)
from cte_desktop.ui.planning.meeting.agreed_dialog import AgreedDialog
from cte_desktop.ui.planning.meeting.foot import KEYS_HERE, TO_DECIDE, TO_PLAN, MeetingFoot
from cte_desktop.ui.planning.meeting.side import NEWS_KEY, MeetingSide
from cte_desktop.ui.planning.meeting.top import MeetingTop
from cte_desktop.ui.planning.student_dialog import StudentDialog
from cte_desktop.wording.translate import current_language, tr, use_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.findings import Fix
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.filling.actions import FillActions
    from cte_desktop.ui.planning.grid_view import PlanGridView
    from cte_desktop.ui.planning.page_layout import PlanTable

NAMES = (MEETING,)
_HERE = (MEETING_LANGUAGE, MEETING_AGREED)
"""What can be done in a meeting alone."""
_CHANNEL = "plan.meeting"
_LISTENS = frozenset({"reminders", "notes", "approvals"})
"""What a meeting shows besides the case on the table."""
_ROOM = (1280, 800)
_LARGEST, _STEP = 1.5, 0.125
"""On a larger screen than `_ROOM` everything grows, up to this scale, so that it can be read from
the other side of the desk.
"""
_GOAL = "edit_student"
_OTHER = {"en": "es", "es": "en"}


class MeetingMode(QObject):
    """Begins and ends meetings on the plan page.

    Signals: `begun()`; `ended()`; `retold()`: everything is to be said anew, in another language.
    """

    begun = Signal()
    ended = Signal()
    retold = Signal()

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        table: PlanTable,
        parts: tuple[PlanEditor, PlanGridView, FillActions],
        carry_out: Callable[[Fix], None],
        page: str,
    ) -> None:
        super().__init__(table)
        self._desk, self._bench, self._table, self._page = desk, bench, table, page
        self._editor, self._grid, self._filling = parts
        self._carry_out = carry_out
        self._own_language = ""
        self._look: theme.Look | None = None  # of a meeting that made everything larger
        self._before_scale = theme.look().scale
        self._waits_for_focus = False
        self.meeting: Meeting | None = None
        self.top: MeetingTop | None = None
        self.side: MeetingSide | None = None
        self.foot: MeetingFoot | None = None
        self._keys = self._shortcuts()
        table.escaped.connect(self.end)
        bench.requests.hint_changed.connect(self._on_hint_changed)
        bench.refresh.changed.connect(self._on_changed)
        bench.actions.offer(MEETING, self.toggle, page=page, enabled=False)
        bench.actions.offer(MEETING_LANGUAGE, self.switch_language, page=page, enabled=False)
        bench.actions.offer(MEETING_AGREED, self.write_agreed, page=page, enabled=False)

    def is_on(self) -> bool:
        """Say whether a meeting is going on."""
        return self.side is not None

    def toggle(self) -> None:
        """Begin a meeting with the student on the table, or end it."""
        if self.is_on():
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Begin the meeting: the whole screen for this student."""
        case = self._editor.case()
        if case is None or self.is_on():
            return
        self._own_language = current_language()
        self._waits_for_focus = True
        self._bench.requests.whole_screen_wanted.emit(True)
        self._grow()
        self._furnish()
        for name in _HERE:
            self._bench.actions.set_enabled(name, True, page=self._page)
        self._bench.actions.hold_back(IN_A_MEETING, why_off())
        for key in self._keys:
            key.setEnabled(True)
        self.begun.emit()
        self.show_case(case)
        self.show_audited(case)

    def end(self) -> None:
        """End the meeting: the window, its size and its language are as they were."""
        if not self.is_on():
            return
        for key in self._keys:
            key.setEnabled(False)
        for name in _HERE:
            self._bench.actions.set_enabled(name, False, page=self._page)
        self._bench.actions.let_go()
        self._clear()
        self.meeting = None
        if self._look is not None and theme.look().scale == self._look.scale:
            _wear(replace(theme.look(), scale=self._before_scale))
        self._look = None
        self._bench.requests.whole_screen_wanted.emit(False)
        if current_language() != self._own_language:
            use_language(self._own_language)
            self.retold.emit()
        self.ended.emit()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_case(self, case: Case) -> None:
        """Show another state of the student, or another student: the meeting goes on."""
        if self.top is None:
            return
        former = self.meeting
        if former is not None and former.case.file.student.uid != case.file.student.uid:
            self._waits_for_focus = True
        self.top.show_case(case)

    def show_audited(self, case: Case) -> None:
        """Look again at what is new and what to decide; the case has been audited.

        A proposal on the table decides nothing yet.
        """
        if not self.is_on() or self._filling.table.proposal() is not None:
            if self.top is not None:
                self.top.show_programs(case.audit.programs)
            return
        desk = self._desk
        self._bench.tasks.read(lambda: meeting_about(desk, case), self._on_read, channel=_CHANNEL)

    def switch_language(self) -> None:
        """Say everything on the table in the other language, English or Spanish."""
        if not self.is_on():
            return
        use_language(_OTHER[current_language()])
        self._bench.actions.hold_back(IN_A_MEETING, why_off())
        self._filling.forget()  # what it has to say is in the language of before
        self._clear()
        self._furnish()
        case = self._editor.case()
        if case is not None:
            self.show_case(case)
        if self.meeting is not None:
            self._on_read(self.meeting)
        self.retold.emit()

    def write_agreed(self, said: str = "") -> None:
        """Ask for what was agreed, and keep it; `said` is what stands there to be mended."""
        case = self._editor.case()
        if case is None or not self.is_on():
            return
        uid = case.file.student.uid
        dialog = AgreedDialog(self._table.window())
        dialog.line.setText(said)
        dialog.written.connect(partial(self._keep_agreed, uid))
        self.ended.connect(dialog.reject)
        dialog.open()

    def _shortcuts(self) -> tuple[QShortcut, ...]:
        doers: dict[str, Callable[[], object]] = {
            number: partial(self._decide, place) for place, number in enumerate(TO_DECIDE.split())
        }
        doers[TO_PLAN] = self._to_plan
        doers[NEWS_KEY] = self._show_news
        for name, key in KEYS_HERE.items():
            doers[key] = partial(self._on_action_requested, name)
        doers |= dict.fromkeys(self._keys_held_back(), self._say_off)
        made = []
        for key, do in doers.items():
            shortcut = QShortcut(QKeySequence(key), self._table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setEnabled(False)
            shortcut.activated.connect(lambda do=do: do())
            made.append(shortcut)
        return tuple(made)

    def _keys_held_back(self) -> tuple[str, ...]:
        """Return the keys that lead elsewhere: pressed in a meeting, they say why nothing comes."""
        pages = [f"Ctrl+{number}" for number in range(1, 10)]
        off = [
            keys
            for spec, _ in self._bench.actions.every()
            if spec.id not in IN_A_MEETING
            for keys in spec.shortcuts
        ]
        on = {
            keys
            for spec, _ in self._bench.actions.every()
            if spec.id in IN_A_MEETING
            for keys in spec.shortcuts
        }
        return tuple(keys for keys in dict.fromkeys((*pages, *off)) if keys not in on)

    def _say_off(self) -> None:
        if self.foot is not None:
            self.foot.set_hint(why_off())

    def _furnish(self) -> None:
        """Put head, side and foot around the grid, in the language in force."""
        keys = self._bench.actions.action(MEETING_LANGUAGE).shortcut()
        top = MeetingTop(keys.toString(QKeySequence.SequenceFormat.NativeText))
        side, foot = MeetingSide(), MeetingFoot(self._bench.actions)
        top.left.connect(self.end)
        top.language_wanted.connect(self.switch_language)
        side.fix_requested.connect(self._carry_out)
        side.action_requested.connect(self._on_action_requested)
        foot.decide_wanted.connect(partial(self._decide, 0))
        foot.plan_wanted.connect(self._to_plan)
        self.top, self.side, self.foot = top, side, foot
        self._table.begin_meeting(top, side, foot)

    def _clear(self) -> None:
        if self.top is not None:
            self.top.clock.stop()
        self.top = self.side = self.foot = None
        self._table.end_meeting()

    def _grow(self) -> None:
        """Let everything be larger where the screen has the room for it."""
        room = self._table.screen().size()
        wanted = min(room.width() / _ROOM[0], room.height() / _ROOM[1], _LARGEST)
        wanted = int(wanted / _STEP) * _STEP
        self._before_scale = theme.look().scale
        if wanted > self._before_scale:
            _wear(replace(theme.look(), scale=wanted))
            self._look = theme.look()

    def _on_read(self, meeting: Meeting) -> None:
        if self.side is None or self.top is None:
            return
        self.meeting = meeting
        self.top.show_programs(meeting.case.audit.programs)
        self.top.show_standing(meeting.case, meeting.standing)
        self.side.show_meeting(meeting)
        if self._waits_for_focus:
            self._waits_for_focus = False
            self._decide(0)

    def _decide(self, place: int) -> None:
        if self.side is None or not self.side.take_focus(place):
            self._to_plan()

    def _to_plan(self) -> None:
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_news(self) -> None:
        if self.side is not None:
            self.side.show_all()

    def _on_action_requested(self, name: str) -> None:
        case, desk = self._editor.case(), self._desk
        settle = {REMINDER_DONE: tick_off, REMINDER_LATER: put_off}.get(name)
        if settle is not None and case is not None:
            uid = case.file.student.uid
            self._bench.tasks.write(lambda: settle(desk, uid), self._bench.refresh.tell)
            return
        self._bench.actions.action(name).trigger()
        dialog = self._table.window().findChild(StudentDialog)
        if name == _GOAL and dialog is not None:
            dialog.goal.setFocus(Qt.FocusReason.OtherFocusReason)  # what it was opened for

    def _on_hint_changed(self, text: str) -> None:
        if self.foot is not None:
            self.foot.set_hint(text)

    def _on_changed(self, changes: Changes) -> None:
        case = self._editor.case()
        if self.is_on() and case is not None and changes.nouns & _LISTENS:
            self.show_audited(case)

    def _keep_agreed(self, uid: str, text: str) -> None:
        desk = self._desk

        def failed(error: Exception) -> None:
            self._bench.notices.error(error)
            self.write_agreed(text)

        self._bench.tasks.write(
            lambda: note_agreed(desk, uid, text), self._on_agreed, failed=failed
        )

    def _on_agreed(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)
        self._bench.notices.information(tr("Kept: the next meeting begins with it."))


def why_off() -> str:
    """Return why what would show others is off, in the language in force."""
    return tr("Not while a family looks on: it shows more than this student. Esc ends the meeting.")


def _wear(look: theme.Look) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, look)
