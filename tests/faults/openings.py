"""Ways to every dialog and page of the window, found by pressing whatever can be pressed.

A way is a page, one of its parts, and then an action or a button after the other; the last step
opens the dialog.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QWidget,
)
from shiboken6 import isValid

import cte_desktop.ui
from cte_desktop.ui.page import Page
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.ui.widgets.section_list import SectionList
from cte_desktop.wording.translate import tr
from tests.faults.reach import LEAVING
from tests.faults.window import Seat

PAGES = ("students", "plan", "sections", "pathways", "completers", "data", "settings", "home")
DEEPEST = 2
PASSED_BY = ("lock", "undo", "redo", "import_files", "undo_import", "back_up", "check_database")
"""Actions that open no dialog of ours, or change what the next ones need."""
_ONLY_DERIVED = frozenset({"AgreeingDialog", "WorkingDialog"})
"""What is never opened itself: others derive from it."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a dialog is opened: the page, the row of its list of parts (-1: none), and presses."""

    page: str
    part: int
    presses: tuple[str, ...]

    def __str__(self) -> str:
        """The way in one line."""
        part = f" part {self.part}" if self.part >= 0 else ""
        return f"{self.page}{part}: {' > '.join(self.presses)}"


def dialog_classes() -> frozenset[str]:
    """Return the name of every dialog in the code, with its module."""
    return _named(QDialog)


def page_classes() -> frozenset[str]:
    """Return the name of every page and every panel of a page in the code."""
    return _named(Page) | _named(Panel)


def class_name(kind: type) -> str:
    """Return a name as `dialog_classes` has it: two packages may have a ManyDialog each."""
    return f"{kind.__module__.removeprefix('cte_desktop.ui.')}.{kind.__name__}"


def ways(
    seat: Seat, found: dict[str, Way], tell: Callable[[], None], pages: Sequence[str] = PAGES
) -> None:
    """Press everything once; a way to each dialog that comes goes into `found`."""
    for page in pages:
        for part in range(-1, parts_of(seat, page)):
            seat.wake()
            go(seat, Way(page, part, ()))
            for press in _presses(seat, seat.window, actions=part <= 0 and page != "home"):
                before = len(found)
                _follow(seat, Way(page, part, (press,)), found)
                if len(found) > before:
                    tell()


def go(seat: Seat, way: Way) -> bool:
    """Go a way up to its last press but one; False if it can't be gone."""
    seat.close_dialogs()
    if seat.program.window.whole_screen.is_on():  # a meeting holds back what shows others
        press(seat, "!meeting")
    if way.page == "plan":
        seat.open_first_plan()
    else:
        seat.program.window.open_page(way.page)
    seat.rest()
    if way.part >= 0:
        _open_part(seat, way.part)
        seat.rest()
    choose_rows(seat.window)
    seat.rest()
    return all(press(seat, one) for one in way.presses[:-1])


def press(seat: Seat, name: str) -> bool:
    """Press an action ("!id") or a button ("text", in whatever language); False if it can't be."""
    if name.startswith("!"):
        action = seat.program.bench.actions.action(name[1:])
        if not action.isEnabled():
            return False
        action.trigger()
    else:
        told = {name, name.replace(name.strip(), tr(name.strip()))}
        button = next((one for one in _buttons(seat.front()) if _text(one) in told), None)
        if button is None:
            return False
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    seat.rest()
    return True


def top_dialog(*, below: QWidget | None = None) -> QDialog | None:
    """Return the dialog of ours in front, unless it is `below`."""
    shown = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible() and one is not below
    ]
    front = QApplication.activeModalWidget()
    if isinstance(front, QDialog) and front in shown:
        return front
    return shown[-1] if shown else None


def parts_of(seat: Seat, page: str) -> int:
    """Open a page and return how many parts it has, 0 if it is one whole."""
    seat.close_dialogs()
    seat.program.window.open_page(page)
    seat.rest()
    lists = [one for one in seat.window.findChildren(SectionList) if one.isVisible()]
    return lists[0].count() if lists else len(_switch(seat))


def close_until(seat: Seat, kept: QWidget | None) -> None:
    """Close dialogs until only `kept` is left."""
    for _ in range(6):
        dialog = top_dialog(below=kept)
        if dialog is None:
            return
        dialog.reject()
        if isValid(dialog) and dialog.isVisible():
            dialog.close()
        seat.rest()


def choose_rows(widget: QWidget) -> None:
    """Choose the first row of each list, so that what is about a row can be pressed."""
    for view in widget.findChildren(QAbstractItemView):
        model: QAbstractItemModel | None = view.model()
        if isinstance(view, SectionList) or not view.isVisible():
            continue
        if model is not None and model.rowCount():
            view.setCurrentIndex(model.index(0, 0))


def _follow(seat: Seat, way: Way, found: dict[str, Way]) -> None:
    seat.wake()
    if not go(seat, way) or not press(seat, way.presses[-1]):
        return
    dialog = top_dialog()
    if dialog is None:
        return
    name = class_name(type(dialog))
    if name in found or not type(dialog).__module__.startswith("cte_desktop"):
        seat.close_dialogs()
        return
    found[name] = way
    if len(way.presses) < DEEPEST:
        choose_rows(dialog)
        seat.rest()
        for one in list(_presses(seat, dialog, actions=False)) if isValid(dialog) else ():
            _follow(seat, Way(way.page, way.part, (*way.presses, one)), found)
    seat.close_dialogs()


def _presses(seat: Seat, front: QWidget, *, actions: bool) -> list[str]:
    named = [
        f"!{spec.id}"
        for spec, action in seat.program.bench.actions.offered()
        if actions and action.isEnabled() and spec.id not in LEAVING | set(PASSED_BY)
    ]
    texts = [_text(one) for one in _buttons(front)]
    return [*named, *dict.fromkeys(text for text in texts if text)]


def _buttons(front: QWidget) -> list[QAbstractButton]:
    return [
        one
        for one in front.findChildren(QAbstractButton)
        if one.isVisible()
        and one.isEnabled()
        and not one.isCheckable()
        and not isinstance(one.parent(), QComboBox)
    ]


def _text(button: QAbstractButton) -> str:
    text = button.text() or button.accessibleName()
    return "" if text.replace("&", "") in ("Quit", "Cancel", "Close", "Unlock") else text


def _open_part(seat: Seat, number: int) -> None:
    lists = [one for one in seat.window.findChildren(SectionList) if one.isVisible()]
    if lists:
        lists[0].setCurrentRow(number)
    elif number < len(_switch(seat)):
        _switch(seat)[number].click()


def _switch(seat: Seat) -> list[QAbstractButton]:
    switches = [one for one in seat.window.findChildren(PartSwitch) if one.isVisible()]
    found = switches[0].findChildren(QAbstractButton) if switches else []
    return [one for one in found if one.isVisible() and one.isCheckable()]


def _named(base: type) -> frozenset[str]:
    for module in pkgutil.walk_packages(cte_desktop.ui.__path__, "cte_desktop.ui."):
        importlib.import_module(module.name)
    ours = [kind for kind in _below(base) if kind.__module__.startswith("cte_desktop.")]
    return frozenset(class_name(kind) for kind in ours if kind.__name__ not in _ONLY_DERIVED)


def _below(base: type) -> Iterator[type]:
    below: list[type] = base.__subclasses__()
    for kind in below:
        yield kind
        yield from _below(kind)
