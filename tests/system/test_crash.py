"""Crash reports and the log name places in the code and never a student."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.system.clock import Clock
from cte_desktop.system.crash import crash_report, install_crash_hooks, remove_crash_hooks
from cte_desktop.system.log import start_log, stop_log

STUDENT = "Núñez, José"


def _look_up_student() -> None:
    plans: dict[str, str] = {}
    try:
        plans[STUDENT]
    except KeyError as error:
        raise ValueError(f"no plan of {STUDENT}") from error


def _caught() -> ValueError:
    try:
        _look_up_student()
    except ValueError as error:
        return error
    raise AssertionError


@pytest.fixture
def _hooks_given_back() -> Iterator[None]:
    yield
    remove_crash_hooks()
    stop_log()


def test_a_report_names_places_and_types_but_no_student() -> None:
    report = crash_report(_caught(), "1.2.3")
    assert "CTE Desktop 1.2.3" in report
    assert "builtins.ValueError" in report
    assert "caused by\nbuiltins.KeyError" in report
    assert "test_crash.py" in report
    assert "_look_up_student" in report
    assert STUDENT not in report


def test_an_error_that_only_speaks_of_code_keeps_its_text() -> None:
    assert "has no field 'x'" in crash_report(AttributeError("has no field 'x'"), "1")


@pytest.mark.usefixtures("_hooks_given_back")
def test_an_unhandled_exception_on_any_thread_is_reported_and_told(tmp_path: Path) -> None:
    told: list[tuple[str, Path | None]] = []
    install_crash_hooks(
        tmp_path, Clock(date(2027, 2, 1)), "1", lambda text, path: told.append((text, path))
    )
    error = _caught()
    logging.getLogger("cte_desktop").setLevel(logging.CRITICAL)
    sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=_look_up_student)
    thread.start()
    thread.join()
    assert len(told) == 2
    for text, path in told:
        assert path is not None
        assert path.read_text(encoding="utf-8") == text
        assert STUDENT not in text


@pytest.mark.expects_log
@pytest.mark.usefixtures("_hooks_given_back")
def test_the_log_quotes_no_exception(tmp_path: Path) -> None:
    path = start_log(tmp_path / "log")
    assert path is not None
    try:
        _look_up_student()
    except ValueError:
        logging.getLogger("cte_desktop.tests").exception("import failed")
    stop_log()
    text = path.read_text(encoding="utf-8")
    assert "import failed" in text
    assert "_look_up_student" in text
    assert STUDENT not in text


def test_a_program_that_cannot_write_its_log_still_runs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert start_log(tmp_path / "file" / "log") is None
