"""The options that stand anywhere, given as words or as variables of the environment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.options import (
    LONGEST_ACTOR,
    Parser,
    actor_of,
    add_options_anywhere,
    clock_of,
    named_database,
    passphrase_of,
)


def parser() -> Parser:
    made = Parser(prog="cte-desktop")
    add_options_anywhere(made)
    return made


def test_words_win_over_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kiln orbit\n", encoding="utf-8")
    for name, value in (
        ("CTE_DATABASE", "other.cte"),
        ("CTE_PASSPHRASE", "other"),
        ("CTE_TODAY", "2020-01-01"),
        ("CTE_ACTOR", "Other"),
    ):
        monkeypatch.setenv(name, value)
    words = ["--database", "a.cte", "--passphrase-file", str(tmp_path / "secret")]
    options = parser().parse_args([*words, "--today", "2027-02-01", "--actor", "A. Lee"])
    assert named_database(options) == Path("a.cte")
    assert passphrase_of(options) == "kiln orbit"
    assert clock_of(options).today() == date(2027, 2, 1)
    assert actor_of(options) == "A. Lee"


def test_variables_stand_in_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTE_DATABASE", "other.cte")
    monkeypatch.setenv("CTE_PASSPHRASE", "other")
    monkeypatch.setenv("CTE_ACTOR", " Other ")
    options = parser().parse_args([])
    assert named_database(options) == Path("other.cte")
    assert passphrase_of(options) == "other"
    assert actor_of(options, "Kept") == "Other"


def test_without_either_there_is_no_database_and_the_kept_name_writes() -> None:
    options = parser().parse_args([])
    assert named_database(options) is None
    assert passphrase_of(options) is None
    assert actor_of(options, "Kept") == "Kept"
    assert 0 < len(actor_of(options)) <= LONGEST_ACTOR


def test_wrong_words_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="expected one argument"):
        parser().parse_args(["--database"])
    options = parser().parse_args(["--passphrase-file", str(tmp_path / "none")])
    with pytest.raises(KnownError, match="can't be read"):
        passphrase_of(options)


def test_a_name_is_kept_without_what_nobody_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    options = parser().parse_args(["--actor", "A.\x07 \ud800Lee\n"])
    assert actor_of(options) == "A. Lee"
    monkeypatch.setenv("CTE_ACTOR", "\udcff")
    assert actor_of(parser().parse_args(["--actor", "\ud800"]), "Kept") == "Kept"
    assert actor_of(parser().parse_args(["--actor", "\ud800"]), "\x00")
