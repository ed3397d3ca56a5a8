"""The pictures of a certificate: the seal and each signature, to be chosen or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import icon_button, push_button
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QPushButton, QToolButton

    from cte_desktop.services.awards.look.pictures import PictureSlot

_THUMB = (84, 30)
_HEIGHT = 178


class PicturesPane(QWidget):
    """The list. Signals: `picture_wanted(slot)`, `removal_wanted(slot)`.

    `choose_buttons` and `remove_buttons` stand under the names of the pictures.
    """

    picture_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choose_buttons: dict[str, QPushButton] = {}
        self.remove_buttons: dict[str, QToolButton] = {}
        self._shown: tuple[tuple[PictureSlot, ...], Mapping[str, bytes]] = ((), {})
        self._inside = QWidget()
        self._area = scrolled(self._inside, tr("Pictures"))
        self._area.setFixedHeight(theme.px(_HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def show_pictures(self, slots: Sequence[PictureSlot], images: Mapping[str, bytes]) -> None:
        """Show the places for pictures and what lies in them; the focus stays where it was."""
        wanted = (tuple(slots), dict(images))
        if wanted == self._shown:
            return
        self._shown = wanted
        held = self._held()
        self._inside = QWidget()
        self.choose_buttons, self.remove_buttons = {}, {}
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        grid.setHorizontalSpacing(theme.px(theme.INSIDE))
        grid.setVerticalSpacing(theme.px(theme.TIGHT))
        grid.setColumnStretch(0, 1)
        for row, slot in enumerate(slots):
            self._add(grid, row, slot, images.get(slot.name))
        if not slots:
            grid.addWidget(sentence(tr("The template has no place for a picture."), muted=True))
        grid.setRowStretch(len(slots) + 1, 1)
        self._area.setWidget(self._inside)
        button = self.choose_buttons.get(held)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> str:
        """Return the name of the picture whose buttons have the focus, "" when none has."""
        for name, button in (*self.choose_buttons.items(), *self.remove_buttons.items()):
            if button.hasFocus():
                return name
        return ""

    def _add(self, grid: QGridLayout, row: int, slot: PictureSlot, png: bytes | None) -> None:
        words = slot_words(slot)
        label = ThemedLabel(words)
        label.setToolTip(tr('In the template its name is "{name}".', name=slot.name))
        grid.addWidget(label, row, 0)
        grid.addWidget(_thumbnail(words, png), row, 1)
        if slot.used:
            text = tr("Choose signature picture…") if slot.role else tr("Choose seal picture…")
            choose = push_button(text, press=lambda: self.picture_wanted.emit(slot))
            choose.setAccessibleName(f"{text} {words}")
            self.choose_buttons[slot.name] = choose
            grid.addWidget(choose, row, 2)
        if png is not None:
            name = tr("Remove the picture: {picture}", picture=words)
            remove = icon_button("trash-2", name, lambda: self.removal_wanted.emit(slot))
            self.remove_buttons[slot.name] = remove
            grid.addWidget(remove, row, 3)


def slot_words(slot: PictureSlot) -> str:
    """Return what a place for a picture is called: "Principal, Valencia High"."""
    if not slot.used:
        return tr("{name} (the template has no place for it)", name=slot.name)
    if not slot.role:
        return tr("Seal of the district")
    if not slot.school:
        return slot.role
    return tr("{role}, {school}", role=slot.role, school=slot.school)


def _thumbnail(words: str, png: bytes | None) -> QLabel:
    if png is None:
        return ThemedLabel(tr("no picture"), color="text_muted")
    picture = QPixmap()
    picture.loadFromData(png)
    size = QSize(theme.px(_THUMB[0]), theme.px(_THUMB[1]))
    label = QLabel()
    label.setAccessibleName(tr("Picture: {picture}", picture=words))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setPixmap(
        picture.scaled(
            size,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    # Signatures are drawn in ink for white paper; in the dark theme they would not be seen.
    label.setStyleSheet("background: white; border-radius: 3px; padding: 2px;")
    return label
