"""Courses with few sections against each other, by the bells of the high schools."""

from __future__ import annotations

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.sections.demand.balance import Place
from cte_desktop.domain.planning.sections.matrix.school import (
    SchoolMatrix,
    few_sections,
    school_matrix,
)
from tests.builders import catalog

MARGIN = 10


def section(
    course: str, period: str, site: str = "VL", term: str = "year", *, cancelled: bool = False
) -> Section:
    return Section(
        f"{site}-{course}-{period}-{term}",
        2027,
        term,
        course,
        site,
        SectionKind.DAY,
        (SectionMeeting(period, "MTWRF"),),
        cancelled=cancelled,
    )


def evening(course: str, site: str, days: str, start: int) -> Section:
    meeting = SectionMeeting("", days, start, start + 150)
    return Section(f"{site}-{course}", 2027, "year", course, site, SectionKind.EXTENDED, (meeting,))


def matrix(*sections: Section, most: int = 1, **wanted: str) -> SchoolMatrix:
    """The matrix; `wanted` are students with their places: "CHEM PHYS@CN ENG11:fall"."""
    places = {
        uid: frozenset(_place(word) for word in words.split()) for uid, words in wanted.items()
    }
    return school_matrix(few_sections(sections, most), places, catalog(), MARGIN)


def _place(word: str) -> Place:
    word, _, term = word.partition(":")
    code, _, site = word.partition("@")
    return Place(code, site or "VL", term or "year")


def test_only_courses_with_few_sections_stand_in_it() -> None:
    sections = (section("CHEM", "P1"), section("ENG11", "P1"), section("ENG11", "P2"))
    assert [of[0].course_code for of in few_sections(sections, 1)] == ["CHEM"]
    assert [of[0].course_code for of in few_sections(sections, 2)] == ["CHEM", "ENG11"]
    gone = section("CHEM", "P2", cancelled=True)
    assert [of[0].course_code for of in few_sections((*sections, gone), 1)] == ["CHEM"]


def test_whoever_wants_both_of_one_period_is_blocked() -> None:
    found = matrix(
        section("CHEM", "P3"),
        section("APUSH", "P3"),
        section("ENG11", "P4"),
        a="CHEM APUSH",
        b="CHEM APUSH ENG11",
        c="CHEM ENG11",
    )
    assert [line.course_code for line in found.lines[:2]] == ["CHEM", "APUSH"]
    heaviest, *others = found.pairs
    assert (heaviest.students, heaviest.blocked) == (("a", "b"), ("a", "b"))
    assert heaviest.collision is not None
    assert heaviest.collision.code == "time_clash"
    assert all(pair.students and not pair.blocked for pair in others)
    assert len(found.lines[0].students) == 3


def test_a_second_section_at_another_time_lets_both_be_had() -> None:
    sections = (section("CHEM", "P3"), section("APUSH", "P3"), section("APUSH", "P5"))
    (pair,) = matrix(*sections, most=2, a="CHEM APUSH").pairs
    assert (pair.students, pair.blocked, pair.collision) == (("a",), (), None)


def test_sections_of_different_semesters_never_clash() -> None:
    sections = (section("CHEM", "P3", term="fall"), section("APUSH", "P3", term="spring"))
    (pair,) = matrix(*sections, a="CHEM:fall APUSH:spring").pairs
    assert pair.blocked == ()


def test_the_drive_between_two_sites_can_keep_both_apart() -> None:
    late = section("CHEM", "P7")
    canyon = evening("AN2", "CN", "MW", 15 * 60 + 45)
    (pair,) = matrix(late, canyon, a="CHEM AN2@CN").pairs
    assert pair.blocked == ("a",)
    assert pair.collision is not None
    assert pair.collision.sites == ("VL", "CN")
    (reachable,) = matrix(late, evening("AN2", "CN", "MW", 18 * 60), a="CHEM AN2@CN").pairs
    assert reachable.blocked == ()


def test_where_a_time_is_not_known_nobody_is_said_to_be_blocked() -> None:
    timeless = Section("VL-X", 2027, "year", "APUSH", "VL", SectionKind.DAY)
    (pair,) = matrix(section("CHEM", "P3"), timeless, a="CHEM APUSH").pairs
    assert (pair.blocked, pair.is_known) == ((), False)


def test_a_course_that_nobody_wants_beside_another_has_no_line() -> None:
    found = matrix(section("CHEM", "P3"), section("APUSH", "P3"), a="CHEM", b="APUSH")
    assert found == SchoolMatrix()


def test_a_pair_is_found_in_either_order() -> None:
    found = matrix(section("CHEM", "P3"), section("APUSH", "P3"), a="CHEM APUSH")
    assert found.pair(0, 1) == found.pair(1, 0) == found.pairs[0]
    assert found.pair(0, 0) is None
