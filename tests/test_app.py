"""The program from its start to an open database, with real windows and real databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build, run_window
from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import open_desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.people.changing import add_person
from cte_desktop.services.protection import wait_at
from cte_desktop.system import paths
from cte_desktop.system.settings import load_program_settings
from cte_desktop.ui import theme
from cte_desktop.ui.completers.figures.panel import FiguresPanel
from cte_desktop.ui.completers.finding.panel import FindingPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.home.page import HomePage
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.recovery_dialog import RecoveryDialog
from cte_desktop.ui.opening.start_panel import StartPanel
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.students.page import StudentsPage
from tests.ui.districts import CLOCK, STUDENTS, copied, made_sample
from tests.ui.hands import CONTROL, SHIFT, click, press, type_text
from tests.ui.tidying import delete_windows, usual_look

PASSPHRASE = "kiln orbit velvet sand moss"
Part = TypeVar("Part", bound=QWidget)
Begin = Callable[..., Program]


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot) -> Iterator[Begin]:
    """Start the program; every one is closed at the end."""
    programs: list[Program] = []

    def started(database: Path | None = None, *, sample: bool = False) -> Program:
        program = build(qapp, Start(CLOCK, "A. Lee", database, sample=sample))
        programs.append(program)
        return program

    yield started
    for program in programs:
        program.close()
    delete_windows(qapp)
    usual_look(qapp)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def locked_file(tmp_path: Path) -> tuple[Path, str]:
    """A database with a passphrase, and its recovery code."""
    file = tmp_path / "valencia.cte"
    desk = new_district(file, PASSPHRASE, CLOCK, actor="A. Lee")
    code = desk.database.recovery_code
    desk.close()
    assert code is not None
    return file, code


def part(program: Program, kind: type[Part], qtbot: QtBot) -> Part:
    """Wait for a part of the window and return it."""
    qtbot.waitUntil(lambda: _visible(program, kind) is not None, timeout=10_000)
    found = _visible(program, kind)
    assert found is not None
    return found


def _visible(program: Program, kind: type[Part]) -> Part | None:
    return next((one for one in program.window.findChildren(kind) if one.isVisible()), None)


def students(program: Program, qtbot: QtBot) -> StudentsPage:
    """Wait for the page that comes first, Home, and go on to Students."""
    qtbot.waitUntil(lambda: bool(program.window.stack.open_id()), timeout=10_000)
    if program.window.stack.open_id() == "home":
        part(program, HomePage, qtbot)
        program.window.open_page("students")
    page = part(program, StudentsPage, qtbot)
    qtbot.waitUntil(program.bench.tasks.is_idle)
    return page


def test_the_first_start_offers_two_ways(begin: Begin, qtbot: QtBot) -> None:
    program = begin()
    panel = part(program, StartPanel, qtbot)
    assert panel.sample.accessibleName() == "Look around in a sample district"
    assert not program.window.rail.isVisible()
    assert program.window.windowTitle() == "CTE Desktop"


def test_the_sample_district_opens_without_a_passphrase(
    begin: Begin, sample_file: Path, qtbot: QtBot
) -> None:
    place = paths.sample_database()
    copied(sample_file, place.parent).rename(place)
    program = begin()
    click(part(program, StartPanel, qtbot).sample)
    page = students(program, qtbot)
    assert page.model.rowCount() == STUDENTS
    assert program.window.windowTitle() == "Students – Sample district – CTE Desktop"
    assert program.window.status.saved_text() == "All changes saved"


def test_home_opens_a_part_of_completers_with_a_school_year(
    begin: Begin, sample_file: Path, qtbot: QtBot
) -> None:
    place = paths.sample_database()
    copied(sample_file, place.parent).rename(place)
    program = begin()
    click(part(program, StartPanel, qtbot).sample)
    students(program, qtbot)
    for name, kind, year in (
        ("completers_figures", FiguresPanel, 2024),
        ("completers_find", FindingPanel, 2026),
    ):
        program.bench.requests.completers_requested.emit(name, year)
        part(program, kind, qtbot)
        assert part(program, CompletersPage, qtbot).school_year() == year
        qtbot.waitUntil(program.bench.tasks.is_idle)


def test_the_sample_district_is_made_on_first_use(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from cte_desktop.services import sampling

    defaults = sampling.make_sample_district.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "students", 5)
    program = begin(sample=True)
    assert students(program, qtbot).model.rowCount() == 5
    assert paths.sample_database().exists()


def test_the_usual_database_is_asked_for_its_passphrase_until_it_is_right(
    begin: Begin, locked_file: tuple[Path, str], qtbot: QtBot
) -> None:
    usual = paths.default_database()
    copied(locked_file[0], usual.parent)
    for name in ("valencia.cte", "valencia.cte.keys"):
        (usual.parent / name).rename(usual.parent / name.replace("valencia", "district"))
    program = begin()
    first = part(program, UnlockPanel, qtbot)
    type_text(first.field, "wrong one")
    press(first.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _visible(program, UnlockPanel) not in {None, first})
    panel = part(program, UnlockPanel, qtbot)
    assert panel.said.text().startswith("This is not the passphrase of")
    type_text(panel.field, PASSPHRASE)
    click(panel.unlock)
    students(program, qtbot)


def test_who_signed_in_last_is_chosen_first_and_a_passphrase_opens_it_for_whose_it_is(
    begin: Begin, locked_file: tuple[Path, str], qtbot: QtBot
) -> None:
    file, own = locked_file[0], "seven quiet doors and boats"
    desk = open_desk(file, PASSPHRASE, CLOCK, actor="A. Lee", writable=True)
    add_person(desk, "Carla Hakobyan", Role.REGISTRAR, "", own)
    desk.close()
    for chosen, typed, person in (
        ("", own, "Carla Hakobyan"),
        ("Carla Hakobyan", PASSPHRASE, ""),
        ("", PASSPHRASE, ""),
    ):
        program = begin(file)
        panel = part(program, UnlockPanel, qtbot)
        assert panel.who.currentData() == chosen
        type_text(panel.field, typed)
        click(panel.unlock)
        students(program, qtbot)
        assert program.desk is not None
        assert program.desk.person.name == person
        program.close()
    assert wait_at(file) == 0


def test_the_recovery_code_opens_it_with_a_new_passphrase(
    begin: Begin, locked_file: tuple[Path, str], qtbot: QtBot
) -> None:
    file, code = locked_file
    program = begin(file)
    part(program, UnlockPanel, qtbot).recovery_wanted.emit()
    dialog = part(program, RecoveryDialog, qtbot)
    type_text(dialog.passphrase.first, "another good long one")
    type_text(dialog.passphrase.again, "another good long one")
    type_text(dialog.code, "nonsense")
    click(dialog.open_it)
    qtbot.waitUntil(dialog.said.isVisible)
    dialog.code.setText(code)
    click(dialog.open_it)
    students(program, qtbot)
    program.close()
    open_desk(file, "another good long one", CLOCK, actor="", writable=True).close()


def test_a_missing_database_is_one_sentence_with_ways_on(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "there" / "sample.cte"
    program = begin(file)
    panel = part(program, FaultPanel, qtbot)
    assert panel.code == "missing"
    assert f"There is no database {file}." in panel.accessibleDescription()
    copied(sample_file, file.parent)
    click(panel.again)
    students(program, qtbot)


def test_a_database_that_another_program_writes_is_tried_again(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = copied(sample_file, tmp_path)
    other = open_desk(file, None, CLOCK, actor="", writable=True)
    program = begin(file)
    panel = part(program, FaultPanel, qtbot)
    assert panel.code == "locked"
    other.close()
    click(panel.again)
    students(program, qtbot)


def test_a_database_of_a_newer_version_leads_to_the_update(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = copied(sample_file, tmp_path)
    desk = open_desk(file, None, CLOCK, actor="", writable=True)
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    desk.close()
    program = begin(file)
    panel = part(program, FaultPanel, qtbot)
    assert panel.update_program is not None
    click(panel.update_program)
    (asked,) = program.window.findChildren(QFileDialog)
    assert asked.windowTitle() == "Choose an update"
    asked.reject()


def test_a_damaged_database_is_not_opened(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = copied(sample_file, tmp_path)
    content = bytearray(file.read_bytes())
    content[2000:2100] = bytes(100)
    file.write_bytes(content)
    program = begin(file)
    assert part(program, FaultPanel, qtbot).code == "not_a_database"
    assert file.read_bytes() == bytes(content)


def test_dark_colors_chosen_in_the_menu_are_the_setting_of_the_next_start(
    begin: Begin, qtbot: QtBot
) -> None:
    program = begin()
    part(program, StartPanel, qtbot)
    press(program.window, Qt.Key.Key_D, CONTROL | SHIFT)
    assert load_program_settings(paths.settings_file())["appearance"] == "dark"
    program.close()
    begin()
    assert theme.look().dark


def test_another_database_opens_in_a_fresh_window(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    first, second = copied(sample_file, tmp_path / "one"), copied(sample_file, tmp_path / "two")
    second = second.rename(second.with_name("saugus.cte"))
    (second.parent / "sample.cte.keys").rename(second.parent / "saugus.cte.keys")
    program = begin(first)
    students(program, qtbot)
    window = program.window
    assert program.opener is not None
    program.opener.open(second)
    qtbot.waitUntil(lambda: program.window is not window)
    students(program, qtbot)
    assert program.window.windowTitle() == "Students – saugus – CTE Desktop"
    open_desk(first, None, CLOCK, actor="", writable=True).close()


def test_files_dropped_before_a_database_is_open_are_answered(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    program = begin()
    part(program, StartPanel, qtbot)
    program.window.files_dropped.emit([tmp_path / "students.csv"])
    assert [bar.text() for bar in program.window.messages.bars()] == ["No database is open yet."]


def test_a_second_start_raises_the_first_window_and_says_so(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = copied(sample_file, tmp_path)
    program = begin(file)
    students(program, qtbot)
    words = [sys.executable, "-m", "cte_desktop", "--database", str(file)]
    second = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert second.stderr is not None
    with second.stderr as said:
        assert "its window was brought forward" in said.read()
    assert [bar.text() for bar in program.window.messages.bars()] == [
        "The program was open already; this is its window."
    ]


def test_a_second_start_raises_a_locked_window_and_shows_nothing_of_it(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = copied(sample_file, tmp_path)
    program = begin(file)
    students(program, qtbot)
    press(program.window, Qt.Key.Key_L, CONTROL)
    program.window.showMinimized()
    words = [sys.executable, "-m", "cte_desktop", "--database", str(file)]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert not program.window.isMinimized()
    assert program.locker is not None
    assert program.locker.is_locked()
    assert program.window.messages.bars() == ()


def test_a_killed_program_is_told_of_at_the_next_start_and_once_alone(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    file = copied(sample_file, tmp_path)
    words = [sys.executable, "-m", "cte_desktop", "--database", str(file)]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as killed:
        marks = paths.data_folder() / "running"
        qtbot.waitUntil(lambda: any(marks.glob("*.json")), timeout=20_000)
        killed.kill()
    program = begin(file)
    qtbot.waitUntil(lambda: len(program.window.messages.bars()) == 2, timeout=10_000)
    assert [bar.text() for bar in program.window.messages.bars()] == [
        "CTE Desktop ended unexpectedly last time.",
        "The database was checked and is sound.",
    ]
    program.close()
    assert not any(marks.glob("*.json"))


@pytest.mark.parametrize(
    "words", [["--today", "tomorrow"], ["--passphrase-file", "none"], ["--database"]]
)
def test_wrong_words_open_no_window(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_window(words) in {2, 3}
    assert capsys.readouterr().err.count("\n") == 1
