"""When the courses of each grade may be changed in plans: showing and setting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.edit_windows import EditWindow
from cte_desktop.domain.planning.plan import PLANNED_GRADES
from cte_desktop.services.changes import Changes
from cte_desktop.storage import edit_windows as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.services.desk import Desk

__all__ = ("EditWindow", "list_windows", "set_windows")


def list_windows(desk: Desk) -> tuple[EditWindow, ...]:
    """Return the windows, by grade; a grade without one may always be changed."""
    with desk.database.reading() as tx:
        return store.list_windows(tx)


def set_windows(desk: Desk, windows: Collection[EditWindow]) -> Changes:
    """Let these windows be the only ones, as one step that can be undone.

    A wrong call for a grade that plans don't have or that comes twice, and for a window that closes
    before it opens. One without any day is left out: it would say nothing.
    """
    wanted = [one for one in windows if one.opens is not None or one.closes is not None]
    for one in wanted:
        _require_sound(one)
    grades = [one.grade_level for one in wanted]
    if len(set(grades)) < len(grades):
        raise WrongCall("grade_twice", noop("A grade has one window."))
    with desk.database.writing() as tx:
        begin_step(tx, "set_edit_windows")
        changed = store.save_windows(tx, wanted)
        number = step_number(tx) if changed else None
    return Changes(frozenset({"settings", "history"}) if changed else frozenset(), step=number)


def _require_sound(window: EditWindow) -> None:
    if window.grade_level not in PLANNED_GRADES:
        raise WrongCall(
            "unknown_grade",
            noop("Plans have the grades 7 to 12, not {grade}."),
            grade=window.grade_level,
        )
    if window.opens is not None and window.closes is not None and window.closes < window.opens:
        raise WrongCall(
            "closes_first",
            noop("The window of {grade} grade closes on {closes}, before it opens on {opens}."),
            kept=noop("Nothing was changed."),
            grade=grade_label(window.grade_level),
            closes=date_label(window.closes),
            opens=date_label(window.opens),
        )
