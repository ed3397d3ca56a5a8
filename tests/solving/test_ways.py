"""What is given up first: what the clash names, also where it names many requirements as one."""

from __future__ import annotations

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.readable import GRADUATION_AS_A_WHOLE
from cte_desktop.domain.findings import values
from cte_desktop.solving.ways import stands_for


def test_a_requirement_is_part_of_a_clash_that_names_graduation_as_a_whole() -> None:
    about = values(program="graduation", requirement="mathematics")
    reason = Reason(Kind.RULE, "requirement_missing", about)
    assert {reason, GRADUATION_AS_A_WHOLE} <= stands_for(reason)
    other = Reason(Kind.RULE, "requirement_missing", values(program="uc", requirement="C"))
    assert GRADUATION_AS_A_WHOLE not in stands_for(other)


def test_a_clock_clash_of_a_term_is_part_of_the_one_of_its_courses() -> None:
    about = values(course="A", other_course="B", grade_level=11, term="fall")
    in_fall = Reason(Kind.RULE, "time_clash", about)
    whole = Reason(Kind.RULE, "time_clash", values(course="A", other_course="B"))
    assert whole in stands_for(in_fall)
    assert stands_for(Reason(Kind.WISH, "1")) == {Reason(Kind.WISH, "1")}
