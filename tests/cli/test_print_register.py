"""print register and print completers, as a call sees them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_award import Bench, call
from tests.reports.reading import words

__all__ = ["call"]


def test_the_register_is_printed_with_its_seal(call: Bench, tmp_path: Path) -> None:
    call("award")
    out = tmp_path / "register.pdf"
    made = call("print", "register", "--school-year", "2026-27", "--out", out, "--json")
    assert made.status == 0
    answer = made.json
    assert (answer["entries"], answer["students"], answer["whole"]) == (8, 8, True)
    assert answer["files"] == [str(out)]
    text = words(out.read_bytes())
    assert answer["seal"][:8] in text
    for award in call.awards().values():
        assert award["serial"] in text
    assert call("print", "register", "--out", out, "--language", "es").status == 0
    assert "The register is whole: 8 entries" in call("print", "register", "--out", out).out
    assert "Register of certificates" in call("disclosures").out


def test_the_register_goes_into_a_folder_or_a_table(call: Bench, tmp_path: Path) -> None:
    call("award")
    assert call("print", "register", "--all", "--out", tmp_path).status == 0
    assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")
    assert call("print", "register", "--out", tmp_path / "r.csv").status == 0
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()) == 9


def test_completers_are_printed_and_filtered(call: Bench, tmp_path: Path) -> None:
    out = tmp_path / "completers.pdf"
    made = call("print", "completers", "--school-year", "2026-27", "--out", out, "--json").json
    assert (made["students"], made["completions"], made["state_completions"]) == (8, 8, 7)
    assert made["awards"] == 0
    assert "not awarded yet" in words(out.read_bytes())
    few = call("print", "completers", "--filter", "0010", "--out", out, "--json").json
    assert (few["school_year"], few["students"]) == ("2026-27", 1)
    assert "0001" not in words(out.read_bytes())


def test_what_the_papers_have_no_use_for_is_refused(call: Bench, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "x.pdf")
    for words_of_call in (
        ("register", "--student", "0001"),
        ("register", "--filter", "x"),
        ("register", "--school-year", "soon"),
        ("completers", "--student", "0001"),
        ("completers", "--filter", " "),
        ("completers", "--filter", "nobody at all"),
        ("plan", "--all", "--school-year", "2026-27"),
    ):
        assert call("print", *words_of_call, *out).status == 2, words_of_call
    assert not (tmp_path / "x.pdf").exists()
    assert call("print", "completers", "--out", tmp_path / "x.xlsx").status == 2
