"""Ctrl+K: going to a place from wherever one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.go_to.dialog import GoToDialog
    from cte_desktop.ui.go_to.places import Place
    from cte_desktop.ui.navigation import PageRecord
    from cte_desktop.ui.page import Workbench

GO_TO = "go_to"


class GoTo(QObject):
    """Opens the dialog and goes where a person wants; `help` opens a topic of the help."""

    def __init__(
        self,
        bench: Workbench,
        desk: Desk,
        window: QWidget,
        records: Sequence[PageRecord],
        open_help: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        self._records = tuple(records)
        self._open_help = open_help
        self.dialog: GoToDialog | None = None
        bench.actions.offer(GO_TO, self.open)

    def open(self) -> None:
        """Ask where to go; students and courses join as soon as they are read."""
        from cte_desktop.ui.go_to.dialog import GoToDialog
        from cte_desktop.ui.go_to.places import pages_and_actions

        if self.dialog is not None:
            self.dialog.field.focus()
            return
        alone = self._bench.actions.are_held()  # a family looks on: nobody else is named
        records = () if alone else self._records
        near = pages_and_actions(records, self._bench.actions, GO_TO)
        dialog = self.dialog = GoToDialog(near, self._window)
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        if alone:
            return
        desk = self._desk
        self._bench.tasks.read(
            partial(_read, desk), partial(self._on_read, dialog), channel="places to go to"
        )

    def _on_read(self, dialog: GoToDialog, places: tuple[Place, ...]) -> None:
        if self.dialog is dialog:
            dialog.add(places)

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_chosen(self, place: Place) -> None:
        from cte_desktop.ui.go_to.places import PlaceKind

        requests = self._bench.requests
        match place.kind:
            case PlaceKind.PAGE:
                requests.page_requested.emit(place.key)
            case PlaceKind.ACTION:
                self._bench.actions.action(place.key).trigger()
            case PlaceKind.LIST:
                requests.list_requested.emit(place.key)
            case PlaceKind.STUDENT:
                requests.student_requested.emit(place.key)
            case PlaceKind.COURSE:
                requests.sections_searched.emit(place.key)
            case PlaceKind.SETTING:
                requests.setting_requested.emit(*place.key.split("/", 1))
            case PlaceKind.HELP:
                self._open_help(place.key)


def _read(desk: Desk) -> tuple[Place, ...]:
    from cte_desktop.services.saved_lists import saved_lists
    from cte_desktop.services.students import list_students
    from cte_desktop.ui.go_to.places import read_places

    return read_places(saved_lists(desk), list_students(desk), desk.catalog())
