"""The certificate of completion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.completion.certificate import CertificateCourse
from cte_desktop.reports.certificates.corners import QR_SIDE
from cte_desktop.system.errors import KnownError
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn
from tests.reports.reading import overlaps, read, tags, text_boxes, words

LONG = "María-José Guadalupe de los Ángeles Núñez-O'Brien Castañeda y Fernández de Córdoba III"
CODE = "CTE1:k1:2028-0001-7:" + "A" * 200


def test_a_certificate_is_one_landscape_page_that_says_everything() -> None:
    paper = drawn(sheets.certificate())
    assert [tuple(page.mediabox[2:]) for page in read(paper).pages] == [(792, 612)]
    text = words(paper)
    for expected in (
        sheets.DISTRICT, "Valencia High School", "Certificate of Completion", "Ana Sofía Rivera",
        "Sports Medicine", "Health Science and Medical Technology", "Sports Medicine 2 (capstone)",
        "fall 2027 B+, spring 2028 A", "OSHA 10-Hour General Industry",
        "120 hours of work-based learning", "3 college units", "Issued June 1, 2028",
        "Teacher", "Principal", "CTE Director", "Superintendent",
    ):  # fmt: skip
        assert expected in text, expected


@pytest.mark.parametrize("name", [LONG, "Jo", "Ştefan Đặng-Șerban", "Αλέξανδρος Παπαδόπουλος"])
def test_a_name_of_any_length_stays_whole_and_clear_of_other_lines(name: str) -> None:
    certificate = replace(
        sheets.certificate(), legal_name=name, code=CODE, serial="2028-01-00017-4"
    )
    paper = drawn(certificate)
    assert name in words(paper)
    (boxes,) = text_boxes(paper)
    assert overlaps(boxes) == []
    assert min(b[0] for b in boxes) > 60
    assert max(b[2] for b in boxes) < 792 - 60


def test_many_courses_and_certifications_still_end_above_the_signatures() -> None:
    course = CertificateCourse("Patient Care: Emergency Medicine 1", None, ((2026, sheets.F, "A"),))
    certificate = replace(
        sheets.certificate(),
        courses=(course,) * 6,
        certifications=tuple(f"Certification number {n} with a longer name" for n in range(6)),
    )
    (boxes,) = text_boxes(drawn(certificate))
    assert overlaps(boxes) == []


def test_the_code_is_drawn_at_28_millimetres_or_more_and_has_words() -> None:
    paper = drawn(replace(sheets.certificate(), code=CODE, serial="2028-01-00017-4"))
    assert QR_SIDE >= 28 / 25.4 * 72
    figures = [element for element in tags(paper) if element["/S"] == "/Figure"]
    assert len(figures) == 1
    assert "QR code" in figures[0]["/Alt"]
    assert "Serial number 2028-01-00017-4" in words(paper)


def test_the_same_request_gives_the_same_bytes() -> None:
    batch = (sheets.certificate(), replace(sheets.certificate(), legal_name="Zoë Núñez"))
    assert drawn(*batch) == drawn(*batch)


def test_the_frame_is_kept_once_in_a_file_of_many() -> None:
    certificates = [
        replace(sheets.certificate(), legal_name=f"Student {number}") for number in range(60)
    ]
    alone, many = drawn(*certificates[:1]), drawn(*certificates)
    assert len(read(many).pages) == 60
    assert (len(many) - len(alone)) / 59 < 2300  # 3 MB for 1,300


def test_a_name_that_no_font_covers_is_reported() -> None:
    with pytest.raises(KnownError) as caught:
        drawn(replace(sheets.certificate(), legal_name="अनन्या"))
    assert caught.value.code == "letters_missing"
