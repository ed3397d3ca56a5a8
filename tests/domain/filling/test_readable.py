"""What a person sees as one thing is one part of a clash."""

from __future__ import annotations

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.readable import as_graduation, as_one, is_crowded
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
    assert not is_crowded((*few, Reason(Kind.WISH, "1")))
    assert is_crowded(many)
    assert {as_graduation(reason) for reason in many} == {missing("total")}
    assert as_graduation(Reason(Kind.WISH, "1")) == Reason(Kind.WISH, "1")
