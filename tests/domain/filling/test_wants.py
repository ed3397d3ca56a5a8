"""What a student wants: noted wishes, and what holds where none is."""

from __future__ import annotations

import pytest

from cte_desktop.domain.filling.wants import Strength, Want, problems_of, wants_of
from cte_desktop.domain.students.decisions import Wish
from tests.builders import catalog, file_of

AUTO = "Automotive Technology"


def wants(*wishes: Wish, **more: str) -> dict[str, Want]:
    found = wants_of(file_of(wishes=wishes, **more), catalog())  # type: ignore[arg-type]
    return {want.id: want for want in found}


def test_without_wishes_the_defaults_hold() -> None:
    found = wants(pathway=AUTO)
    assert {name: (w.kind, w.value, w.strength) for name, w in found.items()} == {
        "default:graduation": ("graduation", "graduation", Strength.MUST),
        "default:pathway": ("pathway", AUTO, Strength.MUST),
        "default:area_goal": ("area_goal", "uc", Strength.LIKE),
        "default:extended_day": ("extended_day", "2", Strength.MUST),
        "default:zero": ("zero", "no", Strength.MUST),
        "default:summer": ("summer", "no", Strength.MUST),
        "default:college": ("college", "no", Strength.LIKE),
        "default:period7": ("period7", "no", Strength.LIKE),
    }


def test_a_noted_wish_takes_the_place_of_its_kinds_default_alone() -> None:
    found = wants(Wish(1, "summer", "yes", "like"), pathway=AUTO)
    assert "default:summer" not in found
    assert found["1"].allows
    assert {"default:pathway", "default:zero", "default:graduation"} <= set(found)


def test_a_pathway_that_must_not_be_leaves_the_other_one_signed_up_for() -> None:
    other = wants(Wish(1, "pathway", "Photography", "no"), pathway=AUTO)
    assert other["default:pathway"].value == AUTO
    own = wants(Wish(1, "pathway", AUTO, "no"), pathway=AUTO)
    assert "default:pathway" not in own


def test_a_pathway_may_be_wanted_by_a_grade() -> None:
    found = wants(Wish(2, "pathway", f"{AUTO} by 11", "must"))["2"]
    assert (found.value, found.by_grade, found.rank) == (AUTO, 11, 2)


def test_wishes_come_by_rank_and_a_rank_met_twice_is_told_apart() -> None:
    found = wants(Wish(2, "avoid", "ART1"), Wish(1, "honors", "yes"), Wish(2, "avoid", "CER1"))
    assert [name for name in found if not name.startswith("default")] == ["1", "2", "2.2"]


@pytest.mark.parametrize(
    ("value", "strength", "allows"),
    [("yes", "must", True), ("no", "must", False), ("yes", "no", False), ("no", "no", True)],
)
def test_the_strength_no_turns_a_wish_of_yes_or_no_round(
    value: str, strength: str, allows: bool
) -> None:
    assert wants(Wish(1, "college", value, strength))["1"].allows is allows


@pytest.mark.parametrize(("value", "most"), [("yes", None), ("no", 0), ("3", 3)])
def test_an_extended_day_wish_says_how_many_evenings(value: str, most: int | None) -> None:
    assert wants(Wish(1, "extended_day", value, "must"))["1"].most_evenings == most


@pytest.mark.parametrize(
    ("wish", "only_allows"),
    [
        (Wish(1, "zero", "yes", "must"), True),
        (Wish(1, "summer", "no", "no"), True),
        (Wish(1, "summer", "yes", "no"), False),
        (Wish(1, "extended_day", "yes", "like"), True),
        (Wish(1, "extended_day", "2", "like"), False),
        (Wish(1, "extended_day", "yes", "must", "TR"), False),
        (Wish(1, "honors", "yes", "like"), False),
    ],
)
def test_a_yes_without_a_limit_only_allows(wish: Wish, only_allows: bool) -> None:
    assert wants(wish)["1"].only_allows is only_allows


def test_a_load_is_a_range_or_one_number() -> None:
    assert wants(Wish(1, "load", "5-7"))["1"].bounds == (5, 7)
    assert wants(Wish(1, "load", "6"))["1"].bounds == (6, 6)


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        (Wish(1, "course", "NOPE"), "unknown_course"),
        (Wish(1, "course", "ART1|NOPE"), "unknown_course"),
        (Wish(1, "course", "ANY:science:D"), "unknown_course"),
        (Wish(1, "pathway", "Falconry"), "unknown_pathway"),
        (Wish(1, "load", "7-5"), "not_understood"),
        (Wish(1, "load", "many"), "not_understood"),
        (Wish(1, "zero", "perhaps"), "not_understood"),
        (Wish(1, "earliest_start", "25:00"), "not_understood"),
        (Wish(1, "free_period", "-1"), "not_understood"),
        (Wish(1, "free_period", "7"), "not_understood"),
        (Wish(1, "extended_day", "6"), "not_understood"),
        (Wish(1, "lunch", "300"), "not_understood"),
        (Wish(1, "weather", "sun"), "not_understood"),
        (Wish(1, "course", "ART1", "badly"), "not_understood"),
        (Wish(1, "course", ""), "not_understood"),
    ],
)
def test_what_cannot_be_understood_is_told_and_never_breaks(wish: Wish, problem: str) -> None:
    file = file_of(wishes=(wish,))
    (told,) = problems_of(file, catalog())
    assert dict(told.about)["problem"] == problem
    kept = {want.id for want in wants_of(file, catalog())}
    assert ("1" in kept) is (problem != "not_understood")


def test_what_can_be_understood_is_no_problem() -> None:
    wishes = (Wish(1, "course", "ART1|CER1"), Wish(2, "load", "5 - 7"), Wish(3, "lunch", "30"))
    assert problems_of(file_of(wishes=wishes), catalog()) == ()
