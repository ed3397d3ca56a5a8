"""The two pictures of papers: shown as they will be printed, chosen and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from cte_desktop.services.letterhead import PICTURE, SEAL
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import Card, SectionHeader, ThemedLabel, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.letterhead import Letterhead

_THUMB = (180, 52)


class PicturesCard(Card):
    """Signals: `wanted(name)`: a file is to be chosen; `removal_wanted(name)`."""

    wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(SectionHeader(tr("Pictures")))
        self.choose: dict[str, QPushButton] = {}
        self.remove: dict[str, QPushButton] = {}
        self.thumbs: dict[str, QLabel] = {}
        self.fault = ThemedLabel("", color="must_fix")
        self.fault.setWordWrap(True)
        self.fault.hide()
        for name, title, words in (
            (
                PICTURE,
                tr("Picture of the letterhead"),
                tr("A logo at the top left of plans and letters. Default: none."),
            ),
            (
                SEAL,
                tr("Seal"),
                tr("Beside the signatures of plans and letters. Default: none."),
            ),
        ):
            self._add(name, title, words)
        self.body.addWidget(self.fault)
        self.body.addWidget(
            sentence(
                tr(
                    "PNG or JPEG, at most 20 MB; larger ones are made as small as paper needs. "
                    "The pictures of certificates belong to their own template."
                ),
                muted=True,
            )
        )

    def show_letterhead(self, letterhead: Letterhead) -> None:
        """Show the pictures that are kept."""
        for name, png in ((PICTURE, letterhead.picture), (SEAL, letterhead.seal)):
            thumb = self.thumbs[name]
            thumb.setVisible(bool(png))
            self.remove[name].setVisible(bool(png))
            if png:
                thumb.setPixmap(_thumbnail(png))

    def forbid(self, reason: str) -> None:
        """Let nothing be chosen, for a reason."""
        for button in (*self.choose.values(), *self.remove.values()):
            button.setEnabled(not reason)
            button.setToolTip(reason)

    def say(self, words: str) -> None:
        """Say why a picture was not taken; "" takes it away."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _add(self, name: str, title: str, words: str) -> None:
        label = ThemedLabel(title, bold=True)
        thumb = self.thumbs[name] = QLabel()
        thumb.setAccessibleName(tr("Picture: {picture}", picture=title))
        # A logo is drawn for white paper; on the dark ground it would not be seen.
        thumb.setStyleSheet("background: white; border-radius: 3px; padding: 2px;")
        choose = push_button(tr("Choose a picture…"), "folder-open", lambda: self.wanted.emit(name))
        choose.setAccessibleName(tr("{picture}: choose a picture", picture=title))
        remove = push_button(tr("Back to none"), press=lambda: self.removal_wanted.emit(name))
        remove.setAccessibleName(tr("{picture}: back to none", picture=title))
        self.choose[name], self.remove[name] = choose, remove
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(choose)
        row.addWidget(remove)
        row.addWidget(thumb)
        row.addStretch(1)
        self.body.addWidget(label)
        self.body.addWidget(sentence(words, muted=True))
        self.body.addLayout(row)


def _thumbnail(png: bytes) -> QPixmap:
    picture = QPixmap()
    picture.loadFromData(png)
    return picture.scaled(
        QSize(theme.px(_THUMB[0]), theme.px(_THUMB[1])),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
