"""In Spanish no sentence of the window is left in English: pages, their parts, menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.system import paths
from cte_desktop.system.settings import load_program_settings, save_program_settings
from cte_desktop.ui.panel_page import PanelPage
from cte_desktop.ui.qt_words import speak
from tests.ui.districts import CLOCK, copied
from tests.ui.tidying import delete_windows, usual_look

_NAMES = frozenset({"Extended Day", "Algebra 1"})
"""What the district calls something, courses among them; Spanish says it so too."""
_LEAST_LETTERS = 14
"""Letters of a sentence with places that make it known again."""


@pytest.fixture
def spanish(
    qapp: QApplication, qtbot: QtBot, sample_file: Path, tmp_path: Path
) -> Iterator[Program]:
    """The program in Spanish with the sample open."""
    settings = load_program_settings(paths.settings_file())
    save_program_settings(paths.settings_file(), {**settings, "language": "es"})
    made = build(qapp, Start(CLOCK, "A. Lee", copied(sample_file, tmp_path / "own")))
    with qtbot.waitSignal(made.ready, timeout=10_000):
        pass
    assert made.keeper is not None
    made.keeper.stop()
    made.keeper = None
    yield made
    made.close()
    speak(qapp, "en")
    delete_windows(qapp)
    usual_look(qapp)


def test_no_english_is_left_in_any_page_part_or_menu(spanish: Program, qtbot: QtBot) -> None:
    window = spanish.window
    left: dict[str, set[str]] = {}
    for record in [one.id for one in window._records]:
        window.open_page(record)
        qtbot.waitUntil(spanish.bench.tasks.is_idle, timeout=10_000)
        page = window.page(record)
        parts = range(page.sections.count()) if isinstance(page, PanelPage) else (0,)
        for part in parts:
            if isinstance(page, PanelPage):
                page.sections.setCurrentRow(part)
                qtbot.waitUntil(spanish.bench.tasks.is_idle, timeout=10_000)
            found = english_in(page)
            if found:
                left[f"{record} {part}"] = found
    menus = {english for text in _menu_texts(window) if (english := _english(text))}
    assert (left, menus) == ({}, set())


def english_in(widget: QWidget) -> set[str]:
    """Return the sentences of the program that a widget and its parts say in English."""
    every = (widget, *widget.findChildren(QWidget))
    return {english for one in every for text in _texts(one) if (english := _english(text))}


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    yield widget.windowTitle()
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QHeaderView):
        model: QAbstractItemModel = widget.model()
        for place in range(widget.count() if widget.orientation() is _ACROSS else 0):
            yield str(model.headerData(place, _ACROSS) or "")


_ACROSS = Qt.Orientation.Horizontal


def _menu_texts(window: QWidget) -> Iterator[str]:
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.statusTip())


@cache
def _english(text: str) -> str:
    """Return the English sentence that a text is, "" if it is none."""
    bare = re.sub(r" \([^()]*\)$", "", text).strip()  # keys after a tip
    for said in dict.fromkeys((text.strip(), bare)):
        if said in _whole():
            return said
        for part, known in _with_places():
            if part in said and known.fullmatch(said):
                return said
    return ""


@cache
def _sentences() -> dict[str, str]:
    """Every sentence whose Spanish is another, with its Spanish."""
    with (paths.resource("translations") / "es/LC_MESSAGES/cte.po").open("rb") as stream:
        read = [message for message in read_po(stream) if message.id and message.string]
    pairs: dict[str, str] = {}
    for message in read:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        pairs.update(zip(map(str, ids), map(str, strings), strict=False))
    spanish = set(pairs.values())
    return {one: other for one, other in pairs.items() if one != other and one not in spanish}


@cache
def _whole() -> frozenset[str]:
    return frozenset(one for one in _sentences() if "{" not in one) - _NAMES


@cache
def _with_places() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with places, each with its longest piece, which is quickly looked for."""
    found = []
    for one in _sentences():
        fixed = re.sub(r"\{[^{}]*\}", "", one)
        if "{" in one and sum(letter.isalpha() for letter in fixed) >= _LEAST_LETTERS:
            pieces = re.split(r"\{[^{}]*\}", one)
            known = re.compile(".+?".join(map(re.escape, pieces)), re.DOTALL)
            found.append((max(pieces, key=len), known))
    return tuple(found)
