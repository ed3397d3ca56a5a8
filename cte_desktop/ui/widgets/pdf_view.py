"""A PDF on screen: pages under each other, drawn when they come into view, zoomed with Ctrl and
the wheel.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from math import ceil
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from cte_desktop.ui import theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

ZOOM_LEAST = 0.25
ZOOM_MOST = 4.0
_ZOOM_STEP = 1.2
_POINTS_PER_INCH = 72.0
_SCREEN_DPI = 96.0
_KEPT_PICTURES = 12
_WHEEL_NOTCH = 120
_SPARE = 0.01  # of a pixel: a page is never rounded up to more than its room
_ONE_AT_A_TIME = threading.RLock()
"""pdfium is not made for several threads, not even with a document each."""


class PdfPages:
    """The pages of a PDF as pictures, for any thread. Sizes are in points of 1/72 inch."""

    def __init__(self, content: bytes) -> None:
        with _ONE_AT_A_TIME:
            self._document = pdfium.PdfDocument(content)
            every = range(len(self._document))
            self._sizes: tuple[tuple[float, float], ...] = tuple(
                self._document.get_page_size(number) for number in every
            )

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points; pages count from 0."""
        return self._sizes[number]

    def picture(self, number: int, dots_per_point: float) -> QImage:
        """Return a page as a picture."""
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = page.render(scale=dots_per_point, rev_byteorder=True, prefer_bgrx=True)
            picture = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGBX8888,
            ).copy()
            bitmap.close()
            page.close()
        return picture

    def text(self, number: int) -> str:
        """Return the words of a page, for a screen reader."""
        with _ONE_AT_A_TIME:
            page = self._document[number]
            words = page.get_textpage()
            text: str = words.get_text_range()
            words.close()
            page.close()
        return text

    def close(self) -> None:
        """Let go of the document."""
        with _ONE_AT_A_TIME:
            self._document.close()


