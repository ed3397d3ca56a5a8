"""Cords and seals: the shipped list is whole, and each student wears a sector's cord once."""

from __future__ import annotations

import csv

import pytest

from cte_desktop.domain.completion.certificates.cords import CordLine, cord_counts, parse_cords
from cte_desktop.domain.completion.toml_table import TomlError
from cte_desktop.system.paths import resource

SHIPPED = resource("style", "cords.toml").read_text(encoding="utf-8")
RED = ("red", "white")


def _sectors() -> dict[str, str]:
    with resource("catalog", "sectors.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def _line(student: str, pathway: str, school: str = "A", *, graduates: bool = True) -> CordLine:
    return CordLine(
        student, student, student, school, "Health", pathway, "", RED, "Health", graduates, True
    )


def test_every_sector_has_a_cord_of_its_own_that_nobody_has_confirmed() -> None:
    sectors = _sectors()
    cords = parse_cords(SHIPPED, sectors)
    assert cords.keys() == sectors.keys()
    assert {code: cord.seal for code, cord in cords.items()} == sectors
    assert len({cord.colours for cord in cords.values()}) == len(sectors)
    assert not any(cord.verified for cord in cords.values())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[HSMT]\ncolour = []", "unknown_key", 2),
        ('[HSMT]\ncolors = "red"', "not_texts", 2),
        ('[HSMT]\ncolors = ["a", "b", "c", "d"]', "too_many", 2),
        (f'[HSMT]\ncolors = [\n"a",\n"{"b" * 25}"]', "too_long", 4),
        ('[HSMT]\nseal = "a"\nverified = 1', "not_flag", 3),
        ('[HSMX]\nseal = "a"', "unknown_sector", 1),
        ("HSMT = 3", "not_table", 1),
    ],
)
def test_a_fault_of_the_list_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(TomlError) as caught:
        parse_cords(text, _sectors())
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [(code, line)]


def test_two_pathways_of_a_sector_need_one_cord_and_one_seal() -> None:
    lines = [
        _line("1", "Sports Medicine"),
        _line("1", "Patient Care"),
        _line("2", "Patient Care", graduates=False),
        _line("3", "Patient Care", "B"),
    ]
    counts = [(c.school, c.colours, c.seal, c.students, c.graduate) for c in cord_counts(lines)]
    assert counts == [
        ("A", RED, "", 2, 1),
        ("A", (), "Health", 2, 1),
        ("B", RED, "", 1, 1),
        ("B", (), "Health", 1, 1),
    ]
