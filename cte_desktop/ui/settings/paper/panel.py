"""The part Letterhead: what stands at the head of plans and letters, and who signs plans."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cte_desktop.services.letterhead import keep_picture, letterhead_of, remove_picture
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.settings.paper.pictures import PicturesCard
from cte_desktop.ui.settings.values.panel import ValuesPanel, forbidden_words
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import Card, SectionHeader, sentence
from cte_desktop.wording.errors import told
from cte_desktop.wording.settings import SETTINGS_OF, part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_PICTURE = "picture:"


class PaperPanel(ValuesPanel):
    """Lines, pictures and signatories; certificates have a template of their own."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        names = SETTINGS_OF["paper"]
        words = tr(
            "The name of the district comes first, with up to three lines below it. Papers that "
            "were printed before stay as they are."
        )
        groups = (
            (tr("Lines"), names[:3]),
            (tr("Who signs plans"), names[3:6]),
            (tr("Who signs plans in Spanish"), names[6:]),
        )
        super().__init__(desk, bench, part_title("paper"), words, groups)
        self.pictures = PicturesCard()
        self.pictures.wanted.connect(self._on_wanted)
        self.pictures.removal_wanted.connect(self._on_removal)
        self.inside.insertWidget(1, self.pictures)
        self.certificates = Card(SectionHeader(tr("Certificates")))
        self.certificates.body.addWidget(
            sentence(tr("Their wording, signatories and seal have an editor."), muted=True)
        )
        self.edit = push_button(tr("Open the certificate template…"), "award", self._on_edit)
        self.certificates.body.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.insertWidget(self.inside.count() - 1, self.certificates)

    def read(self) -> None:
        super().read()
        desk = self.desk
        self.bench.tasks.read(
            lambda: letterhead_of(desk), self.pictures.show_letterhead, channel="letterhead"
        )
        self.pictures.forbid(forbidden_words(desk))

    def show_setting(self, key: str) -> None:
        if not key.startswith(_PICTURE):
            super().show_setting(key)
            return
        self.pictures.choose[key.removeprefix(_PICTURE)].setFocus()
        self.area.ensureWidgetVisible(self.pictures)

    def take(self, name: str, path: Path) -> None:
        """Take a picture in from a file, or say why it can't be."""
        desk = self.desk
        self._change(lambda: keep_picture(desk, name, path), tr("The picture is kept."))

    def _on_wanted(self, name: str) -> None:
        dialog = QFileDialog(self, tr("Choose a picture"), str(documents_folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Pictures (*.png *.jpg *.jpeg)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.take(name, Path(file)))
        dialog.open()

    def _on_removal(self, name: str) -> None:
        desk = self.desk
        self._change(partial(remove_picture, desk, name), tr("The picture is printed no longer."))

    def _change(self, work: Callable[[], Changes], said: str) -> None:
        desk, bench = self.desk, self.bench
        self.pictures.say("")

        def done(changes: Changes) -> None:
            bench.refresh.tell(changes)
            if changes.step is not None:
                bench.notices.done(said, undo_button(desk, bench, changes.step))
            self.read()

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                self.pictures.say(told(error).whole)
            else:
                bench.notices.error(error)

        bench.tasks.write(work, done, failed=failed, text=tr("Reading the picture…"))

    def _on_edit(self) -> None:
        self.bench.requests.page_requested.emit("completers")
        self.bench.actions.action("certificate_template").trigger()
