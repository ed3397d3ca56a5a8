"""What is wanted reads like a clause, whatever its kind and strength."""

from __future__ import annotations

import pytest

from cte_desktop.domain.filling.wants import Strength, Want
from cte_desktop.domain.students.decisions import WISH_KINDS
from cte_desktop.wording.filling.wants import short_want, want_text
from tests.builders import catalog

MUST, LIKE, NO = Strength.MUST, Strength.LIKE, Strength.NO


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (Want("1", "pathway", "Welding", MUST), "Welding must be completed"),
        (Want("1", "pathway", "Welding", LIKE), "Welding should be completed"),
        (Want("1", "pathway", "Welding", NO), "Welding is not wanted"),
        (
            Want("1", "pathway", "Welding", MUST, by_grade=11),
            "Welding must be completed by 11th grade",
        ),
        (Want("1", "course", "ART1", MUST), "Art 1 must be taken"),
        (Want("1", "course", "ART1|CER1", LIKE), "Art 1 or Ceramics 1 is wished for"),
        (Want("1", "course", "ART1", NO), "Art 1 is not wanted"),
        (Want("1", "avoid", "ART1", MUST), "Art 1 must not be taken"),
        (Want("1", "avoid", "ART1", LIKE), "Art 1 is better avoided"),
        (
            Want("1", "area_goal", "uc", MUST),
            "the courses for admission to UC must be there",
        ),
        (Want("1", "area_goal", "none", LIKE), "no A-G goal"),
        (Want("1", "extended_day", "no", MUST), "no Extended Day"),
        (Want("1", "extended_day", "yes", MUST, "MW"), "Extended Day only on Mon/Wed"),
        (Want("1", "extended_day", "yes", NO), "no Extended Day"),
        (
            Want("default:extended_day", "extended_day", "2", MUST),
            "at most 2 evenings of Extended Day a week (as usual, nothing else was wished)",
        ),
        (Want("1", "load", "5-6", MUST), "5 to 6 courses a term"),
        (Want("1", "load", "6-6", MUST), "6 courses a term"),
        (Want("1", "free_period", "1", LIKE), "1 free period a term"),
        (Want("1", "earliest_start", "08:30", MUST), "no class before 08:30"),
        (Want("1", "latest_end", "16:00", MUST), "no class after 16:00"),
        (Want("1", "lunch", "30", LIKE), "30 minutes for lunch"),
        (Want("1", "summer", "no", MUST), "no summer courses"),
        (Want("1", "zero", "yes", NO), "nothing before the first period"),
        (Want("1", "summer", "yes", LIKE), "summer courses may be used"),
        (Want("1", "honors", "yes", LIKE), "honors courses where possible"),
        (
            Want("default:graduation", "graduation", "graduation", MUST),
            "graduation comes first",
        ),
    ],
)
def test_a_want_is_a_clause(want: Want, text: str) -> None:
    assert want_text(want, catalog()) == text


def test_every_kind_and_strength_has_words() -> None:
    values = {
        "pathway": "Welding", "course": "ART1", "avoid": "ART1", "area_goal": "uc",
        "load": "5-7", "free_period": "1", "lunch": "30", "earliest_start": "08:00",
        "latest_end": "16:00",
    }  # fmt: skip
    for kind in WISH_KINDS:
        for strength in Strength:
            want = Want("1", kind, values.get(kind, "yes"), strength)
            assert want_text(want, catalog())
            assert short_want(want, catalog())
            assert "{" not in want_text(want, catalog())
