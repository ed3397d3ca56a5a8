"""The figures of a list of sections say the same as the findings that are put together later."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.domain.planning.clashes import CLASHES
from cte_desktop.domain.planning.sections.fitting.fits import Fit, section_fits
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.planning.sections.fitting.test_fits_properties import BUSY, SECTIONS, student_with

COURSE = "SOC"
NEVER_FITS = {*CLASHES, "bell_missing", "time_missing", "section_double"}
WISHES = st.lists(
    st.builds(
        Wish,
        st.integers(1, 3),
        st.sampled_from(("earliest_start", "latest_end")),
        st.sampled_from(("09:00", "15:30")),
        st.sampled_from(("must", "like")),
    ),
    max_size=2,
    unique_by=lambda wish: wish.rank,
)
OFFERED = st.lists(
    st.builds(
        lambda one, number, seats, gone, low: replace(
            one,
            course_code=COURSE,
            section_id=f"NEW{number}",
            seats=seats,
            cancelled=gone,
            grade_min=low,
        ),
        SECTIONS,
        st.integers(1, 9),
        st.sampled_from((None, 0, 1, 2)),
        st.booleans(),
        st.sampled_from((None, 12)),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one.section_id,
)
SEATED = Claim("x", "x", "X", 12, recorded=True, pathways=(), placed=0)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(SECTIONS, max_size=3, unique_by=lambda s: s.course_code),
    st.lists(BUSY, max_size=2),
    WISHES,
    OFFERED,
)
def test_the_figures_of_a_fit_are_those_of_its_findings(
    planned: list[Section], busy: list[BusyTime], wishes: list[Wish], offered: list[Section]
) -> None:
    student = student_with(planned, busy)
    student = replace(
        student,
        file=replace(student.file, wishes=tuple(wishes)),
        claims={key_of(one): (SEATED,) for one in offered},
    )
    fits = section_fits(student, COURSE, offered, 2027, "fall")
    for fit in fits:
        blocking = [f for f in fit.findings if keeps_out(f)]
        assert fit.fits == (not blocking)
        assert fit.against == {finding.code for finding in blocking}
        assert fit.minutes_short == shortest(blocking)
        assert set(fit.clashes) == {n for f in blocking if (n := collides_with(fit, f))}
        assert list(fit.findings[: len(blocking)]) == blocking
    assert list(fits) == sorted(fits, key=lambda fit: place(student, fit))


def keeps_out(finding: Finding) -> bool:
    return finding.severity is Severity.MUST_FIX or finding.code in NEVER_FITS


def shortest(blocking: list[Finding]) -> int | None:
    told = [f.about("minutes_short") for f in blocking if f.code in CLASHES]
    return max((minutes for minutes in told if isinstance(minutes, int)), default=None)


def collides_with(fit: Fit, finding: Finding) -> object:
    """The section or else the course that a finding names beside the section itself."""
    if finding.code not in CLASHES or finding.about("busy"):
        return None
    sections = {finding.about("section_id"), finding.about("other_section_id")}
    courses = {finding.about("course"), finding.about("other_course")}
    named = sections - {fit.section.section_id, None} or courses - {COURSE}
    return next(iter(named))


def place(student: Situation, fit: Fit) -> tuple[object, ...]:
    """The first of what puts a section before another one."""
    must = {f.code for f in fit.findings if f.severity is Severity.MUST_FIX}
    warnings = sum(f.severity is Severity.WARNING for f in fit.findings)
    elsewhere = fit.section.site != student.file.student.school
    return (
        not fit.fits,
        fit.section.cancelled,
        len(must),
        len(fit.clashes),
        fit.minutes_short or 0,
        elsewhere,
        warnings,
    )
