"""From a week to drawn blocks: what is marked, outlined, hatched, and where evenings end."""

from __future__ import annotations

from cte_desktop.domain.planning.sections.week_picture import Journey, WeekBlock, WeekPicture
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.fixed_times import REST_OF_DAY
from cte_desktop.ui.planning.sections.week.blocks import BUSY_KEY, drawn_week
from cte_desktop.ui.widgets.week_view import DrawnBlock
from tests.builders import catalog

ART = WeekBlock("M", 881, 960, "VL", "day", "ART7", "Art 1", state=State.IN_PROGRESS)
AUTO = WeekBlock(
    "M", 975, 1110, "CN", "extended", "A1", "Auto 2", clash=True, state=State.PLANNED
)  # fmt: skip
GONE = WeekBlock("T", 875, REST_OF_DAY, "", "busy", "", "", "other")


def drawn(*blocks: WeekBlock, ways: tuple[Journey, ...] = ()) -> dict[str, DrawnBlock]:
    picture = WeekPicture(2027, Term.FALL, blocks, ways)
    return {block.title: block for block in drawn_week(picture, catalog(), {"A1"})}


def test_what_is_planned_is_dashed_what_clashes_hatched_what_is_asked_about_marked() -> None:
    found = drawn(ART, AUTO)
    art, auto = found["Art 1"], found["Auto 2"]
    assert (art.planned, art.clash, art.marked) == (False, False, False)
    assert (auto.planned, auto.clash, auto.marked) == (True, True, True)
    assert auto.detail.split("\n")[:2] == ["16:15–18:30", "Canyon"]


def test_a_time_until_the_student_is_home_ends_with_the_last_class() -> None:
    assert drawn(AUTO, GONE)["Can't stay"].end == AUTO.end
    alone = drawn(ART, GONE)["Can't stay"]
    assert (alone.end, alone.key, alone.detail) == (17 * 60, BUSY_KEY, "from 14:35")


def test_a_way_fills_its_gap_and_a_gap_without_room_is_not_drawn() -> None:
    short = Journey("M", 960, 975, "VL", "CN", 20, 10, 15)
    found = drawn(ART, AUTO, ways=(short,))
    way = found["20 min, 15 short"]
    assert (way.start, way.end, way.tone, way.clash) == (960, 975, "journey", True)
    at_once = Journey("M", 960, 962, "VL", "CN", 20, 10, 28)
    assert len(drawn(ART, AUTO, ways=(at_once,))) == 2
