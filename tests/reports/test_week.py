"""The week on paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cte_desktop.domain.planning.sections.week_picture import WeekPicture
from cte_desktop.domain.planning.sections.week_sheet import WeekSheet, week_classes
from cte_desktop.reports.week import build_week_sheets
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.translate import language
from tests.builders import catalog
from tests.reports import weeks
from tests.reports.reading import overlaps, read, root, tags, text_boxes, words

HARD = pytest.mark.parametrize("sheet", [weeks.ana(), weeks.nunez()], ids=["ana", "nunez"])


def made(*sheets: WeekSheet) -> bytes:
    return build_week_sheets(sheets, catalog())


def title_of(paper: bytes) -> str:
    info = read(paper).metadata
    assert info is not None
    return str(info["/Title"])


def test_a_week_is_one_letter_page_with_all_that_a_student_needs() -> None:
    paper = made(weeks.ana())
    text = words(paper)
    assert [tuple(page.mediabox[2:]) for page in read(paper).pages] == [(612, 792)]
    parts = (
        "Ana Sofía Rivera",
        "Week, fall 2027",
        "11th grade",
        "Automotive Technology 2 starts",
        "Monday",
        "Friday",
        "8:00 AM",
        "P7, Mon–Fri 2:41 PM–4:00 PM",
        "Tue/Thu 4:15 PM–6:30 PM",
        "Automotive Technology 2 (planned)",
        "CN27-0001",
        "Canyon",
        "M. Ortiz",
        "Extended Day",
        "Lunch",
        "Sport",
        "Can't stay",
        "from 4:10 PM",
        "clashes",
        "Seats are a plan until the school confirms them.",
        "Tuesday and Thursday: Valencia 4:00 PM → Canyon 4:15 PM: 20 minutes by road + 10",
        "15 minutes short",
        "What must be settled",
        "Page 1 of 1",
    )
    for expected in parts:
        assert expected in text, expected


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_time_of_the_sheet_is_written_by_one_clock(code: str) -> None:
    sheet = weeks.ana()
    with language(code):
        text = words(made(sheet))
    after_noon = {"en": "PM", "es": "p.m."}[code]
    assert f"4:15 {after_noon}" in text
    assert not re.search(r"\b(0\d|1[3-9]|2\d):\d\d", text)
    assert "16:15" in " ".join(finding_text(one, catalog()) for one in sheet.findings)


def test_a_week_without_clashes_says_so() -> None:
    text = words(made(weeks.ana(clashes=False)))
    assert "Nothing: everything in this week can be attended." in text
    assert "clashes" not in text


def test_a_term_of_which_nothing_is_known_says_so_and_has_no_picture() -> None:
    sheet = replace(weeks.ana(), picture=WeekPicture(2027, weeks.FALL, without_time=("CHEM",)))
    text = words(made(sheet))
    assert "The times of this term are not known yet." in text
    assert "When this meets is not known yet: Chemistry in the Earth System." in text
    assert "Monday" not in text.split("What must")[0].split("Ana")[1][:80]


def test_of_classes_whose_times_nobody_knows_the_paper_says_not_that_all_is_well() -> None:
    calm = weeks.ana(clashes=False)
    picture = replace(calm.picture, without_time=("CHEM",))
    text = words(made(replace(calm, picture=picture)))
    assert "Nothing among the classes whose times are known." in text
    assert "everything in this week can be attended" not in text


@HARD
def test_no_class_and_no_finding_is_lost(sheet: WeekSheet) -> None:
    text = words(made(sheet))
    for one in week_classes(sheet.picture):
        assert one.title in text
    for finding in sheet.findings:
        with on_paper():
            sentence = finding_text(finding, catalog())
        assert " ".join(sentence.split()) in text


@HARD
@pytest.mark.parametrize("code", ["en", "es"])
def test_no_line_touches_another_or_leaves_the_page(sheet: WeekSheet, code: str) -> None:
    with language(code):
        paper = made(sheet)
    for boxes in text_boxes(paper):
        assert overlaps(boxes) == []
        assert min(b[0] for b in boxes) >= 35
        assert max(b[2] for b in boxes) <= 612 - 35
        assert min(b[1] for b in boxes) >= 24
        assert max(b[3] for b in boxes) <= 792 - 30


def test_the_paper_is_tagged_titled_and_speaks_its_language() -> None:
    paper = made(weeks.ana())
    kinds = {str(element.get("/S")) for element in tags(paper)}
    assert {"/Sect", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"} <= kinds
    assert title_of(paper) == "Week: Ana Sofía Rivera"
    with language("es"):
        spanish = made(weeks.ana())
    assert root(paper)["/Lang"] == "en-US"
    assert root(spanish)["/Lang"] == "es-US"
    assert "Lunes" in words(spanish)


def test_the_weeks_of_a_batch_are_counted_and_the_same_each_time() -> None:
    done: list[int] = []
    pair = (weeks.ana(), weeks.nunez())
    paper = build_week_sheets(pair, catalog(), done.append)
    assert done == [1, 2]
    assert title_of(paper) == "Weeks of 2 students"
    assert paper == build_week_sheets(pair, catalog())
    with pytest.raises(ValueError, match="no week"):
        made()


def test_neither_the_state_id_nor_a_reason_reaches_the_paper() -> None:
    sheet = weeks.ana()
    assert sheet.student.state_id
    assert sheet.student.state_id not in words(made(sheet))
