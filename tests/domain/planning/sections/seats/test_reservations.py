"""For whom the seats of a section are kept, as sections.csv writes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.planning.sections.seats.reservations import (
    Reserved,
    ReservedFor,
    parse_reserved,
    reservations,
)
from tests.builders import catalog
from tests.domain.planning.situations import section

SPORTS = "Sports Medicine"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", ()),
        (" ; ", ()),
        ("12", (Reserved(ReservedFor.GRADE, "12"),)),
        ("grade 12=5", (Reserved(ReservedFor.GRADE, "12", 5),)),
        ("Grade:09 = 3", (Reserved(ReservedFor.GRADE, "9", 3),)),
        ("the band", (Reserved(ReservedFor.OTHER, "the band"),)),
        ("the band=4", (Reserved(ReservedFor.OTHER, "the band", 4),)),
        ("grade twelve", (Reserved(ReservedFor.OTHER, "grade twelve"),)),
        ("12=many", (Reserved(ReservedFor.OTHER, "12=many"),)),
    ],
)
def test_entries_are_read_as_written(text: str, entries: tuple[Reserved, ...]) -> None:
    assert parse_reserved(text) == entries


def test_a_name_is_a_pathway_when_the_catalog_knows_it_exactly() -> None:
    kept = replace(
        section("A", "SM1", "VL", "M", "15:30", "17:00"),
        reserved_for=f"{SPORTS}=10; sports medicine; 11",
    )
    assert reservations(kept, catalog()) == (
        Reserved(ReservedFor.PATHWAY, SPORTS, 10),
        Reserved(ReservedFor.OTHER, "sports medicine"),
        Reserved(ReservedFor.GRADE, "11"),
    )
    assert reservations(replace(kept, reserved_for=""), catalog()) == ()
