"""Progress is shown to somebody who watches, and to nobody else."""

from __future__ import annotations

import io

import pytest

from cte_desktop.cli import progress
from cte_desktop.cli.progress import watched


class Terminal(io.StringIO):
    """A standard error that somebody watches."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_and_is_wiped_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.0)
    with watched("{done} of {total} students") as tell:
        tell(1_500, 22_000)
    assert "1,500 of 22,000 students" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_the_line_is_not_written_at_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "EVERY_SECONDS", 60.0)
    with watched("{done} of {total}") as tell:
        for done in range(100):
            tell(done, 100)
    assert terminal.getvalue().count("of 100") <= 1


def test_a_file_or_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    with watched("{done} of {total}") as tell:
        tell(1, 2)
    assert pipe.getvalue() == ""
