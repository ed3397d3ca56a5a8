"""A sample district in its usual place, and programs that are closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.system import paths
from cte_desktop.ui import theme
from tests.ui.districts import CLOCK, copied, made_sample

Begin = Callable[[], Program]


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, sample_file: Path) -> Iterator[Begin]:
    """Start the program on a sample district of one's own, again and again."""
    place = paths.sample_database()
    copied(sample_file, place.parent)
    programs: list[Program] = []

    def started() -> Program:
        program = build(qapp, Start(CLOCK, "A. Lee", sample=True))
        programs.append(program)
        program.window.resize(1280, 800)
        qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
        qtbot.waitUntil(program.bench.tasks.is_idle, timeout=20_000)
        return program

    yield started
    for program in programs:
        program.close()
    theme.apply(qapp, theme.Look())
