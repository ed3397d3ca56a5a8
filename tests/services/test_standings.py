"""Kept standings are what audits say, or are told to be stale: after every kind of write."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.domain.audit import standing
from cte_desktop.domain.audit.parts import NO_PROGRAMS
from cte_desktop.domain.audit.standing import Standing
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.services import crew, history, planning, standing_work, standings
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import bring_up_to_date, count_stale, figures
from cte_desktop.storage import standings as standing_store
from cte_desktop.storage.added_programs import add_program
from cte_desktop.storage.decisions import add_decision
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import list_students
from cte_desktop.system.clock import Clock
from tests.services.conftest import CLOCK
from tests.services.standing_districts import (
    ask_more_electives,
    ask_more_history,
    audited,
    counted,
    kept,
)
from tests.services.test_planning import planned, with_course
from tests.storage.bringing import a_file, a_semester, a_student, bring

WAIVER = Decision("waiver", "graduation", "physical_education", reason="EC 51241")


STUDENTS = 32  # each test audits everyone; that whole districts are kept right, others hold


@pytest.fixture(scope="module")
def made_few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nobody was worked out yet."""
    file = tmp_path_factory.mktemp("few") / "sample.cte"
    make_sample_district(file, CLOCK, students=STUDENTS)
    return file


@pytest.fixture(scope="module")
def made_fresh(made_few: Path) -> Path:
    """Its copy, whose standings are all current."""
    file = _copied(made_few, made_few.with_name("fresh.cte"))
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    bring_up_to_date(opened)
    opened.close()
    return file


@pytest.fixture
def desk(made_few: Path, tmp_path: Path) -> Iterator[Desk]:
    yield from _opened(_copied(made_few, tmp_path / "sample.cte"))


@pytest.fixture
def fresh(made_fresh: Path, tmp_path: Path) -> Iterator[Desk]:
    """A district whose standings are all current."""
    for opened in _opened(_copied(made_fresh, tmp_path / "fresh.cte")):
        assert count_stale(opened) == 0
        yield opened


def _copied(made: Path, file: Path) -> Path:
    shutil.copy(made, file)
    shutil.copy(f"{made}.keys", f"{file}.keys")
    return file


def _opened(file: Path) -> Iterator[Desk]:
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    opened.close()


def everyone(desk: Desk) -> int:
    return figures(desk).students


def somebody(desk: Desk) -> str:
    with desk.database.reading() as tx:
        return list_students(tx)[7].uid


def decide(desk: Desk) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit")
        add_decision(tx, somebody(desk), WAIVER)


def edit_plan(desk: Desk) -> None:
    planning.save_plan(desk, with_course(desk, planned(desk)), "place_course")


def add_pathway(desk: Desk) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit")
        add_program(tx, somebody(desk), "pathway:Welding")


def sign_up(desk: Desk) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit")
        student = next(s for s in list_students(tx) if s.pathway != "Welding")
        save_student(tx, replace(student, pathway="Welding"))


def import_a_row(desk: Desk) -> None:
    with desk.database.reading() as tx:
        student = list_students(tx)[3]
    row = a_semester(student.student_id, "PSYCH", school_year=2025, section_id="new")
    bring(desk.database, a_file("record", row))


def import_a_student(desk: Desk) -> None:
    bring(desk.database, a_file("students", a_student("NEW1")))


ONE = (edit_plan, decide, add_pathway, sign_up, import_a_row, import_a_student)


@pytest.mark.parametrize("write", ONE)
def test_a_write_about_one_student_makes_that_one_stale(
    fresh: Desk, write: Callable[[Desk], None]
) -> None:
    write(fresh)
    assert count_stale(fresh) == 1
    changed = bring_up_to_date(fresh)
    assert changed.nouns == {"standings"}
    assert len(changed.students) == 1
    assert kept(fresh) == counted(fresh)


