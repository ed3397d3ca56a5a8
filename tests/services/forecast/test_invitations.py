"""The list of an information evening: by school, each student once, as paper and as table."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.completion.forecast.invitation import Evening
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.forecast.invitations import (
    invitation_sheet,
    invitations_pdf,
    keep_invitations,
)
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import WrongCall
from tests.reports.reading import overlaps, text_boxes, words

EVENING = Evening("Pathways evening", date(2027, 1, 20), 18 * 60, "Valencia High, library")
TO = Disclosure("school", "Invitation to an information evening")


def test_everyone_is_on_it_once_with_all_pathways(desk: Desk) -> None:
    both = (*one_course_to_plan(desk), *last_chances(desk))
    sheet = invitation_sheet(desk, EVENING, both)
    assert [one.student_id for one in sheet.invited] == ["0003", "0005", "0006", "0012"]
    assert {one.school for one in sheet.invited} == {"Valencia High"}
    assert sheet.invited[1].home_language == "Spanish"


def test_the_paper_says_when_and_where_and_who(desk: Desk) -> None:
    paper = invitations_pdf(desk, EVENING, one_course_to_plan(desk))
    text = words(paper)
    for part in ("Pathways evening", "January 20, 2027", "6:00 PM", "library", "0005", "Spanish"):
        assert part in text, part
    assert overlaps(text_boxes(paper)[0]) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_every_kind_of_file_is_logged(desk: Desk, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list.{ending}"
    assert keep_invitations(desk, EVENING, one_course_to_plan(desk), path, TO) == 4
    assert path.stat().st_size > 100
    entry = list_disclosures(desk)[0]
    assert (entry.what, len(entry.student_uids)) == ("Invitation list", 4)


def test_the_table_has_a_line_for_each_with_ids_as_they_are(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    keep_invitations(desk, EVENING, one_course_to_plan(desk), path, TO)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["School", "Name", "ID", "Grade", "Home language", "Pathway"]
    assert [row[2] for row in rows[1:]] == ["0003", "0005", "0006", "0012"]


def test_an_evening_without_title_nobody_and_other_files_are_wrong_calls(
    desk: Desk, tmp_path: Path
) -> None:
    chosen = one_course_to_plan(desk)
    with pytest.raises(WrongCall, match="title"):
        invitation_sheet(desk, Evening(" ", EVENING.on), chosen)
    with pytest.raises(WrongCall, match="nobody"):
        invitation_sheet(desk, EVENING, ())
    with pytest.raises(WrongCall, match="can't be written"):
        keep_invitations(desk, EVENING, chosen, tmp_path / "list.docx", TO)
    assert list_disclosures(desk) == ()
