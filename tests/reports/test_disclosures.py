"""The disclosure log on paper: of one student without a name of another, and of everyone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cte_desktop.domain.disclosure_sheet import DisclosedEntry, DisclosureSheet
from cte_desktop.reports.disclosures import build_disclosures
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.reading import overlaps, read, root, tags, text_boxes, words

FIRST = datetime(2026, 9, 2, 16, 5, tzinfo=UTC)
LONG = "The office of admission and records of a college with quite a long name, " * 3
ENTRIES = tuple(
    DisclosedEntry(
        FIRST - timedelta(days=n),
        "Four-year plan",
        LONG if n == 1 else f"family {n}",
        "yearly meeting",
        "A. Lee",
        whom="Rivera, Ana" if n % 2 else "96 students",
        others=0 if n % 2 else 95,
    )
    for n in range(90)
)


def _of_one(*entries: DisclosedEntry) -> DisclosureSheet:
    student = sheets.nunez().student
    return DisclosureSheet(sheets.DISTRICT, date(2026, 11, 21), entries, student)


def _of_all(*entries: DisclosedEntry, narrowed: tuple[str, ...] = ()) -> DisclosureSheet:
    return DisclosureSheet(sheets.DISTRICT, date(2026, 11, 21), entries, narrowed=narrowed)


def test_every_entry_of_a_student_has_its_line_and_nobody_else_is_named() -> None:
    student = sheets.nunez().student
    text = words(build_disclosures([_of_one(*ENTRIES)]))
    assert student.legal_name in text
    assert f"Student ID {student.student_id}" in text
    assert "90 entries, newest first." in text
    for n in (0, 2, 45, 89):
        assert f"family {n} " in text
    assert "Sep 2, 2026, 4:05 PM" in text
    assert text.count("this student and 95 others") == 45
    assert "Rivera" not in text
    assert text.count("office of admission") == 3


def test_the_log_of_everyone_says_whom_each_entry_is_about() -> None:
    text = words(build_disclosures([_of_all(*ENTRIES, narrowed=("for advising",))]))
    assert "All students" in text
    assert text.count("Rivera, Ana") == 45
    assert text.count("96 students") == 45
    assert "Only: for advising." in text


def test_an_empty_log_says_what_that_means() -> None:
    assert "No records were given to anybody." in words(build_disclosures([_of_one()]))
    narrowed = words(build_disclosures([_of_all(narrowed=("for advising",))]))
    assert "No entry of the log fits." in narrowed


def test_each_log_of_several_begins_on_a_page_of_its_own() -> None:
    paper = build_disclosures([_of_one(*ENTRIES[:3]), _of_one(*ENTRIES[:2])])
    assert len(read(paper).pages) == 2
    assert words(paper).count("Page 1 of 1") == 2


def test_nothing_overlaps_or_leaves_the_page_and_rows_are_tagged() -> None:
    paper = build_disclosures([_of_one(*ENTRIES)])
    for boxes in text_boxes(paper):
        assert overlaps(boxes) == []
        assert min(box[0] for box in boxes) >= 36
        assert max(box[2] for box in boxes) <= 612 - 35
    kinds = [element["/S"] for element in tags(paper)]
    assert kinds.count("/TR") == 1 + len(ENTRIES)
    assert kinds.count("/H1") == 1
    assert root(paper)["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_same_log_gives_the_same_bytes_in_each_language(code: str) -> None:
    with language(code):
        paper = build_disclosures([_of_one(*ENTRIES)])
        assert paper == build_disclosures([_of_one(*ENTRIES)])
    assert root(paper)["/Lang"] == f"{code}-US"


def test_without_a_log_there_is_no_paper() -> None:
    with pytest.raises(ValueError, match="no log"):
        build_disclosures([])