@pytest.mark.parametrize("write", ONE)
def test_so_does_taking_it_back(fresh: Desk, write: Callable[[Desk], None]) -> None:
    before = kept(fresh)
    write(fresh)
    bring_up_to_date(fresh)
    history.undo(fresh)
    assert count_stale(fresh) == (0 if write is import_a_student else 1)
    bring_up_to_date(fresh)
    assert kept(fresh) == counted(fresh) == before


def set_capstone(desk: Desk) -> None:
    change_setting(desk, "capstone_minimum", "A")


def turn_the_term(desk: Desk) -> None:
    desk.clock = Clock(date(2027, 1, 1))


def import_a_course(desk: Desk) -> None:
    course = ("GD1", "Design 1", 1000, "Y", "year", "no", "no")
    bring(desk.database, a_file("courses", course))
    desk.forget_district()


RULED = [(ask_more_electives, {"graduation"}), (ask_more_history, {"uc", "csu", "cci"})]


def stale_programs(desk: Desk) -> set[str]:
    """The programs without those of the district itself; of each everyone is stale, or nobody."""
    found = figures(desk)
    assert found.stale == found.students
    assert all(line.stale in {0, line.students} for line in found.lines)
    return {line.program for line in found.lines if line.stale and ":" not in line.program}


@pytest.mark.parametrize(("write", "programs"), RULED)
def test_new_rules_make_everyone_stale_in_the_programs_that_they_rule(
    fresh: Desk, write: Callable[[Desk], None], programs: set[str]
) -> None:
    before = kept(fresh)
    write(fresh)
    assert stale_programs(fresh) == programs
    bring_up_to_date(fresh)
    assert kept(fresh) == counted(fresh) != before
    history.undo(fresh)
    assert stale_programs(fresh) == programs
    bring_up_to_date(fresh)
    assert kept(fresh) == counted(fresh) == before


@pytest.mark.parametrize("write", [set_capstone, turn_the_term, import_a_course])
def test_what_concerns_everyone_makes_everyone_stale(
    fresh: Desk, write: Callable[[Desk], None]
) -> None:
    write(fresh)
    found = figures(fresh)
    assert found.stale == found.students
    assert all(line.stale == line.students for line in found.lines)
    bring_up_to_date(fresh)
    assert kept(fresh) == counted(fresh)


def test_a_day_that_turns_no_term_leaves_them_current(fresh: Desk) -> None:
    fresh.clock = Clock(date(2026, 12, 31))
    assert count_stale(fresh) == 0
    assert bring_up_to_date(fresh).nouns == frozenset()


def test_a_district_that_was_never_worked_out_is_all_stale(desk: Desk) -> None:
    found = figures(desk)
    assert (found.lines, found.stale) == ((), everyone(desk))


def test_only_those_whose_line_it_is_are_stale_in_a_line(fresh: Desk) -> None:
    decide(fresh)
    stale = [line for line in figures(fresh).lines if line.stale]
    assert {line.stale for line in stale} == {1}
    audited_ones = next(
        case.audit.programs
        for case in open_cases(fresh)
        if case.file.student.uid == somebody(fresh)
    )
    assert [line.program for line in stale] == sorted(program.id for program in audited_ones)


