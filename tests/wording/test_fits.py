"""What is said of a section that somebody might take."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.fitting.fits import Fit
from cte_desktop.domain.planning.sections.patterns import Pattern
from cte_desktop.domain.planning.sections.seats.open_order import SeatCount
from cte_desktop.wording import fits
from cte_desktop.wording.findings import finding_text
from tests.builders import catalog


def section(site: str, *meetings: SectionMeeting, teacher: str = "") -> Section:
    return Section("X1", 2027, "year", "AU1", site, SectionKind.EXTENDED, meetings, teacher)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            section("CN", SectionMeeting("", "MR", 945, 1080)),
            "Mon/Thu 15:45–18:00, Canyon",
        ),
        (
            section("CN", SectionMeeting("P3", "")),
            "P3, Mon–Thu 10:22–11:12, Fri 11:09–11:49, Canyon",
        ),
        (
            section("WR", SectionMeeting("P7", "")),
            "P7, Mon–Fri 14:56–16:00, West Ranch",
        ),
        (
            section("VL", SectionMeeting("P1", ""), SectionMeeting("P2", "")),
            "P1/P2, Mon–Fri 08:30–09:20, Mon–Fri 09:26–10:16, Valencia",
        ),
        (section("VL"), "time not known, Valencia"),
        (section("XX", SectionMeeting("P3", "")), "P3, time not known, XX"),
    ],
)
def test_when_and_where_is_told_by_the_clock(made: Section, said: str) -> None:
    assert fits.when_and_where(made, catalog()) == said


@pytest.mark.parametrize(
    ("count", "for_student", "said"),
    [
        (SeatCount(30, 18, 0, 12), 12, "12 of 30 seats left"),
        (SeatCount(30, 29, 0, 1), 1, "1 of 30 seats left"),
        (SeatCount(30, 30, 4, 0), 0, "no seat left of 30, 4 wait"),
        (SeatCount(30, 30, 1, 0), 0, "no seat left of 30, 1 waits"),
        (SeatCount(None, 30, 0, None), None, "seats not known"),
        (SeatCount(30, 27, 0, 3), 0, "0 of 30 seats for this student, 3 left in all"),
        (SeatCount(1, 1, 0, 0), 1, "1 of 1 seats for this student, none left in all"),
        (SeatCount(30, 30, 2, 0), 1, "1 of 30 seats for this student, none left in all, 2 wait"),
    ],
)
def test_seats_are_told_with_who_waits(
    count: SeatCount, for_student: int | None, said: str
) -> None:
    one = Fit(section("CN"), True, frozenset(), (), None, count, for_student, tuple)
    assert fits.seats_text(one) == said


def test_a_section_is_told_with_kind_term_teacher_and_id() -> None:
    assert (
        fits.details_text(section("CN", teacher="R. Diaz")) == "Extended Day · year · R. Diaz · X1"
    )
    assert fits.details_text(section("CN")) == "Extended Day · year · X1"


def test_how_a_course_is_offered_is_told_line_by_line() -> None:
    patterns = (Pattern("CN", Lane.EXTENDED, ("year",)), Pattern("", Lane.DAY, ("fall", "spring")))
    assert fits.offered_text(patterns, catalog()).splitlines() == [
        "It is offered like this:",
        "  Canyon: Extended Day, year",
        "  The student's own school: School day, fall, spring",
    ]
    assert fits.offered_text((), catalog()) == "The catalog lists no site that offers it then."


def test_the_own_school_is_told_by_its_name_where_it_is_known() -> None:
    pattern = Pattern("", Lane.DAY, ("year",))
    assert fits.pattern_text(pattern, catalog(), "VL") == "Valencia: School day, year"


def test_a_course_without_sections_is_told_with_year_and_term() -> None:
    said = "No sections of Automotive Technology 1 are known for 2027-28"
    assert fits.no_sections_text("AU1", 2027, "year", catalog()) == f"{said}."
    assert fits.no_sections_text("AU1", 2027, "fall", catalog()) == f"{said}, fall."


def test_a_term_that_is_over_is_told() -> None:
    assert fits.over_text(2025, "fall") == "Fall of 2025-26 is over."


CLASH = Finding(
    "time_clash",
    Severity.MUST_FIX,
    values(course="AU1", other_course="ART1", grade_level=11, term="fall", weekdays="MR"),
    values(
        minutes_short=15,
        from_site="VL",
        to_site="CN",
        earlier="ART1",
        earlier_period="P7",
        ends="16:00",
        later="AU1",
        starts="15:45",
    ),
)


def test_why_not_is_told_with_both_classes_the_bell_the_drive_and_the_minutes() -> None:
    assert fits.why_text(CLASH, catalog()) == (
        "Automotive Technology 1 starts 15:45 at Canyon; period 7 (Art 1) at Valencia ends 16:00 "
        "and the drive is 20 minutes (15 minutes short on Mon/Thu)."
    )
    assert fits.short_why(CLASH, catalog()) == "Clashes with Art 1: 15 minutes short on Mon/Thu"


def test_a_clash_at_one_site_has_no_drive() -> None:
    here = replace(CLASH, values=tuple((k, "VL" if k == "to_site" else v) for k, v in CLASH.values))
    assert fits.why_text(here, catalog()) == (
        "Automotive Technology 1 starts 15:45 at Valencia; period 7 (Art 1) at Valencia ends 16:00 "
        "(15 minutes short on Mon/Thu)."
    )


def test_two_classes_in_one_period_are_told_as_that() -> None:
    alike = {"to_site": "VL", "starts": "14:56", "later_period": "P7"}
    together = replace(CLASH, values=tuple({**dict(CLASH.values), **alike}.items()))
    assert fits.why_text(together, catalog()) == (
        "Automotive Technology 1 and Art 1 are in the same period, P7 (Mon/Thu)."
    )
    assert fits.short_why(together, catalog()) == "Same period as Art 1, on Mon/Thu"
    apart = replace(
        together, values=(*together.values[:1], ("from_site", "WR"), *together.values[2:])
    )
    assert "minutes short" in fits.why_text(apart, catalog())


def test_a_fixed_time_begins_its_sentence_with_a_capital() -> None:
    practice = replace(
        CLASH,
        subject=values(course="ART1", grade_level=11, term="fall", weekdays="MR"),
        values=values(
            busy="sport",
            minutes_short=30,
            from_site="VL",
            to_site="VL",
            earlier="ART1",
            earlier_period="P7",
            ends="16:00",
            later="",
            starts="15:30",
        ),
    )
    assert fits.why_text(practice, catalog()) == (
        "The sport starts 15:30 at Valencia; period 7 (Art 1) at Valencia ends 16:00 (30 minutes "
        "short on Mon/Thu)."
    )


def test_a_way_that_nobody_wrote_down_is_told_as_not_known() -> None:
    unknown = replace(
        CLASH,
        code="travel_unknown",
        values=tuple((k, v) for k, v in CLASH.values if k != "minutes_short"),
    )
    assert fits.why_text(unknown, catalog()).endswith(
        "ends 16:00 (Mon/Thu), and nobody has written down how long the drive takes."
    )
    assert fits.short_why(unknown, catalog()) == ("Nobody knows the way from or to Art 1 (Mon/Thu)")


def test_other_reasons_are_told_as_everywhere() -> None:
    full = Finding("seat_full", Severity.MUST_FIX, values(course="AU1", section_id="A1"))
    assert fits.why_text(full, catalog()) == finding_text(full, catalog())
    assert fits.short_why(full, catalog()) == finding_text(full, catalog())
