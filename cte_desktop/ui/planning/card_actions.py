"""What can be done with the card under the keyboard: menu, keys and context menu are one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from cte_desktop.domain.planning.placeholders import CHOOSE
from cte_desktop.ui.planning.alternates_choice import AlternatesChoice
from cte_desktop.ui.planning.card_text import alternates_of, card_title, is_locked, is_open
from cte_desktop.ui.planning.catalog_rows import catalog_rows
from cte_desktop.ui.planning.grid_view import proposal_hint
from cte_desktop.ui.planning.placeholders.actions import PlaceholderActions
from cte_desktop.ui.planning.sections.picker.actions import SectionActions
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.findings import Fix
    from cte_desktop.domain.planning.grid import GridCard
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.grid_layout import CardPlace
    from cte_desktop.ui.planning.grid_view import PlanGridView
    from cte_desktop.ui.planning.mime import Carried

NAMES = (
    "pick_up",
    "choose_section",
    "what_else",
    "choose_alternates",
    "set_aside",
    "lock_placement",
    "remove_placement",
)
_CHANNEL = "plan.sections"


class CardActions(QObject):
    """Offers the actions of the plan menu and carries them out on the current card."""

    def __init__(
        self, desk: Desk, bench: Workbench, editor: PlanEditor, grid: PlanGridView, page: str
    ) -> None:
        super().__init__(grid)
        self._bench = bench
        self._editor = editor
        self._grid = grid
        self._page = page
        self._over = False
        self.sections = SectionActions(desk, bench, editor, grid)
        self.places = PlaceholderActions(bench, editor, grid)
        self._doers: dict[str, Callable[[], None]] = {
            "pick_up": grid.carry_current,
            "choose_section": self._choose_section,
            "what_else": self._what_else,
            "choose_alternates": self._choose_alternates,
            "set_aside": self._set_aside,
            "lock_placement": self._lock,
            "remove_placement": self._remove,
        }
        for name in NAMES:
            bench.actions.offer(name, self._doers[name], page=page, enabled=False)
        grid.key_requested.connect(lambda name: self._doers[name]())
        grid.menu_requested.connect(self._on_menu_requested)
        grid.card_changed.connect(lambda _place: self.look_again())
        grid.focus_changed.connect(self.look_again)
        # When the program ends the grid may outlive the actions, and still lose the focus.
        bench.actions.destroyed.connect(self._on_actions_gone)

    def carry_out(self, fix: Fix) -> None:
        """Do what a finding offers; what is about sections is looked up first."""
        if self._grid.grid().is_proposal():
            self._grid.hint_changed.emit(proposal_hint())
        elif fix.do == CHOOSE:
            self.places.carry_out(fix)
        elif fix.do in {"take_section", "see_sections"}:
            self.sections.carry_out(fix)
        else:
            self._editor.carry_out(fix)

    def look_again(self) -> None:
        """Offer what can be done with the current card now."""
        if self._over:
            return
        actions = self._bench.actions
        place = self._grid.current_place()
        current = self._current() if self._grid.hasFocus() else None
        locked = place is not None and is_locked(place.card)
        free = current is not None and not locked
        has_sections = current is not None and self._has_sections(current[0].card)
        for name, able in (
            ("pick_up", free or self._grid.carrying.carried is not None),
            ("choose_section", free),
            ("what_else", free and has_sections),
            ("choose_alternates", free and has_sections),
            ("set_aside", free),
            ("lock_placement", current is not None),
            ("remove_placement", free),
        ):
            actions.set_enabled(name, able, page=self._page)
        actions.action("lock_placement").setChecked(locked)

    def _current(self) -> tuple[CardPlace, Carried] | None:
        place = self._grid.current_place()
        carried = self._grid.grid().carried_of(place) if place else None
        return (place, carried) if place is not None and carried is not None else None

    def _remove(self) -> None:
        current = self._current()
        if current is None:
            return
        if is_locked(current[0].card):
            title = card_title(current[0].card)
            self._grid.hint_changed.emit(tr("{course} is locked in place.", course=title))
            return
        self._editor.remove(current[1])

    def _set_aside(self) -> None:
        current = self._current()
        if current is not None and not is_locked(current[0].card):
            self._editor.set_aside(current[1])

    def _lock(self) -> None:
        current = self._current()
        if current is not None:
            self._editor.lock(current[1].placement_uid)
            self.look_again()

    def _choose_alternates(self) -> None:
        current, case = self._current(), self._editor.case()
        if current is None or case is None or not self._has_sections(current[0].card):
            return
        place, carried = current
        present = alternates_of(place.card, case.situation)
        rows = tuple(row for row in catalog_rows(case) if row.course.code != carried.course_code)
        choice = AlternatesChoice(card_title(place.card), rows, present, self._grid)
        choice.chosen.connect(
            lambda codes: self._editor.choose_alternates(carried.placement_uid, codes)
        )
        choice.open()

    def _choose_section(self) -> None:
        current = self._current()
        if current is None or is_locked(current[0].card):
            return
        if is_open(current[0].card):
            self.places.choose(current[1].placement_uid)
        else:
            self.sections.pick(current[1].placement_uid)

    def _what_else(self) -> None:
        current = self._current()
        if current is not None and self._has_sections(current[0].card):
            self.sections.ask_else(current[1].placement_uid)

    def _has_sections(self, card: GridCard) -> bool:
        """Tell whether a card is a course that may be moved, and no placeholder."""
        return not is_locked(card) and not is_open(card)

    def _on_menu_requested(self, spot: QPoint) -> None:
        menu = QMenu(self._grid)
        menu.setAccessibleName(tr("Card"))
        for name in NAMES:
            menu.addAction(self._bench.actions.action(name))
        menu.popup(spot)
        menu.aboutToHide.connect(menu.deleteLater)

    def _on_actions_gone(self) -> None:
        self._over = True
