"""What is printed is shown by a terminal, and never obeyed by it."""

from __future__ import annotations

import json

import pytest

from cte_desktop.cli.output import Output

WORDS = "Hart\x1b[2J\x9b Núñez\ud800 😀\tend"


def test_what_commands_a_terminal_is_no_part_of_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False).answer({}, f"{WORDS}\nnext")
    Output(as_json=False).aside(WORDS)
    shown = "Hart\ufffd[2J\ufffd Núñez\ufffd 😀\tend\n"
    said = capsys.readouterr()
    assert said.out == f"{shown}next\n"
    assert said.err == shown


def test_an_object_is_written_whole_also_with_half_a_character(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Output(as_json=True).answer({"name": WORDS}, "")
    said = capsys.readouterr().out
    assert said.isascii()
    assert json.loads(said) == {"name": WORDS}
    Output(as_json=True).answer({"name": "Núñez"}, "")
    assert "Núñez" in capsys.readouterr().out
