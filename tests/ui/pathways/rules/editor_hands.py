"""What a person does in the requirement editor, by mouse and keyboard."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit.rule_tree import NodeKind, Path, value_at
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.rules.course_line import CourseLine
from cte_desktop.ui.pathways.rules.course_picker import CoursePicker
from cte_desktop.ui.pathways.rules.field_editors import ChoiceEditor, FlagEditor, LineEditor
from cte_desktop.ui.pathways.rules.field_row import FieldRow
from cte_desktop.ui.pathways.rules.view import RulesView
from cte_desktop.ui.pathways.rules.workspace import Workspace
from tests.ui.hands import CONTROL, click, press, type_text

SET: Path = ("graduation", "set", 0)
SET_2021: Path = ("graduation", "set", 1)
SET_2031: Path = ("graduation", "set", 2)
HEALTH: Path = (*SET, "subject", 6)
Dialog = TypeVar("Dialog", bound=QDialog)


class EditorHands:
    """The hands, with the eyes that see what came of it."""

    def __init__(self, view: RulesView, bench: Workbench, qtbot: QtBot) -> None:
        self.view, self.bench, self.qtbot = view, bench, qtbot

    @property
    def workspace(self) -> Workspace:
        """What is seen of the draft."""
        assert self.view.workspace is not None
        return self.view.workspace

    def settle(self) -> None:
        """Wait until the draft has been looked at and nothing is on its way."""
        self.qtbot.waitUntil(
            lambda: self.workspace.check.is_settled() and self.bench.tasks.is_idle(), timeout=20_000
        )

    def open(self, path: Path) -> None:
        """Open the form of a node by a click on its line of the tree."""
        tree = self.workspace.tree
        index = self.workspace.model.index_of(path)
        above = index.parent()
        while above.isValid():
            tree.expand(above)
            above = above.parent()
        tree.scrollTo(index)
        click(tree.viewport(), tree.visualRect(index).center())
        assert self.workspace.path() == path

    def row(self, name: str, path: Path | None = None) -> FieldRow:
        """The row of a field in the open form."""
        row = self.workspace.form.row_of(name, path)
        assert row is not None, name
        return row

    def type_in(self, name: str, text: str, path: Path | None = None) -> None:
        """Type into a field in place of what stands there, and leave it."""
        editor = self.row(name, path).editor
        assert isinstance(editor, LineEditor)
        editor.line.setFocus()
        press(editor.line, Qt.Key.Key_A, CONTROL)
        press(editor.line, Qt.Key.Key_Delete)
        type_text(editor.line, text)
        press(editor.line, Qt.Key.Key_Return)

    def choose(self, name: str, value: str) -> None:
        """Choose an entry of a field by its keys."""
        editor = self.row(name).editor
        assert isinstance(editor, ChoiceEditor)
        box = editor.box
        place = box.findData(value)
        assert place >= 0, value
        box.setFocus()
        box.setCurrentIndex(place)
        box.activated.emit(place)

    def tick(self, name: str) -> None:
        """Click the box of a field that is yes or no."""
        editor = self.row(name).editor
        assert isinstance(editor, FlagEditor)
        press(editor.box, Qt.Key.Key_Space)

    def picker(self, name: str) -> CoursePicker:
        """The list of courses of a field."""
        editor = self.row(name).editor
        assert isinstance(editor, CoursePicker)
        return editor

    def pick_course(self, name: str, text: str) -> None:
        """Type a course into the line of a list, and press Enter."""
        type_course(self.picker(name).line, text)

    def add(self, kind: NodeKind) -> None:
        """Press the button that adds a node of a kind."""
        below = self.workspace.form.below()
        assert below is not None
        button = below.findChild(QWidget, f"add_{kind.value}")
        assert isinstance(button, QWidget)
        click(button)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """The dialog of a kind that is open."""
        found: list[Dialog] = []

        def seen() -> bool:
            found[:] = [one for one in self.view.findChildren(kind) if one.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(seen)
        return found[0]

    def value(self, *path: str | int) -> object:
        """What the draft says at a path."""
        return value_at(self.view.draft.documents(), path)

    def faults(self) -> list[str]:
        """The problems in the list at the foot."""
        return [row.text for row in self.workspace.foot.faults.model.shown_rows()]

    def needs_ten_of_health(self) -> None:
        """Ask for 10 credits of health in every set, and take them from the electives."""
        self.open(HEALTH)
        self.type_in("credits", "10")
        for path, credits in (
            ((*SET, "subject", 8), "67.5"),
            ((*SET_2021, "override", "elective"), "57.5"),
            ((*SET_2031, "override", "elective"), "62.5"),
        ):
            self.open(path)
            self.type_in("credits", credits)
        self.settle()


def type_course(line: CourseLine, text: str) -> None:
    """Type a course, close the list of those that fit, and press Enter."""
    line.setFocus()
    type_text(line, text)
    completer = line.completer()
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    press(line, Qt.Key.Key_Return)
