"""The button at the filters that names the list which is shown, and the menu of all lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from cte_desktop.services.people.rights import may_do
from cte_desktop.services.saved_lists import (
    LONGEST_NAME,
    delete_list,
    rename_list,
    save_list,
    saved_lists,
)
from cte_desktop.ui import icons
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.students.saved.looks import Look, look_of
from cte_desktop.ui.widgets.buttons import cut_button
from cte_desktop.ui.widgets.name_dialog import NameDialog
from cte_desktop.ui.widgets.question_dialog import Choice, Question, QuestionDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.saved_lists import SavedList
    from cte_desktop.ui.page import Workbench

_CHANNEL = "saved lists"
_WRITE = "save_list"
"""The step that stands for all of them: each needs the same right."""


class SavedLists(QObject):
    """The lists of who sits at the desk. `look` returns what the page shows.

    Signal: `wanted(Look)`: show the list like this.
    """

    wanted = Signal(object)

    def __init__(
        self, desk: Desk, bench: Workbench, look: Callable[[], Look], page: QWidget
    ) -> None:
        super().__init__(page)
        self._desk, self._bench, self._look, self._page = desk, bench, look, page
        self._lists: tuple[SavedList, ...] = ()
        self._shown = ""  # the uid of the list that was chosen last
        self._next = ""  # the name of the list that is shown once it is read
        self.button = cut_button(self.open_menu)
        self.button.setIcon(icons.icon("star", "text"))
        self.say()

    def read(self) -> None:
        """Read the lists."""
        desk = self._desk
        self._bench.tasks.read(lambda: saved_lists(desk), self._on_read, channel=_CHANNEL)

    def lists(self) -> tuple[SavedList, ...]:
        """Return the lists, by name."""
        return self._lists

    def current(self) -> SavedList | None:
        """Return the list that was chosen last."""
        return next((one for one in self._lists if one.uid == self._shown), None)

    def is_changed(self) -> bool:
        """Tell whether the page shows something else by now than the list says."""
        current = self.current()
        return current is not None and look_of(current.content) != self._look()

    def show_list(self, uid: str) -> None:
        """Show a list, now or as soon as it is read."""
        found = next((one for one in self._lists if one.uid == uid), None)
        self._shown = uid
        if found is None:
            self.read()
            return
        self.wanted.emit(look_of(found.content))
        self.say()

    def forget(self) -> None:
        """Show no list any more: everybody is listed again."""
        self._shown = ""
        self.say()

    def say(self) -> None:
        """Say on the button which list is shown."""
        current = self.current()
        words = tr("Lists") if current is None else current.name
        if current is not None and self.is_changed():
            words = tr("{list}, changed", list=current.name)
        self.button.setText(f" {words}".replace("&", "&&"))
        told = tr("Your lists of students: show, save, rename and delete them")
        self.button.setToolTip(told if current is None else f"{words}\n{told}")
        self.button.setAccessibleName(tr("Lists: {list}", list=words) if current else words)

    def open_menu(self) -> None:
        """Offer the lists and what can be done with them."""
        menu = self.menu()
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def menu(self) -> QMenu:
        """Return the menu."""
        menu = QMenu(self._page)
        menu.setAccessibleName(tr("Your lists"))
        current = self.current()
        for one in self._lists:
            sign = "circle-dot" if one.uid == self._shown else "circle"
            action = menu.addAction(icons.icon(sign, "text_muted"), one.name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, uid=one.uid: self.show_list(uid))
        if not self._lists:
            menu.addAction(tr("No list is saved yet")).setEnabled(False)
        menu.addSeparator()
        allowed = may_do(self._desk.person, _WRITE)
        for text, sign, do, able in (
            (tr("&Save as a list…"), "save", self._ask_name, True),
            (tr("Save the &changes"), "check", self._ask_overwrite, self.is_changed()),
            (tr("&Rename…"), "pencil", self._ask_new_name, current is not None),
            (tr("&Delete…"), "trash-2", self._ask_delete, current is not None),
        ):
            deed = menu.addAction(icons.icon(sign, "text_muted"), text)
            deed.triggered.connect(lambda _on=False, do=do: do())
            deed.setEnabled(able and allowed)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _on_read(self, found: tuple[SavedList, ...]) -> None:
        was_there = self.current() is not None
        self._lists = found
        if self._next:
            known = (one.uid for one in found if one.name.casefold() == self._next.casefold())
            self._shown, self._next = next(known, ""), ""
        current = self.current()
        if current is None:
            self._shown = ""
        elif not was_there:
            self.wanted.emit(look_of(current.content))
        self.say()

    def _ask_name(self) -> None:
        dialog = NameDialog(
            tr("Save as a list"),
            tr("Search, filters, columns and order are kept under a name, for you alone."),
            tr("Save"),
            "",
            (),
            LONGEST_NAME,
            self._page,
        )
        dialog.named.connect(self._on_named)
        dialog.open()

    def _on_named(self, name: str) -> None:
        if any(one.name.casefold() == name.casefold() for one in self._lists):
            self._ask(
                Question(
                    "overwrite_list",
                    tr("Replace the list “{list}”?", list=name),
                    tr("There is a list of this name. What it shows now would be replaced."),
                    (Choice("replace", tr("Replace")),),
                ),
                lambda: self._save(name),
            )
        else:
            self._save(name)

    def _ask_overwrite(self) -> None:
        current = self.current()
        if current is not None:
            name = current.name
            self._ask(
                Question(
                    "overwrite_list",
                    tr("Save the changes of “{list}”?", list=name),
                    tr("The list then shows what the page shows now."),
                    (Choice("replace", tr("Save"), primary=True),),
                ),
                lambda: self._save(name),
            )

    def _ask_new_name(self) -> None:
        current = self.current()
        if current is None:
            return
        uid = current.uid
        taken = [one.name for one in self._lists if one.uid != uid]
        dialog = NameDialog(
            tr("Rename the list"),
            tr("What it shows stays as it is."),
            tr("Rename"),
            current.name,
            taken,
            LONGEST_NAME,
            self._page,
        )
        desk = self._desk
        dialog.named.connect(
            lambda name: self._write(
                lambda: rename_list(desk, uid, name), tr("The list is called “{list}”.", list=name)
            )
        )
        dialog.open()

    def _ask_delete(self) -> None:
        current = self.current()
        if current is None:
            return
        desk, uid, name = self._desk, current.uid, current.name
        self._ask(
            Question(
                "delete_list",
                tr("Delete the list “{list}”?", list=name),
                tr("The students that it shows stay as they are."),
                (Choice("delete", tr("Delete")),),
            ),
            lambda: self._write(
                lambda: delete_list(desk, uid), tr("The list “{list}” was deleted.", list=name)
            ),
        )

    def _ask(self, question: Question, do: Callable[[], None]) -> None:
        dialog = QuestionDialog(question, self._page)
        dialog.answered.connect(lambda answer: do() if answer else None)
        dialog.open()

    def _save(self, name: str) -> None:
        desk, content = self._desk, self._look().content()
        self._next = name
        self._write(
            lambda: save_list(desk, name, content), tr("The list “{list}” is saved.", list=name)
        )

    def _write(self, work: Callable[[], Changes], said: str) -> None:
        desk, bench = self._desk, self._bench

        def done(changes: Changes) -> None:
            bench.refresh.tell(changes)
            if changes.step is not None:
                bench.notices.done(said, undo_button(desk, bench, changes.step))
            if isValid(self):
                self.read()

        bench.tasks.write(work, done, failed=bench.notices.error)
