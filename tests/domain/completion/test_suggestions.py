"""What is suggested to a student follows from what is on file, and can still be completed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.audit.nearest import Because, nearest_among, nearest_pathways
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.completion.suggestions import (
    INTEREST,
    OPINIONS,
    SAME_WORD,
    Suggestion,
    signs_of,
    suggestions,
)
from cte_desktop.domain.students.experiences import Enrollment, Experience
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.wording.suggestions import (
    SEVERAL,
    SIGNS,
    more_text,
    suggestion_line,
    suggestion_sentences,
)
from cte_desktop.wording.translate import language
from tests.builders import TODAY, catalog, file_of, rules

SETTINGS = AuditSettings()
ROBOTS = "Manufacturing and robotics"


def workshop(title: str, opinion: int | None = None, pathway: str = "") -> Experience:
    return Experience("exploratory", title, pathway, opinion=opinion)


def with_workshops(*those: Experience, **more: object) -> StudentFile:
    return replace(file_of(**more), experiences=those)  # type: ignore[arg-type]


def suggested(file: StudentFile, day: date = TODAY) -> tuple[Suggestion, ...]:
    signs = signs_of(file, catalog())
    return suggestions(signs, nearest_among(signs, file, None, catalog(), SETTINGS, day))


def codes(suggestion: Suggestion) -> list[str]:
    return [sign.because.code for sign in suggestion.signs]


def test_two_loved_workshops_suggest_the_pathways_of_their_sector_the_likest_first() -> None:
    found = suggested(with_workshops(workshop(ROBOTS, 5), workshop(ROBOTS, 5), school="CS"))
    assert [one.pathway for one in found] == ["Advanced Manufacturing", "Welding"]
    assert [one.weight for one in found] == [2 * OPINIONS[5] + SAME_WORD, 2 * OPINIONS[5]]
    assert codes(found[0]) == ["loved", "same_word"]


def test_every_reason_is_a_sentence_with_where_it_is_and_what_is_missing() -> None:
    one = suggested(with_workshops(workshop("Culinary basics", 4), school="WR"))[0]
    said = suggestion_sentences(one, "WR", catalog())
    assert said[0] == "Took the workshop Culinary basics and liked it."
    assert said[1] == "It is about the same as the workshop Culinary basics."
    assert said[-1].startswith("It can still be completed: ")
    assert all(sentence.endswith(".") for sentence in said)
    line = suggestion_line(one, "WR", catalog())
    assert line.startswith("Culinary Arts: took the workshop Culinary basics and liked it; ")
    assert (more_text(0), more_text(2)) == ("", "2 more")
    with language("es"):
        assert suggestion_sentences(one, "WR", catalog())


def test_extended_day_is_named_where_the_own_school_has_no_such_course() -> None:
    every = [
        (school.short, one)
        for school in catalog().schools
        if school.kind == "comprehensive_high"
        for one in suggested(with_workshops(workshop(ROBOTS, 5), school=school.short))
        if one.nearness.because is Because.MISSING
    ]
    away = [(school, one) for school, one in every if one.nearness.site]
    home = [(school, one) for school, one in every if not one.nearness.site]
    assert home
    for school, one in away:
        assert any(
            text.startswith("Extended Day reaches")
            for text in suggestion_sentences(one, school, catalog())
        )
    for school, one in home:
        name = catalog().school_by_short[school].name
        assert any(
            text.endswith(f"is offered at {name}.")
            for text in suggestion_sentences(one, school, catalog())
        )


def test_where_it_will_be_is_not_said_while_the_high_school_is_not_known() -> None:
    one = suggested(with_workshops(workshop(ROBOTS, 5), graduation_year=2031, school="RN"))[0]
    said = suggestion_sentences(one, "RN", catalog())
    assert not any("is offered at" in text for text in said)


def test_a_workshop_that_was_not_for_them_speaks_against_its_sector() -> None:
    assert suggested(with_workshops(workshop(ROBOTS, 1))) == ()
    assert suggested(with_workshops(workshop(ROBOTS, 2), workshop(ROBOTS, None))) == ()
    mixed = suggested(with_workshops(workshop(ROBOTS, 5), workshop(ROBOTS, 2), school="CS"))
    assert codes(mixed[0]) == ["loved", "same_word", "disliked"]
    assert mixed[0].weight == OPINIONS[5] + SAME_WORD + OPINIONS[2]


def test_an_interest_weighs_more_than_a_loved_workshop() -> None:
    interest = Enrollment("Culinary Arts", "interested", None, 2024)
    file = replace(
        with_workshops(workshop("Medical detectives", 4), school="WR"), enrollments=(interest,)
    )
    first = suggested(file)[0]
    assert (first.pathway, first.weight) == ("Culinary Arts", INTEREST)
    said = suggestion_sentences(first, "WR", catalog())
    assert said[0] == "Said in 2024-25 to be interested."


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        (("interested", "signed_up", "left", "interested"), [("interested", INTEREST)]),
        (("interested", "left"), []),
        (("interested", "interested"), [("interested", INTEREST)]),
    ],
)
def test_what_was_said_last_about_a_pathway_holds(
    actions: tuple[str, ...], said: list[tuple[str, int]]
) -> None:
    entries = tuple(
        Enrollment("Culinary Arts", action, None, 2022 + place)
        for place, action in enumerate(actions)
    )
    file = replace(file_of(school="WR"), enrollments=entries)
    signs = signs_of(file, catalog()).get("Culinary Arts", ())
    assert [(sign.because.code, sign.weight) for sign in signs] == said
    years = [dict(sign.because.values).get("school_year") for sign in signs]
    assert years == [2025 if len(actions) == 4 else 2022 for _ in signs]


def test_courses_passed_and_under_way_count_by_levels() -> None:
    passed = suggested(file_of("9 year GD1 B"))[0]
    assert (passed.pathway, codes(passed)) == ("Graphic Design and Animation", ["passed"])
    running = suggested(file_of("10 fall GD1"))[0]
    assert (running.pathway, codes(running)) == ("Graphic Design and Animation", ["under_way"])
    assert passed.weight > running.weight


@pytest.mark.parametrize("action", ["signed_up", "changed"])
def test_what_the_student_is_in_is_not_suggested(action: str) -> None:
    entry = Enrollment("Culinary Arts", action, date(2026, 9, 1), 2026)
    file = replace(
        with_workshops(workshop("Culinary basics", 5), school="WR"), enrollments=(entry,)
    )
    assert "Culinary Arts" not in [one.pathway for one in suggested(file)]


def test_what_was_left_is_suggested_only_when_much_else_speaks_for_it() -> None:
    left = Enrollment("Culinary Arts", "left", date(2026, 9, 1), 2026, reason="moved")
    once = replace(with_workshops(workshop("Culinary basics", 5), school="WR"), enrollments=(left,))
    assert "Culinary Arts" not in [one.pathway for one in suggested(once)]
    twice = replace(once, experiences=once.experiences * 2)
    again = next(one for one in suggested(twice) if one.pathway == "Culinary Arts")
    assert "Left it before (moved)." in suggestion_sentences(again, "WR", catalog())


def test_nothing_is_suggested_that_can_not_be_completed_any_more() -> None:
    for year in (2027, 2028, 2029, 2030):
        file = with_workshops(workshop(ROBOTS, 5), workshop("Culinary basics", 5),
                              graduation_year=year)  # fmt: skip
        able = {
            near.pathway
            for near in nearest_pathways(file, None, catalog(), rules(), SETTINGS, TODAY)
            if near.can_complete
        }
        assert {one.pathway for one in suggested(file)} <= able
    assert suggested(with_workshops(workshop(ROBOTS, 5), graduation_year=2027)) == ()


def test_nothing_on_file_suggests_nothing() -> None:
    assert suggested(file_of()) == ()
    assert suggested(with_workshops(workshop("Basket weaving", 5))) == ()


def test_a_workshop_may_name_its_pathway_itself() -> None:
    found = suggested(with_workshops(workshop("A day at the fire station", 5,
                                              "Fire and Emergency Response")))  # fmt: skip
    assert [one.pathway for one in found] == ["Fire and Emergency Response"]


def test_every_sign_has_its_sentence() -> None:
    assert SEVERAL.keys() <= SIGNS.keys()
    assert set(SIGNS) >= {"loved", "liked", "tried", "disliked", "passed", "under_way"}