class PdfView(QAbstractScrollArea):
    """Shows a PDF. Signals: `page_changed(number from 1, of how many)`; `zoom_changed(1.0 = real
    size)`.
    """

    accessible_role = QAccessible.Role.Document

    page_changed = Signal(int, int)
    zoom_changed = Signal(float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        self._pages: PdfPages | None = None
        self._zoom = 1.0
        self._fits_width = True
        self._fits_page = False
        self._current = 0
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_pdf(self, content: bytes) -> None:
        """Show this document from its first page."""
        self.let_go()
        self._pages = PdfPages(content)
        self.setAccessibleDescription(self._pages.text(0) if len(self._pages) else "")
        if self._fits_width:
            self.fit_width()
        elif self._fits_page:
            self.fit_page()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    def pages(self) -> PdfPages | None:
        """Return the pages shown."""
        return self._pages

    def let_go(self) -> None:
        """Close the document; the view is empty then."""
        self._pictures.clear()
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self.viewport().update()

    def zoom(self) -> float:
        """Return the zoom, 1.0 is real size."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show larger or smaller; the place looked at stays."""
        self._fits_width = self._fits_page = False
        self._zoom_to(zoom)

    def zoom_in(self) -> None:
        """Show larger."""
        self.set_zoom(self._zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show smaller."""
        self.set_zoom(self._zoom / _ZOOM_STEP)

    def fit_width(self) -> None:
        """Make the widest page as wide as the view, and keep it so."""
        self._fits_width, self._fits_page = True, False
        if self._pages is None or not len(self._pages):
            return
        # Reckoned without the bars that are shown now: a bar that comes because of the zoom, and
        # goes because of the next, would go on for ever.
        whole = self.maximumViewportSize()
        self._zoom_to(self._zoom_for(whole.width()))
        if sum(self._pixel_size(n).height() + theme.GAP for n in range(len(self._pages))) > (
            whole.height() - theme.GAP
        ):
            self._zoom_to(
                self._zoom_for(whole.width() - self.verticalScrollBar().sizeHint().width())
            )

    def fit_page(self) -> None:
        """Make the whole of the first page seen, and keep it so."""
        self._fits_width, self._fits_page = False, True
        if self._pages is None or not len(self._pages):
            return
        whole = self.maximumViewportSize()
        tall = (whole.height() - 2 * theme.GAP - _SPARE) / self._pages.size(0)[1]
        self._zoom_to(min(self._zoom_for(whole.width()), tall * _POINTS_PER_INCH / _SCREEN_DPI))

    def _zoom_for(self, width: int) -> float:
        """Return the zoom at which the widest page fills a width, with its margins."""
        pages = self._pages
        widest = max(pages.size(n)[0] for n in range(len(pages))) if pages else 1.0
        room = width - 2 * theme.PAGE - _SPARE
        return room / (widest * _SCREEN_DPI / _POINTS_PER_INCH)

    def turn(self, pages: int) -> None:
        """Go some pages on, or back."""
        if self._pages is not None:
            target = min(max(self._current + pages, 0), len(self._pages) - 1)
            self.verticalScrollBar().setValue(self._tops()[target] - theme.GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_width:
            self.fit_width()
        elif self._fits_page:
            self.fit_page()
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * _ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("sunken"))
        for number, box in enumerate(self._boxes()):
            if not box.intersects(event.rect()):
                continue
            painter.setPen(theme.color("line"))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
            painter.fillRect(box, QColor(Qt.GlobalColor.white))
            # At its own size: scaled by a pixel it would lose a line of pixels, and words with it.
            painter.drawImage(box.topLeft(), self._picture(number))
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _zoom_to(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        zoom = min(max(zoom, ZOOM_LEAST), ZOOM_MOST)
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._lay_out()
        bar.setValue(round(share * bar.maximum()))
        self.zoom_changed.emit(zoom)
        self.viewport().update()

    def _pixel_size(self, number: int) -> QSize:
        width, height = self._pages.size(number) if self._pages else (0.0, 0.0)
        dots = self._zoom * _SCREEN_DPI / _POINTS_PER_INCH
        return QSize(ceil(width * dots), ceil(height * dots))

    def _tops(self) -> list[int]:
        tops, top = [], theme.GAP
        for number in range(len(self._pages) if self._pages else 0):
            tops.append(top)
            top += self._pixel_size(number).height() + theme.GAP
        return tops

    def _boxes(self) -> list[QRect]:
        shift_x = self.horizontalScrollBar().value()
        shift_y = self.verticalScrollBar().value()
        boxes = []
        for number, top in enumerate(self._tops()):
            size = self._pixel_size(number)
            left = max(theme.PAGE, (self.viewport().width() - size.width()) // 2)
            boxes.append(QRect(QPoint(left - shift_x, top - shift_y), size))
        return boxes

    def _lay_out(self) -> None:
        tops = self._tops()
        if not tops:
            self.verticalScrollBar().setRange(0, 0)
            return
        last = self._pixel_size(len(tops) - 1).height()
        widest = max(self._pixel_size(number).width() for number in range(len(tops)))
        room = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, tops[-1] + last + theme.GAP - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(theme.px(40))
        self.horizontalScrollBar().setRange(0, max(0, widest + 2 * theme.PAGE - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())

    def _picture(self, number: int) -> QImage:
        if self._pages is None:
            return QImage()
        ratio = self.devicePixelRatioF()
        dots = self._zoom * _SCREEN_DPI / _POINTS_PER_INCH * ratio
        key = (number, dots)
        if key not in self._pictures:
            picture = self._pages.picture(number, dots)
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
            while len(self._pictures) > _KEPT_PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        tops = self._tops()
        current = max((number for number, top in enumerate(tops) if top <= middle), default=0)
        self._current = current
        if tops:
            self.setAccessibleName(
                tr(
                    "{name}, page {page} of {pages}",
                    name=self._name,
                    page=current + 1,
                    pages=len(tops),
                )
            )
            self.page_changed.emit(current + 1, len(tops))
        self.viewport().update()
