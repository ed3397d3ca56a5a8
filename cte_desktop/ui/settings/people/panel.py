"""The part People of the page Settings: who opens the database, in which role, with what students.

Everybody sees the list and changes their own passphrase; the rest is for administrators.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from cte_desktop.domain.people.roles import Right
from cte_desktop.services.changes import Changes
from cte_desktop.services.people import changing
from cte_desktop.services.people.listing import PersonLine, caseload_names, list_people
from cte_desktop.services.protection import protection_of
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.action_rights import forbid_for
from cte_desktop.ui.settings.people.own_passphrase_dialog import OwnPassphraseDialog
from cte_desktop.ui.settings.people.person_dialog import PersonDialog, WantedPerson
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.errors import told
from cte_desktop.wording.people import reason_text, role_name, role_words, unsettled_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.people.changing import PersonChanges
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings

_REMOVE = "remove"
_NAME_WIDTH = 200
_OPEN_TO_ALL = 2
"""The third way to fill the part's place, after the empty state and the table."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the panel shows: the people, the caseloads to choose from, whether anybody can come."""

    lines: tuple[PersonLine, ...]
    caseloads: tuple[str, ...]
    has_passphrase: bool


class PeoplePanel(ListPanel):
    """The list of people, and what is done about them."""

    listens = frozenset({"people", "students", "settings"})

    def __init__(self, desk: Desk, bench: Workbench, program: ProgramSettings) -> None:
        super().__init__(
            tr("People"),
            tr(
                "Each has a passphrase of their own; what they do is written under their name, and "
                "their role says what that may be. The database's own passphrase opens everything."
            ),
        )
        self._desk = desk
        self._bench = bench
        self._found = _Found((), (), has_passphrase=False)
        self.model: TableModel[PersonLine] = TableModel(
            _columns(), lambda one: one.person.uid, self
        )
        self.table: TableView[PersonLine] = TableView(self.model, tr("People"), about=nobody)
        self.add_button = push_button(tr("Let somebody in…"), "plus", self.ask_new)
        self.change_button = push_button(tr("Change…"), "pencil", self.ask_change)
        self.remove_button = push_button(tr("Remove…"), "trash-2", self.ask_remove)
        self.own_button = push_button(tr("My passphrase…"), "lock", self.ask_own)
        self.own_button.setVisible(bool(desk.person.uid))
        self.own_button.setProperty("always", bool(desk.person.uid))
        self._program = program
        self.you = _name_field(desk.database.actor)
        self._ask_name()
        self.tools.addStretch(1)
        for button in (
            self.own_button,
            self.add_button,
            self.change_button,
            self.remove_button,
        ):
            self.tools.addWidget(button)
        self.table.current_row_changed.connect(lambda _row: self._on_current())
        self.table.row_chosen.connect(lambda _row: self.ask_change())
        self.show_list(self.table, self._nobody_yet())
        self.ways.addWidget(_open_to_all())
        self._on_current()

    def read(self) -> None:
        desk = self._desk

        def work() -> _Found:
            has_passphrase = protection_of(desk).has_passphrase
            return _Found(list_people(desk), caseload_names(desk), has_passphrase)

        self._bench.tasks.read(work, self._on_read, channel="people")

    def ask_new(self) -> None:
        """Ask who is let in."""
        self._open(None, self._add)

    def ask_change(self) -> None:
        """Ask what is to be changed of the chosen person."""
        line = self.table.current_row()
        if line is not None and self.change_button.isEnabled():
            self._open(line, self._change)

    def ask_remove(self) -> None:
        """Ask whether the chosen person is to be let in no longer."""
        line = self.table.current_row()
        if line is None:
            return
        name = line.person.name
        question = Question(
            "remove_person",
            tr("Let {name} no longer open the database?", name=name),
            tr(
                "Their passphrase stops working at once. What they did stays in the history under "
                "their name. Backups made before still open with their passphrase."
            ),
            (Choice(_REMOVE, tr("Remove {name}", name=name)),),
        )
        uid = line.person.uid

        def then(answer: str) -> None:
            if answer == _REMOVE:
                self._remove(uid, name)

        self._bench.notices.ask(self.window(), question, then)

    def ask_own(self) -> None:
        """Ask for another passphrase of who sits here."""
        desk = self._desk
        dialog = OwnPassphraseDialog(desk.person.name, self.window())
        dialog.wanted.connect(
            lambda old, new: self._bench.tasks.write(
                lambda: changing.change_own_passphrase(desk, old, new),
                lambda _: self._own_changed(dialog),
                failed=lambda error: self._say(dialog, error),
            )
        )
        dialog.open()

    def _ask_name(self) -> None:
        """Let the owner, who is not in the list, say their name."""
        self.you.editingFinished.connect(self._on_named)
        if self._desk.person.uid:
            return
        for part in (ThemedLabel(tr("You"), bold=True), self.you):
            part.setProperty("always", True)
            self.tools.addWidget(part)

    def _on_named(self) -> None:
        """Write the owner's deeds under another name, and keep it for the next start."""
        desk, bench = self._desk, self._bench
        name = " ".join(self.you.text().split())
        if not name or name == desk.database.actor:
            self.you.setText(desk.database.actor)
            return
        self._program.change("actor", name)

        def done(_nothing: None) -> None:
            self.you.setText(desk.database.actor)
            bench.refresh.tell(Changes(frozenset({"people"})))

        bench.tasks.write(lambda: changing.name_owner(desk, name), done)

    def _open(
        self, line: PersonLine | None, keep: Callable[[PersonDialog, WantedPerson], None]
    ) -> None:
        people = [one.person for one in self._found.lines]
        person = line.person if line is not None else None
        dialog = PersonDialog(people, self._found.caseloads, self.window(), person)
        dialog.wanted.connect(lambda wanted: keep(dialog, wanted))
        dialog.open()

    def _add(self, dialog: PersonDialog, wanted: WantedPerson) -> None:
        desk, new = self._desk, wanted.person
        self._bench.tasks.write(
            lambda: changing.add_person(desk, new.name, new.role, new.counselor, wanted.passphrase),
            lambda made: self._kept(dialog, made, tr("{name} can sign in now.", name=new.name)),
            failed=lambda error: self._say(dialog, error),
        )

    def _change(self, dialog: PersonDialog, wanted: WantedPerson) -> None:
        desk, after = self._desk, wanted.person
        self._bench.tasks.write(
            lambda: changing.change_person(
                desk,
                after.uid,
                name=after.name,
                role=after.role,
                counselor=after.counselor,
                passphrase=wanted.passphrase or None,
            ),
            lambda made: self._kept(dialog, made, tr("Saved.")),
            failed=lambda error: self._say(dialog, error),
        )

    def _remove(self, uid: str, name: str) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: changing.remove_person(desk, uid),
            lambda made: self._told(made, tr("{name} can no longer sign in.", name=name)),
        )

    def _kept(self, dialog: QDialog, made: PersonChanges, words: str) -> None:
        dialog.accept()
        self._told(made, words)

    def _told(self, made: PersonChanges, words: str) -> None:
        self._bench.refresh.tell(made)
        forbid_for(self._bench.actions, self._desk.person)  # it may have been about oneself
        undo = () if made.step is None else (undo_button(self._desk, self._bench, made.step),)
        self._bench.notices.done(words, *undo)
        if made.unsettled is not None:
            hindrance = told(made.unsettled)
            self._bench.notices.warning(unsettled_text(hindrance.text), do=hindrance.do)
        self.read()

    def _own_changed(self, dialog: QDialog) -> None:
        dialog.accept()
        self._bench.notices.done(tr("Your new passphrase holds from now on."))

    def _say(self, dialog: PersonDialog | OwnPassphraseDialog, error: Exception) -> None:
        if isinstance(error, KnownError):
            dialog.say(told(error).whole)
        else:
            dialog.say(tr("Nothing was changed."))
            self._bench.notices.error(error)

    def _on_read(self, found: _Found) -> None:
        self._found = found
        self.model.show(found.lines)
        self.say_filled(filled=bool(found.lines))
        if not found.has_passphrase:
            self.ways.setCurrentIndex(_OPEN_TO_ALL)
        self.count.setText(
            trn("{count} person", "{count} people", len(found.lines)) if found.lines else ""
        )
        self._on_current()

    def _on_current(self) -> None:
        person, line = self._desk.person, self.table.current_row()
        may = person.may(Right.PEOPLE)
        reason = "" if may else reason_text(person.role, Right.PEOPLE)
        locked = self._found.has_passphrase
        own = line is not None and line.person.uid == person.uid
        self.add_button.setEnabled(may and locked)
        self.change_button.setEnabled(may and line is not None)
        self.remove_button.setEnabled(may and line is not None and not own)
        for button in (self.add_button, self.change_button, self.remove_button):
            button.setToolTip(reason)
        if may and own:
            self.remove_button.setToolTip(tr("Nobody removes themselves."))

    def _nobody_yet(self) -> EmptyState:
        # Only the owner sees it: whoever signs in is in the list.
        return EmptyState(
            "users",
            tr("Only you so far"),
            tr(
                "Whoever knows the passphrase of the database may do everything. Let others in "
                "with passphrases of their own, each in their role."
            ),
            (tr("Let somebody in…"), self.ask_new),
        )