def test_figures_are_those_of_a_query_of_their_own(fresh: Desk) -> None:
    with fresh.database.reading() as tx:
        rows = tx.connection.exec_driver_sql(
            "SELECT t.program, s.school, s.grade_level, t.status, t.stage, t.student "
            'FROM student s JOIN standing t ON t.student = s."key"'
        ).all()
    groups = {tuple(row[:5]) for row in rows if row[0] not in NO_PROGRAMS}
    assert dict(kept(fresh)) == {
        group: len({row[5] for row in rows if tuple(row[:5]) == group}) for group in groups
    }


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blocks, many transactions, and others at work, as with a whole district."""
    monkeypatch.setattr(standings, "BLOCK", 4)
    monkeypatch.setattr(standings, "STORED_AT_ONCE", 8)
    monkeypatch.setattr(standings, "FEW", 10)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("most", [0, 2])
def test_a_cancelled_run_keeps_what_is_done_and_leaves_the_rest_stale(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(crew, "hands", lambda: most)
    asked = count()
    told: list[tuple[int, int]] = []
    changed = bring_up_to_date(
        desk,
        progress=lambda done, total: told.append((done, total)),
        cancelled=lambda: len(told) >= 3 and next(asked) >= 0,
    )
    everybody = everyone(desk)
    assert told[0][1] == everybody
    assert changed.nouns == {"standings"}
    assert 0 < everybody - count_stale(desk) < everybody
    bring_up_to_date(desk)
    assert kept(desk) == counted(desk)


class GivenUp(Exception):  # noqa: N818 - as the window's own
    """The person has cancelled."""


@pytest.mark.usefixtures("small_blocks")
def test_giving_up_at_a_report_keeps_what_is_done_too(desk: Desk) -> None:
    def progress(done: int, _total: int) -> None:
        if done >= 20:
            raise GivenUp

    with pytest.raises(GivenUp):
        bring_up_to_date(desk, progress=progress)
    assert everyone(desk) - count_stale(desk) >= 20


@pytest.mark.usefixtures("small_blocks")
def test_what_is_written_meanwhile_is_worked_out_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "hands", lambda: 0)
    writes = iter([decide, edit_plan, set_capstone, add_pathway])

    def progress(_done: int, _total: int) -> None:
        for write in writes:
            write(desk)
            break

    bring_up_to_date(desk, progress=progress)
    assert kept(desk) == counted(desk)


@pytest.mark.usefixtures("small_blocks")
def test_without_any_child_it_is_done_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_count: int) -> list[object]:
        return []

    monkeypatch.setattr(crew, "_start", refuse)
    bring_up_to_date(desk)
    assert kept(desk) == counted(desk)


def test_a_database_opened_for_reading_is_left_as_it_is(desk: Desk) -> None:
    desk.database.writable = False
    assert bring_up_to_date(desk).nouns == frozenset()
    assert count_stale(desk) == everyone(desk)


@pytest.mark.usefixtures("small_blocks")
def test_a_student_whose_audit_fails_is_passed_over_and_stays_stale(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "hands", lambda: 0)
    unlucky = somebody(desk)

    def failing(file: StudentFile, *of: Any) -> tuple[Standing, ...]:
        if file.student.uid == unlucky:
            raise ZeroDivisionError
        return standing.standings(file, *of)

    monkeypatch.setattr(standing_work, "standings", failing)
    told: list[tuple[str, ...]] = []
    progress: list[tuple[int, int]] = []
    bring_up_to_date(desk, passed_over=told.append, progress=lambda *far: progress.append(far))
    assert count_stale(desk) == 1
    assert [len(wrong) for wrong in told] == [1]
    assert progress[-1] == (everyone(desk), everyone(desk))
    monkeypatch.undo()
    bring_up_to_date(desk, passed_over=told.append)
    assert len(told) == 1
    assert kept(desk) == counted(desk)


def test_the_year_in_which_a_pathway_ends_is_kept(fresh: Desk) -> None:
    with fresh.database.reading() as tx:
        rows = tx.connection.exec_driver_sql(
            "SELECT s.uid, t.program, t.ends_in FROM standing t "
            'JOIN student s ON s."key" = t.student'
        ).all()
    told = {
        (uid, one.program): one.ends_in for uid, all_of in audited(fresh).items() for one in all_of
    }
    found = {(uid, program): year for uid, program, year in rows if program not in NO_PROGRAMS}
    assert found == told
    assert len({year for year in told.values() if year}) > 2


def test_a_database_from_before_a_kept_column_is_all_stale(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = desk.today()
    with desk.database.writing() as tx:
        monkeypatch.setattr(standing_store, "KEPT", standing_store.KEPT[:-1])
        standing_store.begin_basis(tx, standings.present_basis(tx, day))
        tx.connection.exec_driver_sql("DELETE FROM standing_due")
        assert standing_store.count_due(tx, standings.present_basis(tx, day)) == 0
        monkeypatch.undo()
        everybody = standing_store.count_students(tx)
        assert standing_store.count_due(tx, standings.present_basis(tx, day)) == everybody
