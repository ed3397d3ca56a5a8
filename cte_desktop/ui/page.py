"""What every page is, and the parts of the window that a page is given to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.ui.actions import Actions
    from cte_desktop.ui.notices import Notices
    from cte_desktop.ui.refresh import Refresh
    from cte_desktop.ui.tasks import Tasks


class Requests(QObject):
    """What a page asks the window for, so that pages need not know each other.

    Signals: `page_requested(page id)`; `student_requested(student uid)`: open this student's plan;
    `hint_changed(text)`: a word in the status bar, "" to take it away; `words_changed(text)`: what
    the page says of itself at the right of the status bar, for example a count;
    `whole_screen_wanted(bool)`: give the open page the whole screen, or the window its parts back;
    `plan_action_requested(student uid, action id)`: open this student's plan and fill it, or look
    for pathways in reach (`fill_actions.py`);
    `students_listed(title, uids: tuple of str)`: show exactly these students on the page Students;
    `list_requested(uid)`: show a list that was saved under a name there;
    `completers_requested(name, school year)`: open the part of the page Completers that an action
    of this name opens, with this school year;
    `sections_searched(words)`: open the page Sections with these words in its search;
    `backups_requested()`: open the list of backups; `database_replaced(restoring.Outcome)`: a
    backup was put in the place of the database, which must be opened anew; a `KnownError` in its
    place says that the opening has to do the rest; `damage_found()`: the open database can't be
    read whole any more; `stand_in_wanted()`: show which backup could take its place;
    `language_wanted(code)`: the window is wanted in this language, now (`language_switch.py`);
    `look_wanted()`: the window is wanted in the colors that are set by now;
    `setting_requested(part, key)`: open this setting on the page Settings (`wording/settings.py`);
    `history_requested(category)`: open the history with the steps of a category alone.
    """

    page_requested = Signal(str)
    student_requested = Signal(str)
    plan_action_requested = Signal(str, str)
    hint_changed = Signal(str)
    words_changed = Signal(str)
    whole_screen_wanted = Signal(bool)
    students_listed = Signal(str, object)
    list_requested = Signal(str)
    completers_requested = Signal(str, int)
    backups_requested = Signal()
    database_replaced = Signal(object)
    damage_found = Signal()
    stand_in_wanted = Signal()
    language_wanted = Signal(str)
    look_wanted = Signal()
    setting_requested = Signal(str, str)
    history_requested = Signal(str)
    sections_searched = Signal(str)


@dataclass(frozen=True, slots=True)
class Workbench:
    """The parts that the window shares with all pages."""

    tasks: Tasks
    notices: Notices
    refresh: Refresh
    actions: Actions
    requests: Requests


class Page(QWidget):
    """A page of the window.

    `listens` names the nouns whose changes the page wants to hear of.
    """

    listens: frozenset[str] = frozenset()

    def activate(self) -> None:
        """Take the focus: the page has just been opened. Called after a missed `refresh`."""

    def deactivate(self) -> None:
        """Another page is about to open."""

    def set_narrow(self, *, narrow: bool) -> None:
        """Make do with little width, or take what there is again. Most pages scroll instead."""

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes touch."""
