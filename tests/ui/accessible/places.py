"""Every page, every part of a page and every dialog to which a way is known, one after the other.

The ways are those of tests/faults/leaks.json, so that a new page or dialog is looked at as soon as
it has one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.faults.leaks import read_ways
from tests.faults.openings import PAGES, Way, close_until, go, parts_of, press, top_dialog
from tests.faults.window import Seat


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen now, and how one comes to it."""

    name: str
    widget: QWidget
    page: str


def everything(seat: Seat, pages: Sequence[str] = PAGES) -> Iterator[Shown]:
    """Show one place after the other; each is there until the next is asked for."""
    by_base: dict[tuple[str, int], list[Way]] = defaultdict(list)
    for way in read_ways().values():
        by_base[way.page, way.part].append(way)
    for page in pages:
        parts = parts_of(seat, page)
        for part in range(max(1, parts)):
            base = Way(page, part if parts else -1, ())
            go(seat, base)
            yield Shown(f"{page} {part}" if parts else page, seat.window, page)
            known = [*by_base.pop((page, base.part), ())]
            known += by_base.pop((page, -1), ()) if part == 0 else ()
            yield from _dialogs(seat, base, known)


def _dialogs(seat: Seat, base: Way, ways: Sequence[Way]) -> Iterator[Shown]:
    for way in sorted(ways, key=lambda one: one.presses):
        full = Way(way.page, base.part, way.presses)
        dialog = _opened(seat, full)
        if dialog is None:  # what was done before may have left something else in front
            seat.wake()
            dialog = _opened(seat, full) if go(seat, Way(way.page, base.part, ())) else None
        if dialog is not None:
            name = type(dialog).__module__.removeprefix("cte_desktop.ui.")
            yield Shown(f"{name}.{type(dialog).__name__}", dialog, way.page)
        close_until(seat, None)


def _opened(seat: Seat, way: Way) -> QDialog | None:
    below: QDialog | None = None
    for one in way.presses:
        below = top_dialog()
        if not press(seat, one):
            return None
    QApplication.processEvents()
    return top_dialog(below=below)
