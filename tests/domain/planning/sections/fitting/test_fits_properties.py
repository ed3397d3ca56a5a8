"""Whatever the sections, bells and ways: what fits is what bells and ways themselves allow."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.clashes import CLASHES
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.builders import catalog
from tests.domain.catalog.lost_bells import without_bells
from tests.domain.planning.situations import placed, situation

SITES = st.sampled_from(("VL", "VL", "VL", "SG", "COC"))
PERIODS = st.builds(
    SectionMeeting,
    st.sampled_from(("P0", "P1", "P3", "P6", "P7")),
    st.sampled_from(("", "MW", "F")),
)
HOURS = st.builds(
    lambda days, start, long: SectionMeeting("", days, start, start + long),
    st.sampled_from(("TR", "M", "MTWRF")),
    st.integers(14 * 60, 18 * 60),
    st.integers(30, 120),
)
SECTIONS = st.builds(
    lambda code, term, site, kind, meetings: Section(
        f"{code}-1", 2027, term, code, site, kind, tuple(meetings)
    ),
    st.sampled_from(("ART1", "CER1", "PSYCH", "ENG11")),
    st.sampled_from(("year", "fall", "spring")),
    SITES,
    st.sampled_from((SectionKind.DAY, SectionKind.EXTENDED)),
    st.lists(st.one_of(PERIODS, HOURS), min_size=1, max_size=2),
)
BUSY = st.builds(
    BusyTime,
    st.just(2027),
    st.sampled_from((Term.FALL, Term.SPRING)),
    st.sampled_from(("M", "TR")),
    st.just(16 * 60),
    st.just(17 * 60),
    st.just("job"),
    st.sampled_from(("", "SG")),
)


def student_with(planned: list[Section], busy: list[BusyTime]) -> Situation:
    terms = {"year": (Term.FALL, Term.SPRING)}
    placements = [
        placed(s.course_code, 11, term, section=s.section_id, site=s.site)
        for s in planned
        for term in terms.get(s.term, (Term(s.term),) if s.term != "year" else ())
    ]
    return situation(*placements, sections=tuple(planned), busy=tuple(busy))


def one_way_only() -> Catalog:
    ways = tuple(w for w in catalog().travel if (w.origin, w.destination) != ("SG", "VL"))
    return replace(catalog(), travel=ways)


CATALOGS = (
    catalog(),
    without_bells("VL", "F", "periods", "DAY"),
    without_bells("VL", "MW", "P3", "P6"),
    without_bells("SG", "R", "periods"),
    one_way_only(),
)
CLOCK = {*CLASHES, "bell_missing", "time_missing", "section_double"}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(SECTIONS, max_size=3, unique_by=lambda s: s.course_code),
    st.lists(BUSY, max_size=2),
    SECTIONS.map(lambda s: replace(s, course_code="SOC", section_id="NEW")),
    st.sampled_from(CATALOGS),
    st.sampled_from((0, 10, 25)),
)
def test_a_section_fits_by_the_clock_when_the_bells_and_ways_themselves_say_so(
    planned: list[Section], busy: list[BusyTime], new: Section, known: Catalog, margin: int
) -> None:
    student = replace(
        student_with(planned, busy),
        catalog=known,
        settings=PlanningSettings(travel_margin_minutes=margin),
    )
    (fit,) = section_fits(student, "SOC", (new,), 2027, "fall" if new.term == "year" else new.term)
    told = {
        f
        for f in conflicts(taking(student, new))
        if "SOC" in {f.about("course"), f.about("other_course")} and f.code in CLOCK
    }
    beside = [s for s in planned if set(terms_of(s)) & set(terms_of(new))]
    mine = times(new, known)
    if fit.fits:
        assert mine is not None
        assert told == set()
        assert all(f.severity is not Severity.MUST_FIX for f in fit.findings)
    if mine is None or any(times(s, known) is None for s in beside):
        assert mine is not None or not fit.fits
        return
    taken = [time for s in beside for time in times(s, known) or ()]
    taken += [
        (day, b.start, b.end, b.site) for b in busy if b.term in terms_of(new) for day in b.days
    ]
    attended = all(can_attend(one, other, known, margin) for one in mine for other in taken)
    doubled = any(overlap(a, b) for a, b in combinations(sorted(set(mine)), 2))
    assert bool(fit.against & CLOCK) == (doubled or not attended)
    assert bool(told) == (doubled or not attended)


Time = tuple[str, int, int, str]


def terms_of(one: Section) -> tuple[Term, ...]:
    return (Term.FALL, Term.SPRING) if one.term == "year" else (Term(one.term),)


def taking(student: Situation, new: Section) -> Situation:
    """The student with the section in the plan."""
    halves = tuple(placed(new.course_code, 11, term) for term in terms_of(new))
    assert student.plan is not None
    plan = replace(student.plan, placements=(*student.plan.placements, *halves))
    return replace(
        student,
        plan=with_section(plan, halves[0].uid, new),
        sections={**student.sections, key_of(new): new},
    )


def times(one: Section, known: Catalog) -> list[Time] | None:
    """When a section meets, read from the bells row by row; None when one is missing."""
    found: list[Time] = []
    for row in one.meetings:
        for day in row.days or "MTWRF":
            if row.start is not None and row.end is not None:
                found.append((day, row.start, row.end, one.site))
                continue
            rung = [
                (day, bell.start, bell.end, one.site)
                for bell in known.bells
                if (bell.school, bell.block) == (one.site, row.period) and day in bell.days
            ]
            if not rung:
                return None
            found += rung
    return found


def overlap(one: Time, other: Time) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def can_attend(one: Time, other: Time, known: Catalog, margin: int) -> bool:
    """Whether both can be attended, by the minutes of the table of ways."""
    first, second = sorted((one, other), key=lambda time: time[1:3])
    if overlap(one, other):
        return False
    if one[0] != other[0] or first[3] == second[3] or not (first[3] and second[3]):
        return True
    ways = {(w.origin, w.destination): w.minutes for w in known.travel}
    there, back = (first[3], second[3]), (second[3], first[3])
    minutes = ways.get(there, ways.get(back))  # a way that stands once is taken both ways
    return minutes is not None and second[1] - first[2] >= minutes + margin
