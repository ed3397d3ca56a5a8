"""What a district's template decides: wording, who signs, pictures and colours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from cte_desktop.domain.completion.certificates.template import ACCENTS, Signatory
from cte_desktop.reports.certificates.accents import ACCENTS as COLOURS
from cte_desktop.reports.certificates.corners import CORNER_FOOT, SEAL_SIDE
from cte_desktop.reports.certificates.sheet import LEFT
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn, shipped
from tests.reports.certificates.pictures import seal, signature
from tests.reports.reading import read, tags, words

PRINCIPAL = Signatory(
    {"en": "Principal of {school}", "es": "Dirección de {school}"},
    "Nobody Yet",
    {"Valencia High School": "Dr. Ada Núñez", "Saugus High School": "Ben Ortiz"},
    "principal",
    {"Valencia High School": "principal-VL", "Saugus High School": "principal-SG"},
)


def figures(paper: bytes) -> list[str]:
    """What a screen reader says of the figures."""
    return [str(one["/Alt"]) for one in tags(paper) if one["/S"] == "/Figure"]


def test_the_places_of_texts_are_filled_for_each_student() -> None:
    texts = replace(shipped().texts["en"], closing="{name} on {date} at {school}, {school_year}")
    template = replace(shipped(), texts={**shipped().texts, "en": texts})
    other = replace(sheets.certificate(), legal_name="Zoë Lee")
    pages = read(drawn(sheets.certificate(), other, template=template)).pages
    closings = ["Ana Sofía Rivera on June 1, 2028 at", "Zoë Lee on June 1, 2028 at Valencia"]
    for page, closing in zip(pages, closings, strict=True):
        assert closing in " ".join(page.extract_text().split())


def test_a_text_that_is_left_out_is_not_drawn() -> None:
    texts = replace(shipped().texts["en"], closing="", certifies="")
    paper = drawn(sheets.certificate(), template=replace(shipped(), texts={"en": texts}))
    assert "This certifies that" not in words(paper)
    assert "school year" not in words(paper)


def test_each_school_has_its_own_principal_and_nobody_elses_signature() -> None:
    template = replace(shipped(), signatories=(PRINCIPAL,))
    images = {"principal": signature(), "principal-VL": signature(701)}
    schools = ("Valencia High School", "Saugus High School", "Hart High School")
    papers = [
        drawn(replace(sheets.certificate(), school_name=one), template=template, images=images)
        for one in schools
    ]
    said = [words(paper) for paper in papers]
    assert "Dr. Ada Núñez Principal of Valencia High School" in said[0]
    assert "Ben Ortiz" in said[1]
    assert "Nobody Yet" in said[2]
    assert figures(papers[0]) == ["Signature: Dr. Ada Núñez"]
    assert figures(papers[1]) == []
    assert figures(papers[2]) == ["Signature: Nobody Yet"]


def test_roles_are_in_the_language_of_the_paper() -> None:
    with language("es"):
        paper = drawn(sheets.certificate(), template=replace(shipped(), signatories=(PRINCIPAL,)))
    assert "Dirección de Valencia High School" in words(paper)


def test_the_seal_stands_in_its_corner_with_nothing_around_it() -> None:
    paper = drawn(sheets.certificate(), images={"seal": seal()})
    assert figures(paper) == [f"Seal of {sheets.DISTRICT}"]
    page = pypdfium2.PdfDocument(paper)[0].render(scale=1).to_pil().convert("RGB")
    middle = (int(LEFT + SEAL_SIDE / 2), int(CORNER_FOOT - SEAL_SIDE / 2))
    assert page.getpixel(middle) == (150, 30, 30)
    assert page.getpixel((int(LEFT) + 2, int(CORNER_FOOT) - 2)) == (255, 255, 255)


def test_a_picture_is_kept_once_and_no_finer_than_printers_show() -> None:
    batch = [replace(sheets.certificate(), legal_name=f"Student {n}") for n in range(3)]
    reader: Any = read(drawn(*batch, images={"seal": seal(1200)}))
    every = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    pictures = [one for one in every if hasattr(one, "get") and one.get("/Subtype") == "/Image"]
    assert [(one["/Width"], "/SMask" in one) for one in pictures] == [(467, False), (467, True)]


def test_a_picture_that_is_not_there_leaves_its_place_empty() -> None:
    assert figures(drawn(sheets.certificate(), images={"other": seal()})) == []


@pytest.mark.parametrize("accent", ACCENTS)
def test_every_accent_has_its_colours(accent: str) -> None:
    paper = drawn(sheets.certificate(), template=replace(shipped(), accent=accent))
    page = pypdfium2.PdfDocument(paper)[0].render(scale=4).to_pil().convert("RGB")
    colour = COLOURS[accent].main.removeprefix("#")
    assert page.getpixel((4 * 300, 4 * 26)) == tuple(bytes.fromhex(colour))


def test_letters_of_a_template_that_no_font_has_are_told() -> None:
    template = replace(
        shipped(), signatories=(replace(PRINCIPAL, name="王小明", names_by_school={}),)
    )
    with pytest.raises(KnownError) as caught:
        drawn(sheets.certificate(), template=template)
    assert caught.value.code == "letters_missing"
