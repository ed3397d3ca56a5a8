"""Whatever a certificate says fits on its page and lies over nothing else, or is told."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.certificates.paper import CertificateCourse
from cte_desktop.reports.certificates.corners import CORNER_FOOT, QR_SIDE, SEAL_SIDE
from cte_desktop.reports.certificates.sheet import LEFT, RIGHT, SIZE
from cte_desktop.system.errors import KnownError
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn, shipped, showing
from tests.reports.certificates.pictures import seal, signature
from tests.reports.reading import overlaps, text_boxes, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.completion.certificates.paper import Certificate
    from cte_desktop.domain.completion.certificates.template import CertificateTemplate
    from tests.reports.reading import Box

LONG = "María-José Guadalupe de los Ángeles Núñez-O'Brien Castañeda y Fernández de Córdoba y León"
CODE = "CTE1." + "aB3-_xY9" * 26
IMAGES = {"seal": seal(), "teacher": signature(), "principal": signature()}
COURSE = CertificateCourse("Emergency Medicine 1", None, ((2026, sheets.F, "A"),))
SEAL = (LEFT, SIZE[1] - CORNER_FOOT, LEFT + SEAL_SIDE, SIZE[1] - CORNER_FOOT + SEAL_SIDE)
QR = (RIGHT - QR_SIDE - 6, SIZE[1] - CORNER_FOOT, RIGHT, SIZE[1] - CORNER_FOOT + QR_SIDE + 6)


def full() -> Certificate:
    """A certificate with everything on it."""
    return replace(sheets.certificate(), code=CODE, serial="2028-K7QM-00042-V")


def signed_by(
    count: int, name: str = "Dr. Guadalupe Vandenberghe-Montgomery"
) -> CertificateTemplate:
    """The shipped template with so many who sign."""
    one = replace(shipped().signatories[1], name=name)
    return replace(shipped(), signatories=(one,) * count)


def require_clear(paper: bytes) -> list[Box]:
    """Return the boxes of the lines of text, which touch neither each other nor a corner."""
    (boxes,) = text_boxes(paper)
    assert overlaps([*boxes, SEAL, QR]) == []
    assert min(box[0] for box in boxes) > LEFT - 1
    assert max(box[2] for box in boxes) < RIGHT + 1
    assert min(box[1] for box in boxes) > 36
    return boxes


@pytest.mark.parametrize(
    "name",
    [
        LONG,
        "Jo",
        "Ştefan Đặng-Șerban",
        "Αλέξανδρος Παπαδόπουλος",
        "Nguyễn Thị Ngọc Ánh Őry Ñuñéz",
        "Vandenberghe-Montgomery-Castañeda-Fitzgerald-Papadopoulou-Wojciechowska-Núñez-Smith-Lee",
    ],
)
def test_a_name_of_any_length_stays_whole_and_clear_of_other_lines(name: str) -> None:
    paper = drawn(replace(full(), legal_name=name), images=IMAGES)
    text = "".join(words(paper).split())
    assert name.replace(" ", "") in text
    require_clear(paper)


@pytest.mark.parametrize(
    "changes",
    [
        {"certifications": ()},
        {"courses": (), "certifications": (), "college_units": 0},
        {"courses": (), "certifications": (), "college_units": 0, "hours": 0},
        {"certifications": tuple(f"Certification {n} of a longer institute" for n in range(8))},
        {"pathway": "Residential and Commercial Construction, Energy and Advanced Manufacturing"},
        {"pathway": "A pathway " * 11, "legal_name": LONG, "school_name": "A high school " * 8},
        {"courses": (COURSE,) * 6},
        {"reprint": True, "replaces": "2028-K7QM-00012-X"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("signers", [0, 3, 5])
def test_nothing_lies_over_anything_else(changes: dict[str, object], signers: int) -> None:
    certificate = replace(full(), **changes)  # type: ignore[arg-type]
    require_clear(drawn(certificate, template=signed_by(signers), images=IMAGES))


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_long_names_of_those_who_sign_stay_below_their_own_lines(count: int) -> None:
    longest = "Professor Doctor Maximiliana Wojciechowska of the Governing Board, Emeritus"
    require_clear(drawn(full(), template=signed_by(count, longest), images=IMAGES))


def test_certificates_without_seal_and_code_use_the_room_and_stay_clear() -> None:
    (boxes,) = text_boxes(drawn(full(), template=showing(qr=False)))
    assert overlaps(boxes) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"legal_name": "Wolfeschlegelsteinhausenbergerdorff" * 3}, "Wolfeschlegel"),
        ({"legal_name": f"{LONG} {LONG}"}, "María-José"),
        ({"pathway": "A pathway with a title without end " * 8}, "A pathway"),
        ({"certifications": tuple(f"Certification {n} " * 6 for n in range(40))}, "Certification"),
    ],
)
def test_what_has_no_room_in_the_smallest_type_is_told(
    changes: dict[str, object], told: str
) -> None:
    with pytest.raises(KnownError) as caught:
        drawn(replace(full(), **changes), images=IMAGES)  # type: ignore[arg-type]
    assert caught.value.code == "no_room"
    assert told in caught.value.text


LETTERS = st.text(st.sampled_from("aeimnÑőWÁ Ộ-l'"), min_size=1, max_size=90)


@settings(max_examples=20)
@given(LETTERS, LETTERS, st.lists(LETTERS, max_size=9), st.integers(0, 5))
def test_any_texts_fit_or_are_told(
    name: str, pathway: str, certifications: list[str], signers: int
) -> None:
    certificate = replace(
        full(), legal_name=name, pathway=pathway, certifications=tuple(certifications)
    )
    paper = b""
    with suppress_no_room():
        paper = drawn(certificate, template=signed_by(signers), images=IMAGES)
    if paper:
        require_clear(paper)


@contextmanager
def suppress_no_room() -> Iterator[None]:
    """Let go what is told to have no room, and nothing else."""
    try:
        yield
    except KnownError as error:
        if error.code != "no_room":
            raise
