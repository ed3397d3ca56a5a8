"""The four-year plan on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.audit.plan_sheet import PlanSheet
from cte_desktop.domain.planning.sheet import sheet_years
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.reports.planning import build_plan_sheet, build_plan_sheets
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.reading import overlaps, read, root, tags, text_boxes, words

CATALOG = sheets.catalog()
HARD = pytest.mark.parametrize("sheet", [sheets.ana(), sheets.nunez()], ids=["ana", "nunez"])


def test_an_ordinary_plan_has_two_letter_pages_with_everything_a_family_needs() -> None:
    paper = build_plan_sheet(sheets.ana(), CATALOG)
    text = words(paper)
    assert [tuple(page.mediabox[2:]) for page in read(paper).pages] == [(612, 792)] * 2
    parts = (
        sheets.DISTRICT,
        "Valencia High",
        "Ana Sofía Rivera",
        "0012345",
        "10th grade",
        "Maria Delgado",
        "Class of 2029",
        "Physical therapist",
        "Kinesiology",
        "September 14, 2026",
        "Sports Medicine",
        "Mon/Wed 4:15 PM–6:15 PM",
        "Saugus High",
        "Page 1 of 2",
        "Page 2 of 2",
        "Parent or guardian",
        "Counselor",
        "60 of 230 credits earned",
        "Concentrator",
        "Capstone",
        "Robotics Workshop",
        "COC Introduction to Administration of Justice",
        "Next steps",
        "Sign up for the Extended Day",
    )
    for expected in parts:
        assert expected in text, expected


def test_neither_the_state_id_nor_an_unverified_mark_reaches_paper() -> None:
    sheet = sheets.ana()
    unverified = next(f for f in sheet.audit.findings if f.code == "unverified_entry")
    text = words(build_plan_sheet(sheet, CATALOG))
    assert sheet.student.state_id not in text
    assert finding_text(unverified, CATALOG) not in text
    assert "verified" not in text


def test_approved_exceptions_stand_on_the_plan_with_who_approved_them() -> None:
    waiver = Decision(
        "waiver", "graduation", "health", reason="ill", approved_by="M. Ortiz", on=date(2026, 9, 1)
    )
    swap = Decision(
        "substitution", "graduation", course_code="CHEM", for_course="BIO", reason="moved here"
    )
    assert "exception" not in words(build_plan_sheet(sheets.ana(), CATALOG)).lower()
    text = words(build_plan_sheet(replace(sheets.ana(), exceptions=(waiver, swap)), CATALOG))
    assert "Approved exceptions" in text
    assert (
        "Approved exception: Health: waived. "
        "Graduation · approved by M. Ortiz on September 1, 2026: ill"
    ) in text
    assert "counts as Chemistry in the Earth System." in text
    assert "nobody is named who approved it: moved here" in text


@HARD
def test_no_finding_is_lost(sheet: PlanSheet) -> None:
    text = words(build_plan_sheet(sheet, CATALOG))
    assert sheet.findings
    for finding in sheet.findings:
        assert " ".join(finding_text(finding, CATALOG).split()) in text


@HARD
def test_every_course_of_every_year_stands_on_the_plan(sheet: PlanSheet) -> None:
    text = words(build_plan_sheet(sheet, CATALOG)).replace("- ", "-")
    for year in sheet.years:
        for course in year.courses:
            assert text.count(course.title) >= sum(c.title == course.title for c in year.courses)


@HARD
def test_no_line_touches_another_or_leaves_the_page(sheet: PlanSheet) -> None:
    for boxes in text_boxes(build_plan_sheet(sheet, CATALOG)):
        assert boxes
        assert overlaps(boxes) == []
        assert min(b[0] for b in boxes) >= 36
        assert max(b[2] for b in boxes) <= 612 - 35
        assert min(b[1] for b in boxes) >= 24
        assert max(b[3] for b in boxes) <= 792 - 30


def test_accents_and_apostrophes_can_be_selected() -> None:
    assert "Núñez-O'Brien Castañeda" in words(build_plan_sheet(sheets.nunez(), CATALOG))


def test_the_same_request_gives_the_same_bytes() -> None:
    pair = (sheets.ana(), sheets.nunez())
    assert build_plan_sheets(pair, CATALOG) == build_plan_sheets(pair, CATALOG)


def test_the_document_has_title_language_and_tags() -> None:
    paper = build_plan_sheet(sheets.ana(), CATALOG)
    document = read(paper)
    catalog = root(paper)
    assert document.metadata is not None
    assert document.metadata.title == "Four-year plan: Ana Sofía Rivera"
    assert catalog["/Lang"] == "en-US"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = {element["/S"] for element in tags(paper)}
    assert kinds >= {"/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure"}
    figures = [e for e in tags(paper) if e["/S"] == "/Figure"]
    assert any("60 of 230 credits earned" in figure["/Alt"] for figure in figures)
    assert all(figure["/Alt"] for figure in figures)


def test_each_mark_on_a_page_leads_back_to_its_element() -> None:
    paper = build_plan_sheet(sheets.ana(), CATALOG)
    numbers = root(paper)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for page in read(paper).pages:
        elements = numbers[numbers.index(page["/StructParents"]) + 1]
        content = page.get_contents()
        assert content is not None
        assert len(elements) == content.get_data().count(b"/MCID")
        assert [e.get_object()["/K"] for e in elements] == list(range(len(elements)))


def test_all_fonts_are_embedded() -> None:
    (page, *_) = root(build_plan_sheet(sheets.nunez(), CATALOG))["/Pages"]["/Kids"]
    fonts = page.get_object()["/Resources"]["/Font"]
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font.get_object()


def test_a_paper_is_made_in_the_language_in_force() -> None:
    with language("es"):
        paper = build_plan_sheet(sheets.ana(), CATALOG)
    assert root(paper)["/Lang"] == "es-US"
    assert "14 de septiembre de 2026" in words(paper)


def test_a_batch_is_one_file_in_order_and_reports_progress() -> None:
    seen: list[int] = []
    paper = build_plan_sheets((sheets.ana(), sheets.nunez()), CATALOG, seen.append)
    pages = [page.extract_text() for page in read(paper).pages]
    assert seen == [1, 2]
    assert "Ana Sofía Rivera" in pages[0]
    assert "María-José" in pages[2]
    assert "Page 1 of 3" in pages[2]
    assert read(paper).metadata.title == "Four-year plans of 2 students"  # type: ignore[union-attr]


def test_what_progress_raises_ends_the_batch() -> None:
    class Cancelled(Exception):  # noqa: N818 - a wish, not an error
        pass

    def cancel(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        build_plan_sheets((sheets.ana(), sheets.nunez()), CATALOG, cancel)


def test_a_name_that_no_font_covers_is_reported() -> None:
    sheet = sheets.ana()
    foreign = replace(sheet, student=replace(sheet.student, last_name="山田"))
    with pytest.raises(KnownError) as caught:
        build_plan_sheet(foreign, CATALOG)
    assert caught.value.code == "letters_missing"
    assert "U+5C71" in str(caught.value)


def test_an_empty_plan_says_so() -> None:
    sheet = replace(sheets.ana(), years=sheet_years((), 2029, "VL", CATALOG, {}))
    text = words(build_plan_sheet(sheet, CATALOG))
    assert text.count("Nothing planned yet") == 4


def test_a_place_kept_for_any_course_stands_on_the_plan_and_is_to_be_chosen() -> None:
    sheet = sheets.ana()
    year = sheet.next_year
    assert year is not None
    kept = replace(year.courses[0], code="ANY:arts_language_cte:F", title="Any arts", level=None)
    with_kept = replace(year, courses=(*year.courses, kept))
    years = tuple(with_kept if one is year else one for one in sheet.years)
    text = words(build_plan_sheet(replace(sheet, years=years), CATALOG))
    assert "Any arts, language or CTE (F)" in text
    assert "Choose the courses that are still open for 11th grade" in text
    asked = text.partition("Ask for these courses")[2].partition(".")[0]
    assert "Any arts" not in asked
