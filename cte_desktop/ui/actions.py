"""The actions of the program as Qt knows them, and who does each; menus are made from
`action_list.py`.

An action appears in its menu once somebody offers to do it, and is enabled while the page that
offers it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from cte_desktop.ui import icons
from cte_desktop.ui.action_list import ACTIONS, MENUS
from cte_desktop.ui.action_spec import REFUSED
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtWidgets import QMenu, QMenuBar

    from cte_desktop.ui.action_spec import ActionSpec

EVERYWHERE = ""
WHILE_LOCKED = frozenset(
    ("quit", "dark_theme", "high_contrast", "comfortable_rows", "larger", "smaller", "actual_size")
)
"""What can be done at a locked window: it shows nothing and changes nothing."""


class Actions(QObject):
    """The program's QActions by id, and who does them.

    A page offers handlers once, under its own id; an action runs the handler of the open page, or
    else the one offered under EVERYWHERE.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forbidden: dict[str, str] = {}
        self._stay: frozenset[str] | None = None  # what is held back is all the rest
        self._held_because = ""
        self._actions = {spec.id: self._made(spec) for spec in ACTIONS}
        for spec in ACTIONS:
            self._give_tip(spec)
        self._handlers: dict[tuple[str, str], Callable[[], None]] = {}
        self._switched_off: set[tuple[str, str]] = set()
        self._page = EVERYWHERE
        self._locked = False
        self._words: dict[str, str] = {}
        self._menus: list[tuple[QMenu, str]] = []

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
        self._words[name] = text
        if not self._locked:
            self._actions[name].setText(text)

    def lock(self) -> None:
        """Do nothing but what a locked window may, and take back what the actions were named: "Undo
        the wish of Ana" names a student.
        """
        self._locked = True
        for spec in ACTIONS:
            if spec.id in self._words:
                self._actions[spec.id].setText(tr(spec.text))
            self._update(spec.id)

    def unlock(self) -> None:
        """Do everything again that somebody offers."""
        self._locked = False
        for name, text in self._words.items():
            self._actions[name].setText(text)
        for name in self._actions:
            self._update(name)

    def forbid(self, reasons: Mapping[str, str]) -> None:
        """Switch off these actions and no others, whoever offers them; their tips say why."""
        self._forbidden = dict(reasons)
        self._tell_anew()

    def hold_back(self, stay: Collection[str], because: str) -> None:
        """Switch off all but these actions, until `let_go`; the tips of the others say why."""
        self._stay, self._held_because = frozenset(stay), because
        self._tell_anew()

    def let_go(self) -> None:
        """Switch on again what was held back."""
        self._stay, self._held_because = None, ""
        self._tell_anew()

    def are_held(self) -> bool:
        """Say whether some are held back for now, whoever sits at the desk."""
        return self._stay is not None

    def is_held(self, name: str) -> bool:
        """Say whether this one is held back for now."""
        return self._stay is not None and name not in self._stay

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
            self._menus.append((menu, title))
            menu.setToolTipsVisible(True)
            group = 0
            for spec in ACTIONS:
                if spec.menu != menu_id:
                    continue
                if group and spec.group != group:
                    menu.addSeparator()
                group = spec.group
                menu.addAction(self._actions[spec.id])

    def say_anew(self) -> None:
        """Name menus and actions again: the district's own words are known by now."""
        for menu, title in self._menus:
            menu.setTitle(tr(title))
        for spec in ACTIONS:
            if spec.id not in self._words:
                self._actions[spec.id].setText(tr(spec.text))
            self._give_tip(spec)

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
        action.setCheckable(spec.checkable)
        action.setMenuRole(spec.role)
        if spec.icon:
            action.setIcon(icons.icon(spec.icon, "text_muted"))
        action.setVisible(False)
        action.setEnabled(False)
        action.triggered.connect(lambda _checked=False, name=spec.id: self._on_triggered(name))
        return action

    def _tell_anew(self) -> None:
        for spec in ACTIONS:
            self._give_tip(spec)
            self._update(spec.id)

    def _give_tip(self, spec: ActionSpec) -> None:
        action = self._actions[spec.id]
        held = self._held_because if self.is_held(spec.id) else ""
        reason = self._forbidden.get(spec.id, "") or held
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = reason or tr(spec.tip)
        action.setProperty(REFUSED, reason)  # before the tip, whose change the buttons hear
        action.setToolTip(f"{tip} ({keys})" if keys and not reason else tip)
        action.setStatusTip(tip)

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
        allowed = name not in self._forbidden and not self.is_held(name)
        allowed = allowed and (not self._locked or name in WHILE_LOCKED)
        self._actions[name].setEnabled(able and allowed)
