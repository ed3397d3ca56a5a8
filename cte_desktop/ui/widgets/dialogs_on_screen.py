"""What holds for every dialog: it is no larger than the screen, and Tab goes as one reads; and what
the focus comes to is seen, wherever it is scrolled.

On a small screen, or with large type, a dialog may need more room than there is. Its content then
moves into a place that scrolls; the row of buttons at its foot stays in sight.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui.widgets.fit_screen import bring_into_sight, room_of, scrolled
from cte_desktop.ui.widgets.focus_order import keep_reading_order

_SCROLLED = "scrolled to fit the screen"
_ORDERED = "read in order"
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Why the focus came: Qt itself scrolls for Tab alone, and not everywhere. What the program gives
the focus to stays where the program shows it.
"""


class DialogsOnScreen(QObject):
    """Looks at each dialog of the program when it is shown, and when its content grows."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Show, QEvent.Type.LayoutRequest) and isinstance(watched, QDialog):
            if kind == QEvent.Type.Show and not watched.property(_ORDERED):
                watched.setProperty(_ORDERED, True)
                keep_reading_order(watched, [])
            fit_dialog(watched)
        elif kind == QEvent.Type.KeyRelease and isinstance(watched, QAbstractItemView):
            _show_current(watched)
        elif isinstance(watched, QWidget) and _came_by_keys(event):
            bring_into_sight(watched)
        return False


def keep_dialogs_on_screen() -> None:
    """From now on let no dialog be larger than the screen, and nothing with the focus unseen."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.findChild(DialogsOnScreen) is None:
        application.installEventFilter(DialogsOnScreen(application))


def fit_dialog(dialog: QDialog) -> None:
    """Make a dialog as small as its screen, if it wants to be larger."""
    if isinstance(dialog, QFileDialog) or not dialog.isWindow():
        return
    room = room_of(dialog)
    if not _fits(dialog.minimumSizeHint().expandedTo(dialog.minimumSize()), room):
        if not dialog.property(_SCROLLED):
            dialog.setProperty(_SCROLLED, True)
            _scroll(dialog)
        dialog.setMinimumSize(dialog.minimumSizeHint().boundedTo(room))
    if not _fits(dialog.size(), room):
        dialog.resize(dialog.size().boundedTo(room))


def _came_by_keys(event: QEvent) -> bool:
    if event.type() != QEvent.Type.FocusIn or not isinstance(event, QFocusEvent):
        return False
    return event.reason() in _BY_KEYS


def _show_current(view: QAbstractItemView) -> None:
    """Show the row that the keys went to, where the view itself is larger than its place."""
    row = view.visualRect(view.currentIndex())
    if row.isValid() and view.hasFocus():  # the key may have led away from it
        row.moveTo(view.viewport().mapTo(view, row.topLeft()))
        row.setWidth(1)  # rows are wide: the view need not go sideways for them
        row.moveLeft(0)
        bring_into_sight(view, row)


def _fits(size: QSize, room: QSize) -> bool:
    return size.width() <= room.width() and size.height() <= room.height()


def _scroll(dialog: QDialog) -> None:
    """Put the content of a dialog into a place that scrolls, above its row of buttons."""
    content = dialog.layout()
    if content is None:
        return
    focused = dialog.focusWidget()
    edges = content.contentsMargins()
    inside = QWidget(dialog)  # a child already: else the order of Tab would be made anew
    inside.setLayout(content)
    area = scrolled(inside, dialog.windowTitle(), dialog)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(area, 1)
    foot = _foot(content)
    if foot is not None:
        below = QHBoxLayout()
        below.setContentsMargins(edges.left(), edges.bottom() // 2, edges.right(), edges.bottom())
        whole.addLayout(below)
        _move(foot, below)
        content.setContentsMargins(edges.left(), edges.top(), edges.right(), edges.bottom() // 2)
    for moved in (area, *area.findChildren(QWidget)):
        # Qt shows what was moved later on, one by one: until then nothing could have the keyboard.
        QCoreApplication.sendPostedEvents(moved, QEvent.Type.MetaCall.value)
    if focused is not None:
        focused.setFocus()
    QTimer.singleShot(0, dialog, lambda: _give_back(dialog))  # as it is laid out


def _give_back(dialog: QDialog) -> None:
    """Give the keyboard to what has it in a dialog: while it was moved it could not be seen."""
    focused = dialog.focusWidget()
    if focused is not None:
        if dialog.isActiveWindow() and QApplication.focusWidget() is None:
            focused.clearFocus()  # else it is taken to have it already
            focused.setFocus()
        bring_into_sight(focused)


def _foot(content: QLayout) -> QWidget | QLayout | None:
    """Take the row of buttons at the foot out of a layout; None if it ends with something else."""
    if not isinstance(content, QVBoxLayout) or content.count() < 2:
        return None
    last = content.itemAt(content.count() - 1)
    row, box = (None, None) if last is None else (last.layout(), last.widget())
    widgets = _widgets(row) if row is not None else [] if box is None else [box]
    pressed = [one for one in widgets if _is_pressed(one)]
    if not pressed or len(pressed) * 2 < len(widgets):
        return None
    content.takeAt(content.count() - 1)
    return row if row is not None else box


def _is_pressed(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton):
        return True
    inside = widget.layout()
    return inside is not None and any(isinstance(one, QAbstractButton) for one in _widgets(inside))


def _move(foot: QWidget | QLayout, below: QHBoxLayout) -> None:
    if isinstance(foot, QLayout):
        below.addLayout(foot)
    else:
        below.addWidget(foot)


def _widgets(layout: QLayout) -> list[QWidget]:
    found = (layout.itemAt(place) for place in range(layout.count()))
    widgets = (one.widget() for one in found if one is not None)
    return [one for one in widgets if one is not None]
