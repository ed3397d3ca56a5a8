"""Pathways are found that the record may complete, though nobody signed up for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.audit.reached import pathways_to_decide, reached_pathways
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from tests.builders import catalog, file_of

SPORTS = "Sports Medicine"
BOTH = ("11 year SM1 B", "12 year SM2 B")


def _file(*record: str, **more: Any) -> StudentFile:
    return file_of(*record, graduation_year=2027, day=date(2027, 6, 25), **more)


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (BOTH, (SPORTS,)),
        (("11 year SM1 X", "12 year SM2 F"), (SPORTS,)),  # a mark decides nothing here
        (("11 year SM1 B",), ()),
        (("12 year SM2 B",), ()),
        (
            (
                "11 year H1 B school=Lincoln_High pathway=Sports_Medicine level=concentrator",
                "12 year SM2 B",
            ),
            (SPORTS,),
        ),
        ((), ()),
    ],
)
def test_a_row_of_both_levels_may_complete(record: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert reached_pathways(_file(*record), catalog()) == found


def test_a_decision_about_a_pathway_may_complete_it() -> None:
    waived = Decision("waiver", f"pathway:{SPORTS}", "concentrator", reason="moved here")
    assert reached_pathways(_file("12 year SM2 B", decisions=(waived,)), catalog()) == (SPORTS,)


def test_what_is_signed_up_for_is_not_told_a_second_time() -> None:
    signed_up = _file(*BOTH, pathway=SPORTS)
    assert reached_pathways(signed_up, catalog()) == ()
    assert pathways_to_decide(signed_up, catalog()) == (SPORTS,)
    other = _file(*BOTH, pathway="Photography")
    assert pathways_to_decide(other, catalog()) == ("Photography", SPORTS)
