"""The letterhead on letters: its lines and pictures, told to a screen reader, on one page."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from cte_desktop.domain.completion.forecast.letter import FamilyLetter
from cte_desktop.domain.letterhead import Letterhead
from cte_desktop.exchange.certificates.pictures_in import check_picture
from cte_desktop.reports.registry import build_letters
from tests.reports.reading import read, tags, words

DISTRICT = "William S. Hart Union High School District"
LINES = ("21380 Centre Pointe Parkway", "661-259-0033", "www.hartdistrict.org")


def picture() -> bytes:
    made = Image.new("RGB", (90, 30), "white")
    made.paste((10, 90, 90), (5, 5, 60, 25))
    content = io.BytesIO()
    made.save(content, format="PNG")
    return check_picture(content.getvalue(), "logo.png").png


def letter(letterhead: Letterhead) -> FamilyLetter:
    return FamilyLetter(
        language="en",
        district=DISTRICT,
        school="Valencia High",
        on=date(2026, 11, 22),
        recipient=("Ana Rivera", "11th grade"),
        subject="One course away",
        greeting="Dear family of Ana,",
        paragraphs=("Ana has nearly completed a pathway.",),
        course_heading="The course",
        facts=(("Course", "Welding 3"),),
        call=("Please call us.",),
        closing=("Sincerely,",),
        signature="A. Lee",
        role="Counselor",
        letterhead=letterhead,
    )


def test_lines_stand_under_the_districts_name_which_stands_once() -> None:
    said = words(build_letters((letter(Letterhead(LINES)),)))
    assert said.count(DISTRICT) == 1
    assert all(line in said for line in LINES)


def test_pictures_are_told_and_kept_once_for_many_letters() -> None:
    both = Letterhead(LINES, picture(), picture())
    paper = build_letters((letter(both), letter(both)))
    figures = [str(tag["/Alt"]) for tag in tags(paper) if tag.get("/S") == "/Figure"]
    assert sorted(set(figures)) == [f"Letterhead of {DISTRICT}", f"Seal of {DISTRICT}"]
    assert len(figures) == 4
    assert len(read(paper).pages) == 2
    one = build_letters((letter(both),))
    assert len(paper) < len(one) * 1.8


def test_titles_in_spanish_fall_back_to_the_others() -> None:
    titles = Letterhead(signatories=("", "", "Dean"), signatories_es=("", "", ""))
    assert titles.signatory(2, "es") == "Dean"
    assert titles.signatory(0, "en") == ""
    assert not titles.has_head
