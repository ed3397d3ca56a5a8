"""The editor of the certificate: text and faults on the left, the page and pictures on the right.

What is edited is a draft; keeping it is one step of the history.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cte_desktop.services.awards.look.pictures import export_look, read_look
from cte_desktop.services.awards.look.preview import check_look
from cte_desktop.services.awards.look.template import Look, default_text, read_image
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.completers.template.pictures_pane import PicturesPane, slot_words
from cte_desktop.ui.completers.template.preview_pane import PreviewPane
from cte_desktop.ui.completers.toml_faults import TomlFaults
from cte_desktop.ui.completers.toml_text import TomlText
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import current_language, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.awards.look.pictures import PictureSlot
    from cte_desktop.services.awards.look.preview import AwardSample, CheckedLook
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_SIZE = (1180, 740)
_PAUSE = 250  # milliseconds without a key before the page is drawn anew
_CHANNEL = "certificate preview"
_PICTURES = "PNG, JPEG (*.png *.jpg *.jpeg)"


class TemplateDialog(QDialog):
    """The editor. Signal: `keep_wanted(Look)`; answer with `kept` or `not_kept`."""

    keep_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        look: Look,
        awards: Sequence[AwardSample],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Edit the certificate"))
        self.setAccessibleName(self.windowTitle())
        self._desk = desk
        self._bench = bench
        self._begun = look
        self._images = dict(look.images)
        self._folder = documents_folder()
        self._leaving = False
        self.text = TomlText(tr("Text of the template"))
        self.faults = TomlFaults()
        self.preview = PreviewPane(desk.catalog().schools, awards, current_language())
        self.pictures = PicturesPane()
        self.said = ThemedLabel("", color="must_fix")
        self.said.setWordWrap(True)
        self.keep_button = primary_button(tr("Keep"), press=self.keep)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._put_together()
        self.text.setPlainText(look.text)
        self._connect()
        self._check()
        self.text.setFocus()

    def look(self) -> Look:
        """Return text and pictures as they stand here."""
        return Look(self.text.toPlainText(), dict(self._images))

    def is_changed(self) -> bool:
        """Say whether anything differs from what is kept."""
        return self.look() != self._begun

    def keep(self) -> None:
        """Ask for the draft to be kept; a draft with faults leads to the first of them."""
        first = self.faults.first_line()
        if first:
            self.text.go_to(first)
        else:
            self.keep_button.setEnabled(False)
            self.keep_wanted.emit(self.look())

    def kept(self, look: Look) -> None:
        """Go on from what was kept."""
        self._begun = look
        self._on_changed()
        if self._leaving:
            self.accept()

    def not_kept(self, error: Exception) -> None:
        """Say why a draft was not kept."""
        self._leaving = False
        self._tell(error)
        self._on_changed()

    def choose_picture(self, slot: PictureSlot) -> None:
        """Ask for the file of a picture."""
        chosen = QFileDialog(self, slot_words(slot), str(self._folder))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen.setNameFilters([_PICTURES, tr("All files (*)")])
        chosen.fileSelected.connect(lambda name: self.take_picture(slot, Path(name)))
        chosen.open()

    def take_picture(self, slot: PictureSlot, path: Path) -> None:
        """Put the picture of a file into its place in the draft."""
        self._folder = path.parent
        self._bench.tasks.read(
            lambda: read_image(path),
            lambda png: self._on_pictures({**self._images, slot.name: png}),
            failed=self._tell,
        )

    def remove_picture(self, slot: PictureSlot) -> None:
        """Take a picture out of the draft."""
        self._on_pictures({name: png for name, png in self._images.items() if name != slot.name})

    def use_default(self) -> None:
        """Put the shipped text into the draft; Ctrl+Z brings back what stood there."""
        self.text.show_text(default_text())

    def bring(self, path: Path) -> None:
        """Put what a zip, a folder or a file holds into the draft."""
        self._folder = path.parent
        self._bench.tasks.read(
            lambda: read_look(path),
            lambda look: self._on_brought(look, with_pictures=path.suffix.lower() != ".toml"),
            failed=self._tell,
        )

    def export(self, path: Path) -> None:
        """Write the draft with its pictures as a zip or into a folder."""
        look = self.look()
        self._folder = path.parent
        self._bench.tasks.write(
            lambda: export_look(look, path),
            lambda _files: self._bench.notices.done(tr("The template lies in {file}.", file=path)),
            failed=self._tell,
        )

    def reject(self) -> None:
        """Close; ask first when something was changed."""
        if not self.is_changed():
            super().reject()
            return
        self._bench.notices.ask(
            self,
            Question(
                "template_changed",
                tr("Keep the changes to the certificate?"),
                tr("Certificates that are printed from now on look as the preview shows."),
                (Choice("drop", tr("Drop them")), Choice("keep", tr("Keep"), primary=True)),
            ),
            self._on_answered,
        )

    def done(self, result: int) -> None:
        self._timer.stop()
        self.preview.let_go()
        super().done(result)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_changed)
        self.faults.line_wanted.connect(self.text.go_to)
        self.preview.choice_changed.connect(self._check)
        self.pictures.picture_wanted.connect(self.choose_picture)
        self.pictures.removal_wanted.connect(self.remove_picture)
        self._timer.timeout.connect(self._check)
        # An open editor dies with the program unasked, and its page must be closed before.
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.preview.let_go)
        self.keep_button.setEnabled(False)

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self.windowTitle()))
        column.addWidget(
            sentence(
                tr("Change what stands between quotation marks. Notes begin with #."), muted=True
            )
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.px(theme.GAP))
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        for widgets in ((self.text, self.faults), (self.preview, self.pictures)):
            half = QWidget()
            inside = QVBoxLayout(half)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(theme.px(theme.INSIDE))
            inside.addWidget(widgets[0], 1)
            inside.addWidget(widgets[1])
            split.addWidget(half)
        split.setSizes([theme.px(580), theme.px(540)])
        column.addWidget(split, 1)
        column.addWidget(self.said)
        self.said.setVisible(False)
        column.addLayout(self._buttons())
        fit_screen(self, *_SIZE)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        for text, icon, press in (
            (tr("Back to the district default"), "rotate-cw", self.use_default),
            (tr("Import…"), "import", self._on_import),
            (tr("Export…"), "upload", self._on_export),
        ):
            row.addWidget(push_button(text, icon, press))
        row.addStretch(1)
        row.addWidget(push_button(tr("Close"), press=self.reject))
        row.addWidget(self.keep_button)
        return row

    def _on_changed(self) -> None:
        self.keep_button.setEnabled(self.is_changed())
        self._timer.start()

    def _on_pictures(self, images: dict[str, bytes]) -> None:
        self._images = images
        self._say("")
        self.keep_button.setEnabled(self.is_changed())
        self._check()

    def _on_brought(self, look: Look, *, with_pictures: bool) -> None:
        if with_pictures:
            self._images = dict(look.images)
        self._say("")
        self.text.show_text(look.text)
        self._on_changed()
        self._check()

    def _check(self) -> None:
        """Look over the draft and draw it, away from the window's thread."""
        self._timer.stop()
        desk, look = self._desk, self.look()
        sample, language = self.preview.chosen(), self.preview.chosen_language()
        self._bench.tasks.read(
            lambda: check_look(desk, look, sample, language),
            lambda found: self._on_checked(look, found),
            channel=_CHANNEL,
        )

    def _on_checked(self, look: Look, found: CheckedLook) -> None:
        if look != self.look():
            return  # typed on meanwhile; the newer text is looked over soon
        self.faults.show_faults(found.faults)
        self.text.show_faults(self.faults.by_line())
        if not found.faults:
            self.pictures.show_pictures(found.slots, look.images)
        if found.page is not None:
            self.preview.show_page(found.page)
        elif found.trouble is not None:
            self.preview.show_old(told(found.trouble).whole)
        else:
            self.preview.show_old(
                trn(
                    "The page shows the text before this fault.",
                    "The page shows the text before these faults.",
                    len(found.faults),
                )
            )

    def _on_import(self) -> None:
        chosen = QFileDialog(self, tr("Import a template"), str(self._folder))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen.setNameFilters([tr("Templates (*.zip *.toml)"), tr("All files (*)")])
        chosen.fileSelected.connect(lambda name: self.bring(Path(name)))
        chosen.open()

    def _on_export(self) -> None:
        chosen = QFileDialog(self, tr("Export the template"), str(self._folder / "certificate.zip"))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chosen.setNameFilter(tr("Template with its pictures (*.zip)"))
        chosen.setDefaultSuffix("zip")
        chosen.fileSelected.connect(lambda name: self.export(Path(name)))
        chosen.open()

    def _on_answered(self, answer: str) -> None:
        if answer == "drop":
            super().reject()
        elif answer == "keep":
            self._leaving = True
            self.keep()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._say(told(error).whole)
        else:
            self._bench.notices.error(error)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
