"""Tags of the selected students: the action, and what its dialog asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from cte_desktop.services.tags import count_tagged, every_tag, tag_many, untag_many
from cte_desktop.ui.caseload_actions import TAG_MANY
from cte_desktop.ui.for_selected import ForSelected
from cte_desktop.ui.students.tagging.dialog import TagsDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

    Read = tuple[tuple[tuple[str, int], ...], dict[str, int]]


class TagMany(ForSelected):
    """Offers the tags of the selected students on a page."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, selected, page)
        bench.actions.offer(TAG_MANY, self.open, page=page[0])

    def open(self) -> None:
        """Show the tags of the selected students."""
        uids = self._chosen()
        if not uids:
            return
        dialog = TagsDialog(len(uids), self._page)
        dialog.given.connect(lambda tag: self._give(dialog, uids, tag))
        dialog.taken.connect(lambda tag: self._take(dialog, uids, tag))
        dialog.open()
        self._read(dialog, uids)

    def _read(self, dialog: TagsDialog, uids: tuple[str, ...]) -> None:
        desk = self._desk

        def show(found: Read) -> None:
            if isValid(dialog):
                known, counts = found
                dialog.offer(tag for tag, _count in known)
                dialog.show_counts(counts)

        self._bench.tasks.read(lambda: (every_tag(desk), dict(count_tagged(desk, uids))), show)

    def _give(self, dialog: TagsDialog, uids: tuple[str, ...], tag: str) -> None:
        desk = self._desk
        self._write(
            dialog,
            uids,
            lambda: tag_many(desk, uids, tag),
            tr("The tag “{tag}” was given.", tag=tag),
            tr("All of them have the tag “{tag}” already.", tag=tag),
        )

    def _take(self, dialog: TagsDialog, uids: tuple[str, ...], tag: str) -> None:
        desk = self._desk
        self._write(
            dialog,
            uids,
            lambda: untag_many(desk, uids, tag),
            tr("The tag “{tag}” was taken away.", tag=tag),
            tr("None of them has the tag “{tag}” any more.", tag=tag),
        )

    def _write(
        self,
        dialog: TagsDialog,
        uids: tuple[str, ...],
        work: Callable[[], Changes],
        said: str,
        nothing: str,
    ) -> None:
        def done(changes: Changes) -> None:
            self._tell(changes, said if changes.step is not None else nothing)
            if isValid(dialog):
                self._read(dialog, uids)

        self._bench.tasks.write(
            work, done, failed=self._bench.notices.error, text=tr("Writing the tags…")
        )
