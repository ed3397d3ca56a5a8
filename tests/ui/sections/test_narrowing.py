"""What the sections are narrowed to, and what there is to choose from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.school_year import Term
from cte_desktop.ui.sections.narrowing import Narrowing, offered
from tests.ui.sections.rows import AFTER_SCHOOL, row

ROWS = (
    row("VL26-0001", seats=(36, 36, 2)),
    row("VL26-0002", teacher="", term="spring"),
    row("CN26-0001", site="CN", teacher="Diaz", cancelled=True),
    row(
        "CN26-E001", AFTER_SCHOOL, site="CN", kind=SectionKind.EXTENDED, course="AUT2",
        pathways=("Automotive", "Transport"), seats=(None, 4, 0), wrong=("No bell on Friday.",),
    ),
)  # fmt: skip


def kept(narrowing: Narrowing) -> list[str]:
    test = narrowing.test()
    return [one.line.section.section_id for one in ROWS if test is None or test(one)]


@pytest.mark.parametrize(
    ("narrowing", "ids"),
    [
        (Narrowing(), ["VL26-0001", "VL26-0002", "CN26-0001", "CN26-E001"]),
        (Narrowing(site="CN"), ["CN26-0001", "CN26-E001"]),
        (Narrowing(term=Term.FALL), ["VL26-0001", "CN26-0001", "CN26-E001"]),
        (Narrowing(term=Term.SUMMER), []),
        (Narrowing(pathway="Transport"), ["CN26-E001"]),
        (Narrowing(pathway=""), ["VL26-0001", "VL26-0002", "CN26-0001"]),
        (Narrowing(teacher=""), ["VL26-0002"]),
        (Narrowing(kind=SectionKind.EXTENDED), ["CN26-E001"]),
        (Narrowing(seats="some"), ["VL26-0002", "CN26-0001", "CN26-E001"]),
        (Narrowing(seats="none"), ["VL26-0001"]),
        (Narrowing(seats="waiting"), ["VL26-0001"]),
        (Narrowing(state="open"), ["VL26-0001", "VL26-0002", "CN26-E001"]),
        (Narrowing(state="cancelled"), ["CN26-0001"]),
        (Narrowing(state="problems"), ["CN26-E001"]),
        (Narrowing(site="CN", state="open"), ["CN26-E001"]),
    ],
)
def test_each_choice_keeps_what_it_says(narrowing: Narrowing, ids: list[str]) -> None:
    assert kept(narrowing) == ids


@given(
    st.sampled_from([None, "VL", "CN"]),
    st.sampled_from([None, *Term]),
    st.sampled_from([None, "some", "none", "waiting"]),
    st.sampled_from([None, "open", "cancelled", "problems"]),
)
def test_choices_together_keep_what_each_of_them_keeps(
    site: str | None, term: Term | None, seats: str | None, state: str | None
) -> None:
    whole = Narrowing(site=site, term=term, seats=seats, state=state)  # type: ignore[arg-type]
    wide = Narrowing()
    each = [
        set(kept(replace(wide, **{name: getattr(whole, name)})))
        for name in ("site", "term", "seats", "state")
    ]
    assert set(kept(whole)) == set.intersection(*each)


def test_what_occurs_is_offered_with_none_at_the_end() -> None:
    found = offered(ROWS)
    assert found.pathways == ("Automotive", "Transport", "")
    assert found.teachers == ("Diaz", "Kim", "")
    assert found.kinds == (SectionKind.DAY, SectionKind.EXTENDED)
