"""The words of a student's week."""

from __future__ import annotations

from cte_desktop.domain.planning.sections.week_picture import Journey, WeekBlock
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.domain.students.experiences import BUSY_KINDS
from cte_desktop.domain.students.fixed_times import REST_OF_DAY, FixedTime
from cte_desktop.wording import week
from tests.builders import catalog

AUTO = WeekBlock(
    "T", 945, 1095, "CN", "extended", "CN27-0001", "Auto 2", clash=True, state=State.PLANNED,
    section_id="CN27-0001", room="Shop 2", teacher="M. Ortiz",
)  # fmt: skip
WAY = Journey("T", 931, 960, "VL", "CN", 20, 10, 1)


def test_a_block_is_read_with_day_time_name_site_and_clash() -> None:
    assert week.block_sentence(AUTO, catalog()) == (
        "Tuesday 15:45 to 18:15, Auto 2, Canyon, Extended Day, planned, clashes"
    )
    lunch = WeekBlock("M", 728, 763, "VL", "lunch", "", "")
    assert week.block_sentence(lunch, catalog()) == "Monday 12:08 to 12:43, Lunch, Valencia"


def test_a_block_shows_when_and_where_then_room_and_teacher() -> None:
    assert week.block_detail(AUTO, catalog()) == "15:45–18:15\nCanyon\nroom Shop 2\nM. Ortiz"
    tip = week.block_tip(AUTO, catalog()).split("\n")
    assert tip[:3] == ["Auto 2", "Tue 15:45–18:15", "Extended Day · CN27-0001"]
    assert tip[3] == "Canyon High, room Shop 2"


def test_a_way_says_its_minutes_and_what_is_missing_or_left() -> None:
    assert week.journey_sentence(WAY, catalog()) == (
        "Tuesday: Valencia 15:31 → Canyon 16:00: 20 minutes by road + 10, 1 minute short"
    )
    easy = Journey("T", 880, 960, "VL", "CN", 20, 10)
    assert week.journey_sentence(easy, catalog(), "TR") == (
        "Tuesday and Thursday: Valencia 14:40 → Canyon 16:00: 20 minutes by road + 10, "
        "50 minutes to spare"
    )
    exact = Journey("T", 930, 960, "VL", "CN", 20, 10)
    assert week.journey_sentence(exact, catalog()).endswith("just in time")
    unknown = Journey("T", 930, 960, "VL", "RN", None, 10)
    assert week.journey_sentence(unknown, catalog()).endswith("how long the way takes")
    assert [week.journey_title(j) for j in (WAY, easy, unknown)] == [
        "20 min, 1 short",
        "20 min",
        "way not known",
    ]


def test_courses_without_a_time_are_named() -> None:
    assert week.without_time_sentence(("CHEM",), catalog()).startswith("When this meets")
    assert week.without_time_sentence(("CHEM", "PE10"), catalog()) == (
        "When these meet is not known yet: Chemistry in the Earth System, Physical Education 10."
    )


def test_a_fixed_time_says_its_term_days_hours_and_place() -> None:
    sport = FixedTime("sport", 2027, SEMESTERS, "MTWRF", 930, 1050, "VL")
    assert week.fixed_time_sentence(sport, catalog()) == (
        "Sport, fall and spring 2027–28, Mon–Fri 15:30–17:30, Valencia"
    )
    gone = FixedTime("other", 2027, (Term.FALL,), "MW", 875, REST_OF_DAY)
    assert week.fixed_time_sentence(gone, catalog()) == (
        "Can't stay, fall 2027–28, Mon/Wed from 14:35"
    )
    assert week.overlap_sentence(sport, gone, "MW") == (
        "Sport and Can't stay overlap on Monday and Wednesday; both are kept."
    )
    assert week.fixed_times_label(1) == "1 fixed time"
    assert len({week.busy_name(kind) for kind in BUSY_KINDS}) == len(BUSY_KINDS)
    assert week.week_title(2027, Term.SPRING) == "Spring 2028"
