"""Printing packets for families: of a selection, or of the student on the table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from cte_desktop.services.changes import Changes
from cte_desktop.services.packets import draw_packets, keep_packets, log_packets, write_packets
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.caseload_actions import PRINT_PACKETS
from cte_desktop.ui.for_selected import ForSelected
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.packets.order_dialog import PacketDialog
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.plan_batches import PlanBatch
    from cte_desktop.services.printing import Printed
    from cte_desktop.ui.packets.order_dialog import PacketWish
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


class PrintPackets(ForSelected):
    """Offers it on the page for the students whom `selected` returns."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, selected, page)
        self._keeper = PaperKeeper(desk, bench, page[1])
        self.dialog: PacketDialog | None = None
        bench.actions.offer(PRINT_PACKETS, self.ask, page=page[0])

    def ask(self) -> None:
        """Ask in which language and how; then make them."""
        uids = self._chosen()
        if not uids or self.dialog is not None:
            return
        self.dialog = PacketDialog(len(uids), self._page.window())
        self.dialog.wanted.connect(lambda wish: self._make(uids, wish))
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _make(self, uids: tuple[str, ...], wish: PacketWish) -> None:
        if wish.each_alone:
            self._ask_folder(uids, wish)
        else:
            self._draw(uids, wish)

    def _draw(self, uids: tuple[str, ...], wish: PacketWish) -> None:
        desk = self._desk

        def work(report: Reporter) -> PlanBatch:
            return draw_packets(desk, uids, wish.order, report)

        self._bench.tasks.long(
            work,
            self._show,
            failed=self._bench.notices.error,
            text=tr("Drawing the packets"),
            writes=False,
        )

    def _show(self, batch: PlanBatch) -> None:
        desk, count = self._desk, len(batch.uids)
        title = trn(
            "Packet for {shown} family", "Packets for {shown} families", count, shown=f"{count:,}"
        )
        self._keeper.preview(
            Paper(
                batch.content,
                title,
                "packets.pdf",
                lambda path, given: keep_packets(desk, batch, path, given),
                lambda given, pages: log_packets(desk, batch, given, pages),
                usual=Disclosure(tr("Parent or guardian"), tr("Advising")),
            )
        )

    def _ask_folder(self, uids: tuple[str, ...], wish: PacketWish) -> None:
        dialog = QFileDialog(
            self._page.window(), tr("A folder for the packets"), str(documents_folder())
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.write(uids, wish, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, uids: tuple[str, ...], wish: PacketWish, folder: Path) -> None:
        """Write a PDF for each student into a folder, with progress; given up, nothing is there."""
        desk = self._desk

        def work(report: Reporter) -> Printed:
            return write_packets(desk, uids, folder, wish.disclosed, wish.order, report)

        def done(made: Printed) -> None:
            self._bench.refresh.tell(Changes(frozenset({"disclosures"})))
            said = trn(
                "{shown} packet lies in {folder}.",
                "{shown} packets lie in {folder}.",
                made.students,
                shown=f"{made.students:,}",
                folder=folder,
            )
            self._bench.notices.done(said, NoticeButton(tr("Open folder"), lambda: _open(folder)))

        self._bench.tasks.long(
            work, done, failed=self._bench.notices.error, text=tr("Writing the packets")
        )


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
