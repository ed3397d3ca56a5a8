"""The certificate of completion as a paper: one page that says everything, a small file, tags."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from cte_desktop.reports.certificates.corners import QR_SIDE
from cte_desktop.reports.certificates.paper import build_certificates, unprintable
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn, shipped, showing
from tests.reports.certificates.pictures import seal, signature
from tests.reports.reading import read, root, tags, words

CODE = "CTE1." + "aB3-_xY9" * 26


def kinds(paper: bytes) -> list[str]:
    """The tags of a paper in the order of reading."""
    return [str(element["/S"]) for element in tags(paper)]


def alternatives(paper: bytes) -> list[str]:
    """What a screen reader says of the figures."""
    return [str(one["/Alt"]) for one in tags(paper) if one["/S"] == "/Figure"]


def test_a_certificate_is_one_landscape_page_that_says_everything() -> None:
    paper = drawn(sheets.certificate())
    assert [tuple(page.mediabox[2:]) for page in read(paper).pages] == [(792, 612)]
    text = words(paper)
    for expected in (
        sheets.DISTRICT, "Valencia High School", "Certificate of Completion", "Ana Sofía Rivera",
        "Sports Medicine", "Health Science and Medical Technology", "Sports Medicine 2 (capstone)",
        "fall 2027 B+, spring 2028 A", "OSHA 10-Hour General Industry",
        "120 hours of work-based learning", "3 college units", "Issued June 1, 2028",
        "in the school year 2027–28",
        "Teacher", "Principal", "CTE Director", "Superintendent",
    ):  # fmt: skip
        assert expected in text, expected


def test_headings_and_paragraphs_are_tagged_in_the_order_of_reading() -> None:
    made = kinds(drawn(replace(sheets.certificate(), code=CODE)))
    assert made[:6] == ["/Document", "/Sect", "/P", "/P", "/H1", "/P"]
    assert made[6:9] == ["/H2", "/P", "/H2"]
    assert made.count("/H3") == 3
    assert made[-2:] == ["/P", "/Figure"]


@pytest.mark.parametrize("dots", [150, 300])
def test_another_reader_reads_the_code_from_the_rendered_page(dots: int) -> None:
    paper = drawn(replace(sheets.certificate(), code=CODE))
    picture = pypdfium2.PdfDocument(paper)[0].render(scale=dots / 72).to_pil()
    (read_code,) = zxingcpp.read_barcodes(picture)
    assert read_code.text == CODE
    corner = read_code.position
    assert (corner.top_right.x - corner.top_left.x) / dots * 25.4 >= 28 - 25.4 / dots * 2


def test_the_code_is_drawn_at_28_millimetres_or_more_and_has_words() -> None:
    assert QR_SIDE >= 28 / 25.4 * 72
    paper = drawn(replace(sheets.certificate(), code=CODE, serial="2028-K7QM-00017-4"))
    assert alternatives(paper) == ["QR code by which this certificate can be checked"]
    assert "Serial number 2028-K7QM-00017-4" in words(paper)


def test_a_page_taken_out_of_a_file_takes_no_other_code_with_it() -> None:
    batch = [replace(sheets.certificate(), code=CODE[:-1] + end) for end in "abc"]
    reader: Any = read(drawn(*batch))
    for page in reader.pages:
        own = [name for name in page["/Resources"]["/XObject"] if name.startswith("/Q")]
        assert len(own) == 1


def test_the_same_request_gives_the_same_bytes() -> None:
    images = {"seal": seal(), "principal": signature()}
    batch = (sheets.certificate(), replace(sheets.certificate(), legal_name="Zoë Núñez", code=CODE))
    assert drawn(*batch, images=images) == drawn(*batch, images=images)


def test_what_pages_share_is_kept_once_in_a_file_of_many() -> None:
    images = {name: signature() for name in ("teacher", "principal")} | {"seal": seal()}
    batch = [
        replace(sheets.certificate(), legal_name=f"Student {number}", code=f"{CODE}{number:03}")
        for number in range(60)
    ]
    alone, many = drawn(batch[0], images=images), drawn(*batch, images=images)
    assert len(read(many).pages) == 60
    assert (len(many) - len(alone)) / 59 < 2000  # 3 MB for 1,288, the fonts beside


def test_a_reprint_and_a_reissue_say_so() -> None:
    once = replace(sheets.certificate(), serial="2028-K7QM-00017-4")
    text = words(drawn(replace(once, reprint=True, replaces="2028-K7QM-00003-A")))
    assert "Replaces 2028-K7QM-00003-A" in text
    assert "Reprint" in text
    assert "Reprint" not in words(drawn(once))


def test_each_certificate_has_its_own_language_and_the_others_that_of_the_file() -> None:
    paper = drawn(sheets.certificate(), replace(sheets.certificate(), language="es"))
    english, spanish = (page.extract_text() for page in read(paper).pages)
    assert "Certificate of Completion" in english
    assert "Certificado de finalización" in spanish
    assert root(paper)["/Lang"] == "en-US"
    assert [one.get("/Lang") for one in tags(paper) if one["/S"] == "/Sect"] == [None, "es-US"]
    with language("es"):
        assert "Se certifica que" in words(drawn(sheets.certificate()))


@pytest.mark.parametrize("name", ["अनन्या", "שרה כהן", "سارة", "王小明", "Ana 😀"])
def test_a_name_that_no_font_covers_is_told_and_never_printed_as_boxes(name: str) -> None:
    with pytest.raises(KnownError) as caught:
        drawn(sheets.certificate(), replace(sheets.certificate(), legal_name=name))
    assert caught.value.code == "letters_missing"
    assert name in caught.value.text


def title(pdf: bytes) -> str | None:
    known = read(pdf).metadata
    return known.title if known is not None else None


def test_the_title_of_a_file_counts_students_and_not_their_pathways() -> None:
    one = sheets.certificate()
    both = drawn(one, replace(one, pathway="Photography"))
    assert title(both) == "Certificate of completion: Ana Sofía Rivera"
    three = drawn(one, replace(one, pathway="Photography"), replace(one, student_id="77"))
    assert title(three) == "Certificates of completion of 2 students"


def test_those_that_cannot_be_printed_are_found_in_one_go() -> None:
    one = sheets.certificate()
    every = [
        replace(one, legal_name="山田 花子"),
        one,
        replace(one, certifications=("ServSafe 🍳",)),
        replace(one, pathway="x" * 400),
        one,
    ]
    found = unprintable(every, shipped(), {})
    assert {place: error.code for place, error in found.items()} == {
        0: "letters_missing",
        2: "letters_missing",
        3: "no_room",
    }
    assert not unprintable([one], shipped(), {})


def test_fields_that_are_not_wanted_are_not_drawn() -> None:
    given = replace(sheets.certificate(), serial="2028-K7QM-00017-4", code=CODE)
    said = {
        "courses": "Sports Medicine 1",
        "marks": "fall 2026",
        "certifications": "First Aid",
        "hours": "120 hours",
        "college_units": "3 college units",
        "sector": "Industry sector",
        "school": "Valencia High School",
        "district": sheets.DISTRICT,
        "serial": "Serial number",
    }
    whole = words(drawn(given))
    for field, text in said.items():
        assert text in whole
        assert text not in words(drawn(given, template=showing(**{field: False}))), field
    assert alternatives(drawn(given, template=showing(qr=False))) == []


def test_progress_is_told_page_by_page_and_can_end_the_work() -> None:
    told: list[int] = []
    build_certificates([sheets.certificate()] * 3, shipped(), {}, told.append)
    assert told == [1, 2, 3]

    def stop(_number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_certificates([sheets.certificate()] * 3, shipped(), {}, stop)
    with pytest.raises(ValueError, match="no certificate"):
        drawn()
