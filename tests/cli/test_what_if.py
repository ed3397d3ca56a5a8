"""`what-if`: whom a change of the master schedule concerns, and doing it as one step."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cli.conftest import Call, District

EFFECTS = ("graduation_at_risk", "pathway_lost", "swap", "none")


def busiest(district: District) -> tuple[str, int]:
    """The section of the present year in which most students sit, and how many."""
    sits = Counter(
        (row["section_id"], row["student_id"])
        for row in district.rows("record.csv")
        if not row["mark"] and row["section_id"]
    )
    counted = Counter(section for section, _ in sits)
    return counted.most_common(1)[0]


def test_a_cancelled_section_names_whoever_sits_in_it_or_plans_it(
    call: Call, district: District
) -> None:
    section, seated = busiest(district)
    answer = call("--database", district.database, "what-if", "cancel", section, "--json")
    assert answer.status == 0
    students = answer.json["students"]
    assert sum(one["seated_now"] for one in students) == seated
    assert all({"student", "effect", "repair"} <= one.keys() for one in students)
    order = [EFFECTS.index(one["effect"]) for one in students]
    assert order == sorted(order)
    assert answer.json["counted"] == {
        effect: [one["effect"] for one in students].count(effect) for effect in EFFECTS
    }
    text = call("--database", district.database, "what-if", "cancel", section)
    assert section in text.out.splitlines()[0]
    assert "plan until the information system confirms" in text.err


def test_moving_a_section_out_of_the_way_breaks_less_than_cancelling_it(
    call: Call, district: District
) -> None:
    section, seated = busiest(district)
    words = ("--database", district.database, "what-if", "move", section, "tr", "17:30", "19:00")
    moved = call(*words, "--json").json
    assert moved["counted"]["none"] > 0
    assert len(moved["students"]) >= seated
    assert "Tue/Thu 17:30–19:00" in moved["change"]


def test_apply_does_all_as_one_step_and_says_how_to_take_it_back(
    call: Call, district: District
) -> None:
    section, _ = busiest(district)
    database = ("--database", district.database)
    before = call(*database, "what-if", "shrink", section, "0", "--json").json
    done = call(*database, "what-if", "shrink", section, "0", "--apply", "--json")
    assert done.json["students"] == before["students"]
    step = done.json["applied"]["step"]
    assert f"undo --step {step}" in done.err
    assert {one["text"] for one in done.json["applied"]["kept_apart"]} <= {
        "The plan is signed; it was left as it is."
    }
    assert call(*database, "undo", "--step", step).status == 0


def test_apply_and_undo_leave_the_answer_as_it_was(call: Call, district: District) -> None:
    section, _ = busiest(district)
    database = ("--database", district.database)
    before = call(*database, "what-if", "cancel", section, "--json").json
    assert call(*database, "what-if", "cancel", section, "--apply").status == 0
    assert call(*database, "undo").status == 0
    assert call(*database, "what-if", "cancel", section, "--json").json == before


def test_a_retired_course_is_looked_at_from_next_year_on(call: Call, district: District) -> None:
    answer = call("--database", district.database, "what-if", "retire", "ENG12", "--json")
    assert answer.status == 0
    assert answer.json["students"]
    assert not any(one["seated_now"] for one in answer.json["students"])
    assert not any(one["effect"] == "none" for one in answer.json["students"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cancel", "NOPE"), "NOPE"),
        (("cancel", "NOPE", "--school-year", "2027-28"), "2027-28"),
        (("cancel", "NOPE", "--school-year", "2027"), "no school year"),
        (("move", "NOPE", "TX", "15:45", "18:00"), "no weekdays"),
        (("move", "NOPE", "TR", "15h", "18:00"), "no time of day"),
        (("move", "NOPE", "TR", "15:45"), "move SECTION DAYS START END"),
        (("shrink", "NOPE", "many"), "no number of seats"),
        (("shrink", "NOPE"), "shrink SECTION SEATS"),
        (("retire", "NOPE"), "NOPE"),
        (("explode", "NOPE"), "explode"),
        ((), "what-if"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    call: Call, district: District, words: tuple[str, ...], said: str
) -> None:
    answer = call("--database", district.database, "what-if", *words)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_section_that_ends_before_it_starts_is_refused(call: Call, district: District) -> None:
    section, _ = busiest(district)
    words = ("what-if", "move", section, "TR", "18:00", "15:45")
    answer = call("--database", district.database, *words)
    assert answer.status == 2
    assert "end after it starts" in answer.err


def test_a_section_id_of_two_years_asks_for_the_year(call: Call, district: District) -> None:
    section, _ = busiest(district)
    rows = [row for row in district.rows("sections.csv") if row["section_id"] == section]
    file = district.database.parent / "sections.csv"
    lines = [",".join(rows[0])]
    lines += [",".join(f'"{value}"' for value in (row | {"school_year": "2028-29"}).values())
              for row in rows]  # fmt: skip
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    database = ("--database", district.database)
    assert call(*database, "import", file).status in {0, 1}
    asked = call(*database, "what-if", "cancel", section)
    assert asked.status == 2
    assert "2026-27" in asked.err
    assert "2028-29" in asked.err
    later = call(*database, "what-if", "cancel", section, "--school-year", "2028-29", "--json")
    assert (later.status, later.json["students"]) == (0, [])
