"""Every action of the program, declared once: its words, shortcut and icon; menus are made from
this list.

An action appears in its menu once somebody offers to do it, and is enabled while the page that
offers it is open. Texts are marked here and translated when the menus are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from cte_desktop.ui import icons
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenuBar

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `shortcuts` are portable texts such as "Ctrl+Shift+P"; `group` parts a menu by
    lines.
    """

    id: str
    menu: str
    group: int
    text: str
    tip: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


MENUS = (
    ("file", noop("&File")),
    ("edit", noop("&Edit")),
    ("plan", noop("&Plan")),
    ("view", noop("&View")),
    ("help", noop("&Help")),
)

ACTIONS = (
    ActionSpec(
        "new_database",
        "file",
        1,
        noop("&New database…"),
        noop("Start an empty database with the shipped catalog"),
        "plus",
    ),
    ActionSpec(
        "open_database",
        "file",
        1,
        noop("&Open database…"),
        noop("Open another database"),
        "folder-open",
        ("Ctrl+O",),
    ),
    ActionSpec(
        "import_files",
        "file",
        2,
        noop("&Import files…"),
        noop("Read students, records and sections from files"),
        "import",
        ("Ctrl+I",),
    ),
    ActionSpec(
        "undo_import",
        "file",
        2,
        noop("&Undo the last import"),
        noop("Take back everything that the last import brought"),
        "undo-2",
    ),
    ActionSpec(
        "print_plan",
        "file",
        3,
        noop("&Print plan…"),
        noop("Preview the four-year plan, then print or save it"),
        "printer",
        ("Ctrl+P",),
    ),
    ActionSpec(
        "print_certificate",
        "file",
        3,
        noop("Print &certificate…"),
        noop("Preview the certificate of completion of this student"),
        "award",
        ("Ctrl+Shift+P",),
    ),
    ActionSpec(
        "quit",
        "file",
        9,
        noop("&Quit"),
        noop("Close the program; everything is saved"),
        "log-out",
        ("Ctrl+Q",),
        role=QAction.MenuRole.QuitRole,
    ),
    ActionSpec(
        "undo", "edit", 1, noop("&Undo"), noop("Take back the last change"), "undo-2", ("Ctrl+Z",)
    ),
    ActionSpec(
        "redo",
        "edit",
        1,
        noop("&Redo"),
        noop("Make the change again"),
        "redo-2",
        ("Ctrl+Y", "Ctrl+Shift+Z"),
    ),
    ActionSpec(
        "find",
        "edit",
        2,
        noop("&Find"),
        noop("Go to the search field of this page"),
        "search",
        ("Ctrl+F",),
    ),
    ActionSpec(
        "settings",
        "edit",
        9,
        noop("&Settings…"),
        noop("School year, appearance, language"),
        "settings",
        ("Ctrl+,",),
        role=QAction.MenuRole.PreferencesRole,
    ),
    ActionSpec(
        "open_plan",
        "plan",
        1,
        noop("&Open the plan"),
        noop("Open the plan of the selected student"),
        "layout-grid",
        ("Ctrl+Return",),
    ),
    ActionSpec(
        "next_student",
        "plan",
        1,
        noop("&Next student"),
        noop("Open the next student of the list"),
        "chevron-down",
        ("Ctrl+PgDown",),
    ),
    ActionSpec(
        "previous_student",
        "plan",
        1,
        noop("&Previous student"),
        noop("Open the previous student of the list"),
        "chevron-up",
        ("Ctrl+PgUp",),
    ),
    ActionSpec(
        "pick_up",
        "plan",
        2,
        noop("Pick up or put &down"),
        noop("Take the selected course with the keyboard, or put it here"),
        "move-horizontal",
        ("Return",),
    ),
    ActionSpec(
        "choose_section",
        "plan",
        2,
        noop("Choose a &section…"),
        noop("Choose the section of the selected course"),
        "clock",
        ("F2",),
    ),
    ActionSpec(
        "choose_alternates",
        "plan",
        2,
        noop("&Alternates…"),
        noop("Choose what is taken when the selected course is full"),
        "circle-dashed",
        ("A",),
    ),
    ActionSpec(
        "set_aside",
        "plan",
        2,
        noop("&Set aside"),
        noop("Keep the selected course in mind without a place in the plan"),
        "download",
        ("S",),
    ),
    ActionSpec(
        "lock_placement",
        "plan",
        2,
        noop("&Lock in place"),
        noop("Keep the selected course where it is"),
        "lock",
        ("L",),
        checkable=True,
    ),
    ActionSpec(
        "remove_placement",
        "plan",
        2,
        noop("&Remove from the plan"),
        noop("Take the selected course out of the plan"),
        "trash-2",
        ("Del",),
    ),
    ActionSpec(
        "dark_theme",
        "view",
        2,
        noop("&Dark colors"),
        noop("Light text on a dark ground"),
        "moon",
        ("Ctrl+Shift+D",),
        checkable=True,
    ),
    ActionSpec(
        "comfortable_rows",
        "view",
        2,
        noop("&Roomy rows"),
        noop("More space between the rows of tables"),
        "",
        (),
        checkable=True,
    ),
    ActionSpec(
        "larger",
        "view",
        3,
        noop("&Larger"),
        noop("Make everything larger, up to twice the size"),
        "zoom-in",
        ("Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        "smaller",
        "view",
        3,
        noop("&Smaller"),
        noop("Make everything smaller again"),
        "zoom-out",
        ("Ctrl+-",),
    ),
    ActionSpec(
        "actual_size", "view", 3, noop("&Usual size"), noop("Back to 100 percent"), "", ("Ctrl+0",)
    ),
    ActionSpec(
        "shortcuts",
        "help",
        1,
        noop("&Keyboard shortcuts"),
        noop("Every action and its keys"),
        "keyboard",
        ("F1",),
    ),
    ActionSpec(
        "about",
        "help",
        2,
        noop("&About CTE Desktop"),
        noop("Version and licences"),
        "info",
        role=QAction.MenuRole.AboutRole,
    ),
)


class Actions(QObject):
    """The program's QActions by id, and who does them.

    A page offers handlers once, under its own id; an action runs the handler of the open page, or
    else the one offered under EVERYWHERE.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = {spec.id: self._made(spec) for spec in ACTIONS}
        self._handlers: dict[tuple[str, str], Callable[[], None]] = {}
        self._switched_off: set[tuple[str, str]] = set()
        self._page = EVERYWHERE

    def action(self, name: str) -> QAction:
        """Return the QAction, for a tool button or a context menu."""
        return self._actions[name]

    def offer(
        self,
        name: str,
        handler: Callable[[], None],
        *,
        page: str = EVERYWHERE,
        enabled: bool = True,
    ) -> None:
        """Say who does an action while `page` is open, EVERYWHERE: on every page that has no own
        handler.
        """
        self._actions[name].setVisible(True)
        self._handlers[name, page] = handler
        self.set_enabled(name, enabled, page=page)

    def set_enabled(self, name: str, enabled: bool, *, page: str = EVERYWHERE) -> None:  # noqa: FBT001
        """Switch a page's offer on or off, for example Undo with nothing to undo."""
        if enabled:
            self._switched_off.discard((name, page))
        else:
            self._switched_off.add((name, page))
        self._update(name)

    def set_text(self, name: str, text: str) -> None:
        """Name what the action would do now, for example "Undo Move Welding II to grade 11"."""
        self._actions[name].setText(text)

    def open_page(self, page: str) -> None:
        """Make `page` the one whose handlers run."""
        self._page = page
        for name in self._actions:
            self._update(name)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus; groups are parted by lines."""
        for menu_id, title in MENUS:
            menu = bar.addMenu(tr(title))
            menu.setObjectName(menu_id)
            menu.setToolTipsVisible(True)
            group = 0
            for spec in ACTIONS:
                if spec.menu != menu_id:
                    continue
                if group and spec.group != group:
                    menu.addSeparator()
                group = spec.group
                menu.addAction(self._actions[spec.id])

    def every(self) -> tuple[tuple[ActionSpec, QAction], ...]:
        """Return all actions in the order of the menus."""
        return tuple((spec, self._actions[spec.id]) for spec in ACTIONS)

    def offered(self) -> tuple[tuple[ActionSpec, QAction], ...]:
        """Return every action that somebody does, in the order of the menus."""
        known = {name for name, _ in self._handlers}
        return tuple((spec, self._actions[spec.id]) for spec in ACTIONS if spec.id in known)

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(tr(spec.text), self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = tr(spec.tip)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip(tip)
        action.setCheckable(spec.checkable)
        action.setMenuRole(spec.role)
        if spec.icon:
            action.setIcon(icons.icon(spec.icon, "text_muted"))
        action.setVisible(False)
        action.setEnabled(False)
        action.triggered.connect(lambda _checked=False, name=spec.id: self._on_triggered(name))
        return action

    def _on_triggered(self, name: str) -> None:
        page = self._doer(name)
        if page is not None:
            self._handlers[name, page]()

    def _doer(self, name: str) -> str | None:
        for page in (self._page, EVERYWHERE):
            if (name, page) in self._handlers:
                return page
        return None

    def _update(self, name: str) -> None:
        page = self._doer(name)
        able = page is not None and (name, page) not in self._switched_off
        self._actions[name].setEnabled(able)