def _name_field(name: str) -> QLineEdit:
    field = QLineEdit(name)
    field.setAccessibleName(tr("You"))
    field.setToolTip(tr("Your name in the history and on papers for families"))
    field.setMaxLength(changing.LONGEST_NAME)
    field.setFixedWidth(theme.px(_NAME_WIDTH))
    return field


def _open_to_all() -> EmptyState:
    return EmptyState(
        "lock",
        tr("No passphrase yet"),
        tr(
            "Whoever has the files of this database can open it. Give it a passphrase first, under "
            "Protection; then others can be let in with their own."
        ),
    )


def _columns() -> tuple[Column[PersonLine], ...]:
    return (
        Column(tr("Name"), lambda one: one.person.name, width=220),
        Column(
            tr("Role"),
            lambda one: role_name(one.person.role),
            tooltip=lambda one: role_words(one.person.role),
            width=150,
        ),
        Column(tr("Caseload"), lambda one: one.person.counselor),
        Column(
            tr("Students"),
            lambda one: "" if one.students is None else f"{one.students:,}",
            figures=True,
            sort_key=lambda one: -1 if one.students is None else one.students,
            width=100,
        ),
        Column(
            tr("Signs in"),
            lambda one: tr("With a passphrase") if one.may_sign_in else tr("No passphrase"),
            icon=lambda one: None if one.may_sign_in else "triangle-alert",
            color=lambda one: None if one.may_sign_in else "warning",
            tooltip=lambda one: (
                "" if one.may_sign_in else tr("Give this person a passphrase: Change…")
            ),
            width=180,
        ),
    )
