"""What a person sees as one thing is one part of a clash."""

from __future__ import annotations

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.readable import as_one, together, with_courses
from cte_desktop.domain.findings import values


def missing(requirement: str, code: str = "requirement_missing") -> Reason:
    return Reason(Kind.RULE, code, values(program="graduation", requirement=requirement))


def test_clashes_of_one_pair_of_courses_are_one_whatever_the_term() -> None:
    both = values(course="AU1", other_course="BAND")
    terms = {
        as_one(Reason(Kind.RULE, "time_clash", both + values(grade_level=grade, term=term)))
        for grade in (11, 12)
        for term in ("fall", "spring")
    }
    assert terms == {Reason(Kind.RULE, "time_clash", both)}
    other = Reason(Kind.RULE, "time_clash", values(course="AU1", other_course="ART1"))
    assert as_one(other) == other


def test_many_requirements_of_graduation_are_graduation_as_a_whole() -> None:
    few = (missing("mathematics"), missing("english"))
    many = (*few, missing("science.life", "must_include_missing"))
    assert together((*few, Reason(Kind.WISH, "1"))) is None
    told_as = together(many)
    assert told_as is not None
    assert {told_as(reason) for reason in many} == {missing("total")}
    assert told_as(Reason(Kind.WISH, "1")) == Reason(Kind.WISH, "1")


def test_many_courses_in_each_others_way_are_one_crowded_week() -> None:
    pairs = tuple(
        Reason(Kind.RULE, "time_clash", values(course="AU1", other_course=f"C{n}"))
        for n in range(4)
    )
    assert together(pairs[:3]) is None
    told_as = together(pairs)
    assert told_as is not None
    (week,) = {told_as(reason) for reason in pairs}
    (named,) = with_courses((week,), pairs)
    assert dict(named.about)["courses"] == ("AU1", "C0", "C1", "C2", "C3")
