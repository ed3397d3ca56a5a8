"""The register and the completers as papers and tables: everything stands there, and is logged."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cte_desktop.services.awards.awarding import award, reissue, revoke, withdraw, withhold
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.register_detail import check_register
from cte_desktop.services.awards.register_papers import (
    completers_paper,
    print_completers,
    print_register,
    register_paper,
)
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import language
from tests.reports.reading import overlaps, root, tags, text_boxes, words
from tests.services.awards.people import YEAR

TO = Disclosure("Board of trustees", "annual report")


@pytest.fixture
def awarded(desk: Desk) -> Desk:
    """All are awarded; one is taken back, one revoked, one issued anew and one withheld."""
    award(desk, find_completers(desk, YEAR).open)
    serials = [line.serial for line in register(desk)]
    withdraw(desk, serials[0], "awarded by mistake")
    revoke(desk, serials[1], "printed with a wrong name")
    reissue(desk, serials[2])
    withhold(desk, serials[3], withheld=True)
    return desk


def test_the_register_has_every_entry_and_its_seal(awarded: Desk) -> None:
    text = words(register_paper(awarded, YEAR).content)
    lines = register(awarded)
    assert len(lines) == 8 + 3
    for line in lines:
        assert line.serial in text
        assert line.decided.legal_name.split()[-1] in text
    seal = check_register(awarded).seal
    assert " ".join(seal[at : at + 8] for at in range(0, 64, 8)) in text
    assert "11 entries on this paper. The register is whole: 11 entries." in text
    assert "awarded by mistake" in text
    assert "in force, withheld" in text
    assert f"In place of {lines[2].serial}." in text


def test_a_register_of_another_year_has_no_entry_and_the_seal_of_all(awarded: Desk) -> None:
    text = words(register_paper(awarded, YEAR - 1).content)
    assert "0 entries on this paper. The register is whole: 11 entries." in text
    assert register(awarded)[0].serial not in text
    assert register(awarded)[0].serial in words(register_paper(awarded).content)


def test_completers_stand_by_school_and_pathway_with_their_evidence(awarded: Desk) -> None:
    text = words(completers_paper(awarded, YEAR).content)
    found = find_completers(awarded, YEAR)
    assert "8 students · 8 completions · 7 completions as the State counts · 6 awards" in text
    for one in found.completed:
        assert one.student.student_id in text
        assert (one.serial or "taken back") in text
    assert "Sports Medicine 2 (practicum) (fall 2026 C-, spring 2027 C-)" in text
    assert "Psychology (fall 2025 B, spring 2026 B)" in text


def test_completers_are_filtered_and_counted_for_whom_they_show(awarded: Desk) -> None:
    text = words(completers_paper(awarded, YEAR, "0004").content)
    assert "1 student · 1 completion · 0 completions as the State counts · 0 awards" in text
    assert "Only the students that match: 0004" in text
    with pytest.raises(WrongCall) as told:
        completers_paper(awarded, YEAR, "nobody at all")
    assert told.value.code == "nobody"


@pytest.mark.parametrize("code", ["en", "es"])
def test_papers_are_tagged_do_not_overlap_and_come_out_the_same(awarded: Desk, code: str) -> None:
    with language(code):
        papers = [register_paper(awarded).content, completers_paper(awarded, YEAR).content]
        assert papers == [
            register_paper(awarded).content,
            completers_paper(awarded, YEAR).content,
        ]
    for paper in papers:
        assert root(paper)["/Lang"] == f"{code}-US"
        assert all(overlaps(page) == [] for page in text_boxes(paper))
        kinds = [element["/S"] for element in tags(paper)]
        assert kinds.count("/H1") == 1
        assert kinds.count("/TR") > 8


def test_what_leaves_is_logged_with_everyone_in_it(awarded: Desk, tmp_path: Path) -> None:
    sheet = print_register(awarded, YEAR, tmp_path / "register.pdf", TO)
    print_completers(awarded, YEAR, "", tmp_path / "completers.pdf", TO)
    completers, printed = list_disclosures(awarded)[:2]
    assert (completers.what, printed.what) == ("Completers", "Register of certificates")
    assert printed.recipient == "Board of trustees"
    assert len({row.student_id for row in sheet.rows}) == 8
    assert len(printed.student_uids) == len(completers.student_uids) == 8
    assert (tmp_path / "register.pdf").read_bytes() == register_paper(awarded, YEAR).content


def test_the_register_is_kept_as_a_table_too(awarded: Desk, tmp_path: Path) -> None:
    print_register(awarded, YEAR, tmp_path / "register.csv", TO)
    with (tmp_path / "register.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Serial number"] for row in rows] == [line.serial for line in register(awarded)]
    assert {row["Entry"] for row in rows} == {"Awarded", "Taken back", "Revoked", "Issued anew"}
    print_register(awarded, YEAR, tmp_path / "register.xlsx", TO)
    assert (tmp_path / "register.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(WrongCall):
        print_completers(awarded, YEAR, "", tmp_path / "completers.csv", TO)


def test_an_empty_register_is_a_paper_too(desk: Desk) -> None:
    text = words(register_paper(desk).content)
    assert "0 entries on this paper. The register is empty." in text
    assert "0000 0000".replace(" ", "") in text.replace(" ", "")
