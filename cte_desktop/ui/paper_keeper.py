"""Handing out a paper: previewed, printed or saved, and logged with who received it and what for.

What was handed out closes its preview: the next copy is made anew, and a certificate says Reprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cte_desktop.services.changes import Changes
from cte_desktop.services.disclosures import recent_words
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

    Words = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper that names people, and how it leaves.

    `keep(path, disclosed)` writes the file and its entry of the log; `log(disclosed, pages)` enters
    the pages, from 1, that went to a printer; both run away from the window's thread. `usual` is
    what stands in the two lines of who receives it and what for at first; `given` is what was said
    already, then nothing is asked. `note` is a line above the pages. `said` returns what is told of
    so many pages.
    """

    content: bytes
    title: str
    file_name: str
    keep: Callable[[Path, Disclosure], object]
    log: Callable[[Disclosure, tuple[int, ...]], object]
    usual: Disclosure | None = None
    given: Disclosure | None = None
    note: str = ""
    said: Callable[[int], str] | None = None
    touches: frozenset[str] = frozenset({"disclosures"})


class PaperKeeper(QObject):
    """Shows previews over a widget and sees to it that nothing leaves unlogged."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over

    def preview(self, paper: Paper, over: QWidget | None = None) -> PrintPreview:
        """Show a paper, to be printed or saved."""
        asked = None if paper.given is not None else _asked(paper.usual)
        preview = PrintPreview(
            paper.content,
            paper.title,
            paper.file_name,
            lambda path: self._keep(paper, path, preview),
            self._bench.tasks,
            over or self._over,
            to=asked,
        )
        preview.say(paper.note)
        preview.printed.connect(lambda pages, of: self._log(paper, pages, of, preview))
        preview.open()
        if asked is not None:
            self._offer_words(preview, asked)
        return preview

    def _offer_words(self, preview: PrintPreview, asked: RecipientFields) -> None:
        desk = self._desk

        def offer(words: Words) -> None:
            if isValid(preview) and isValid(asked):
                asked.offer(*words)

        self._bench.tasks.read(lambda: recent_words(desk), offer)

    def _keep(self, paper: Paper, path: Path, preview: PrintPreview) -> None:
        disclosed = _disclosed(paper, preview)
        pages = preview.view.pages()
        said = _told(paper, len(pages or ()), tr("Saved as {file}.", file=path.name))
        self._write(paper, lambda: paper.keep(path, disclosed), said, preview)

    def _log(self, paper: Paper, pages: tuple[int, ...], of: int, preview: PrintPreview) -> None:
        disclosed = _disclosed(paper, preview)
        noted = tr("They are noted as printed.") if paper.said is not None else ""
        if len(pages) < of:
            noted = tr(
                "{count} of {total} pages went to the printer; they alone are noted as printed.",
                count=f"{len(pages):,}",
                total=f"{of:,}",
            )
        said = _told(paper, len(pages), noted)
        self._write(paper, lambda: paper.log(disclosed, pages), said, preview)

    def _write(
        self, paper: Paper, work: Callable[[], object], said: str, preview: PrintPreview
    ) -> None:
        preview.setEnabled(False)  # one copy: whoever wants another asks anew

        def failed(error: Exception) -> None:
            if isValid(preview):
                preview.setEnabled(True)
            self._bench.notices.error(error)

        def done(_made: object) -> None:
            if isValid(preview):
                preview.accept()
            self._bench.refresh.tell(Changes(paper.touches))
            if said:
                self._bench.notices.done(said)

        self._bench.tasks.write(work, done, failed=failed)


def _asked(usual: Disclosure | None) -> RecipientFields:
    asked = RecipientFields()
    if usual is not None:
        asked.recipient.setText(usual.recipient)
        asked.purpose.setText(usual.purpose)
    return asked


def _disclosed(paper: Paper, preview: PrintPreview) -> Disclosure:
    if preview.to is None:
        return paper.given or Disclosure()
    return Disclosure(*preview.to.texts())


def _told(paper: Paper, pages: int, noted: str) -> str:
    said = paper.said(pages) if paper.said is not None else ""
    return " ".join(part for part in (said, noted) if part)
