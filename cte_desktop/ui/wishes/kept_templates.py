"""Templates of wishes for a dialog: read when it opens, kept and removed as steps of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from cte_desktop.services.filling.wish_templates import (
    WishTemplate,
    delete_wish_template,
    list_wish_templates,
    save_wish_template,
)
from cte_desktop.ui.wishes.templates import TemplateButton, TemplateNameDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.wishes.form import WishForm

_CHANNEL = "wishes.templates"


class KeptTemplates(QObject):
    """Reads and writes the templates of wishes for the dialogs of a page."""

    def __init__(self, desk: Desk, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._known: tuple[WishTemplate, ...] = ()

    def serve(self, dialog: QDialog, button: TemplateButton, form: WishForm) -> None:
        """Let a dialog's button offer, keep and remove templates."""
        button.save_wanted.connect(lambda: self._ask_name(dialog, button, form))
        button.remove_wanted.connect(lambda one: self._remove(button, one))
        self._read(button)

    def _read(self, button: TemplateButton) -> None:
        desk = self._desk

        def done(found: tuple[WishTemplate, ...]) -> None:
            self._known = found
            if isValid(button):
                button.offer(found)

        self._bench.tasks.read(lambda: list_wish_templates(desk), done, channel=_CHANNEL)

    def _ask_name(self, dialog: QDialog, button: TemplateButton, form: WishForm) -> None:
        asking = TemplateNameDialog(tuple(one.name for one in self._known), dialog)
        wishes, desk = form.wishes(), self._desk
        asking.named.connect(
            lambda name: self._write(button, lambda: save_wish_template(desk, name, wishes))
        )
        asking.open()

    def _remove(self, button: TemplateButton, template: WishTemplate) -> None:
        desk = self._desk
        self._write(button, lambda: delete_wish_template(desk, template.uid))

    def _write(self, button: TemplateButton, work: Callable[[], Changes]) -> None:
        def done(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            if isValid(button):
                self._read(button)

        self._bench.tasks.write(work, done)
