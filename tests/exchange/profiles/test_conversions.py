"""What each conversion makes of a text, and what it leaves as it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.timetable import PERIODS, parse_days
from cte_desktop.domain.credits import parse
from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.school_year import parse_school_year
from cte_desktop.exchange.profiles.conversions import CONVERSIONS

# What each conversion reads: (text of a file, text of the plain profile).
READ = {
    "school_year": [
        ("2025-26", "2025-26"), ("2025-2026", "2025-26"), ("25-26", "2025-26"),
        ("2025/26", "2025-26"), ("2025 - 2026", "2025-26"), ("2025–2026", "2025-26"),
        ("SY 2025-26", "2025-26"), ("2025-2026 School Year", "2025-26"), ("99-00", "1999-00"),
    ],
    "ending_year": [("2026", "2025-26"), ("26", "2025-26"), ("2025-2026", "2025-26")],
    "starting_year": [("2025", "2025-26"), ("25", "2025-26"), ("25-26", "2025-26")],
    "powerschool_year": [
        ("3500", "2025-26"), ("3501", "2025-26"), ("3506", "2025-26"), ("35", "2025-26"),
        ("2201", "2012-13"), ("2009", "2010-11"), ("2025-2026", "2025-26"),
    ],
    "powerschool_term": [
        ("3500", "year"), ("3501", "fall"), ("3502", "spring"), ("3503", "fall"),
        ("3504", "fall"), ("3505", "spring"), ("3506", "spring"), ("S1", "fall"), ("Y1", "year"),
        ("2026-2027", "year"), ("26-27", "year"),
    ],
    "term": [
        ("S1", "fall"), ("Sem 1", "fall"), ("1", "fall"), ("Fall", "fall"), ("F", "fall"),
        ("FALL  SEMESTER", "fall"), ("Q1", "fall"), ("q2", "fall"), ("T1", "fall"),
        ("S2", "spring"), ("2", "spring"), ("Spring", "spring"), ("Q3", "spring"),
        ("Q4", "spring"), ("T3", "spring"), ("Second Semester", "spring"), ("SS", "summer"),
        ("SUM", "summer"), ("SU", "summer"), ("Summer School", "summer"), ("Y", "year"),
        ("YR", "year"), ("Y1", "year"), ("FY", "year"), ("Full Year", "year"), ("year", "year"),
    ],
    "aeries_term": [("F", "fall"), ("S", "spring"), ("Y", "year"), ("Q4", "spring")],
    "aeries_transcript_term": [("1", "fall"), ("2", "spring"), ("S", "summer"), ("Y", "year")],
    "term_of_dates": [
        ("2026-08-12..2026-12-18", "fall"), ("2026-08-12..2027-01-22", "fall"),
        ("2027-01-08..2027-06-04", "spring"), ("2026-08-12..2027-06-04", "year"),
        ("2027-06-10..2027-07-20", "summer"), ("2027-05-28..2027-08-05", "summer"),
        ("2026-08-12..2026-12-18,2027-01-08..2027-06-04", "year"),
        ("2027-01-08..2027-03-19, 2027-03-22..2027-06-04", "spring"),
        ("2027-05-03..2027-06-04", "spring"), ("2026-10-12..2026-12-18", "fall"),
    ],
    "college_year": [
        ("Fall 2025", "2025-26"), ("2025FA", "2025-26"), ("FA25", "2025-26"),
        ("Winter 2026", "2025-26"), ("2026SP", "2025-26"), ("Spring 2026", "2025-26"),
        ("SU26", "2025-26"), ("2026 Summer", "2025-26"), ("Summer Session 2026", "2025-26"),
        ("2025-2026", "2025-26"),
    ],
    "college_term": [
        ("Fall 2025", "fall"), ("2025FA", "fall"), ("Winter 2026", "spring"),
        ("SP26", "spring"), ("2026SU", "summer"), ("Summer 2026", "summer"), ("Fall", "fall"),
    ],
    "date": [
        ("2010-03-04", "2010-03-04"), ("3/4/2010", "2010-03-04"), ("03/04/2010", "2010-03-04"),
        ("3-4-2010", "2010-03-04"), ("20100304", "2010-03-04"), ("4-Mar-2010", "2010-03-04"),
        ("2010-03-04T00:00:00", "2010-03-04"), ("2010-03-04 00:00:00.000", "2010-03-04"),
        ("3/4/2010 12:00:00 AM", "2010-03-04"), ("March 4, 2010", "2010-03-04"),
        ("Mar 4 2010", "2010-03-04"), ("2/29/2012", "2012-02-29"),
    ],
    "clock": [
        ("8:30", "08:30"), ("3:30 PM", "15:30"), ("12:05 AM", "00:05"), ("15:30:00", "15:30"),
        ("1530", "15:30"), ("3:30p", "15:30"), ("12:15 p.m.", "12:15"),
    ],
    "weekdays": [
        ("MTWRF", "MTWRF"), ("TuTh", "TR"), ("Mon/Wed", "MW"), ("M W F", "MWF"), ("M-F", "MTWRF"),
        ("Monday, Friday", "MF"), ("TTh", "TR"), ("Thursday", "R"), ("Daily", "MTWRF"),
    ],
    "period": [
        ("3", "P3"), ("03", "P3"), ("P3", "P3"), ("Period 3", "P3"), ("0", "P0"), ("Per. 7", "P7"),
        ("3(A)", "P3"), ("3(A-E)", "P3"), ("3(A,C,E)", "P3"), ("3(A) 3(B)", "P3"),
    ],
    "last_name_of": [
        ("Rivera, Ana", "Rivera"), ("Rivera Ruiz, Ana M.", "Rivera Ruiz"),
        ("Reed Jr., Paul", "Reed"), ("O'Neil III, Sean", "O'Neil"),
    ],
    "first_name_of": [
        ("Rivera, Ana", "Ana"), ("Rivera, Ana M.", "Ana"), ("Rivera, Ana María L", "Ana María"),
        ("Reed, Paul Jr.", "Paul"), ("Rivera, Á", "Á"), ("Ana Rivera", ""),
    ],
    "middle_name_of": [
        ("Rivera, Ana M.", "M"), ("Rivera, Ana María", ""), ("Rivera, A", ""), ("Ana R", ""),
    ],
    "suffix_of": [
        ("Reed Jr., Paul", "Jr"), ("Reed, Paul III", "III"), ("Reed, Paul", ""), ("Ivy, Ann", ""),
    ],
    "grade_level": [
        ("9", "9"), ("09", "9"), ("Grade 9", "9"), ("9th", "9"), ("12th Grade", "12"),
        ("Gr. 10", "10"), ("KN", "K"), ("KG", "K"), ("Freshman", "9"), ("senior", "12"),
    ],
    "gender": [
        ("Male", "M"), ("f", "F"), ("Nonbinary", "X"), ("X", "X"), ("other", "X"),
        ("unspecified", ""),
    ],
    "language": [
        ("00", "English"), ("01", "Spanish"), ("05", "Filipino"), ("28", "Punjabi"),
        ("spa", "Spanish"), ("HYE", "Armenian"), ("tgl", "Filipino"), ("cmn", "Mandarin"),
    ],
    "yes_no": [("Y", "yes"), ("TRUE", "yes"), ("x", "yes"), ("0", "no"), ("unchecked", "no")],
    "mark": [
        ("A+", "A+"), ("a +", "A+"), ("A +", "A+"), (" b- ", "B-"), ("B−", "B-"),
        ("B plus", "B+"), ("C minus", "C-"), ("Pass", "P"), ("No Credit", "NC"), ("INC", "I"),
        ("IP", ""), ("In Progress", ""), ("Withdrawn", "W"), ("x", "X"),
    ],
    "college_mark": [
        ("EW", "W"), ("MW", "W"), ("FW", "F"), ("IB", "I"), ("IP", ""), ("RD", ""), ("A-", "A-"),
        ("p", "P"), ("W", "W"),
    ],
    "credits": [
        ("5.0000", "5"), (".5", "0.5"), ("2.50", "2.5"), ("5.", "5"), ("0", "0"), ("0.00", "0"),
        ("5,0", "5"), ("2,5", "2.5"), ("5,0000", "5"),
    ],
    "carnegie": [("1.0", "10"), ("0.5", "5"), ("0.25", "2.5"), ("1", "10"), ("0.0000", "0")],
    "school_code": [
        ("19651361995802", "19651361995802"), ("19-65136-1995802", "19651361995802"),
        ("19 65136 1995802", "19651361995802"), ("1995802", "19651361995802"),
        ("0102459", "19651360102459"), ("102459", "19651360102459"),
    ],
    "subject_of_department": [
        ("English", "english"), ("MATH", "mathematics"), ("Social  Science", "social_studies"),
        ("World  Languages", "arts_language_cte"), ("P.E.", "physical_education"), ("Misc", ""),
    ],
    "college_course": [
        ("ENGL 101", "COC-ENGL101"), ("engl-101H", "COC-ENGL101H"), ("MATH 211", "COC-MATH211"),
        ("COC-ENGL101", "COC-ENGL101"), ("CIT  010", "COC-CIT010"), ("ENGL C1000", "COC-ENGLC1000"),
    ],
    "college_credits": [
        ("3", "10"), ("3.00", "10"), ("4", "13.33"), ("1", "3.33"), ("0.5", "1.67"),
    ],
    "first_listed": [("a,b", "a"), ("a", "a"), (" a , b", "a")],
}  # fmt: skip

# What each conversion leaves as it stands: no such thing, or it could mean two things.
STANDS = {
    "school_year": ["2025", "25", "2025-27", "2025-2027", "last year", "2025-26-27"],
    "ending_year": ["20266", "1800", "²⁰26", "next"],
    "starting_year": ["2025.0", "two"],
    "powerschool_year": ["2025", "2026", "9901", "350", "-100"],
    "powerschool_term": ["3507", "3520", "S"],
    "term": ["S", "3", "SP", "IS", "Winter", "Intersession", "Block A"],
    "aeries_term": ["3", "Z"],
    "aeries_transcript_term": ["F", "3", "9"],
    "term_of_dates": ["2026-08-12", "2026-13-12..2026-12-18", "2026-12-18..2026-08-12", "S1"],
    "college_year": ["202570", "Fall", "2025"],
    "college_term": ["202570", "S"],
    "date": ["3/4/10", "31/12/2010", "40241", "2/30/2010", "4-Foo-2010", "tomorrow", "1/2-2010"],
    "clock": ["25:00", "13:30 PM", "noon", "8", "8:75"],
    "weekdays": ["Sat", "MS", "12", "never"],
    "period": ["8", "3(A) 5(B)", "3-4", "HR", "10"],
    "last_name_of": ["Ana Rivera"],
    "grade_level": ["14", "0", "PS", "UG", "09,10", "ninth"],
    "gender": ["7", "U"],
    "language": ["English", "zz", "Tagalog", "99"],
    "yes_no": ["maybe", "2"],
    "mark": ["95", "A++", "E", "F plus", "A/B", "0"],
    "college_mark": ["202", "SP", "IZ"],
    "credits": ["5,", "5,000", "0.333", "-5", "five", ".", "1e1"],
    "carnegie": ["0.333", "half"],
    "college_course": ["101", "ENGL"],
    "college_credits": ["three"],
    "school_code": ["4", "994", "Valencia High", "196513619958021"],
}


@pytest.mark.parametrize(
    ("name", "text", "plain"),
    [(name, text, plain) for name, cases in READ.items() for text, plain in cases],
)
def test_a_text_of_another_system_becomes_the_plain_one(name: str, text: str, plain: str) -> None:
    assert CONVERSIONS[name](text) == plain


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in STANDS.items() for text in texts]
)
def test_what_could_mean_two_things_or_nothing_stands(name: str, text: str) -> None:
    assert CONVERSIONS[name](text) == text


def test_every_conversion_is_tried_here() -> None:
    assert set(READ) == set(CONVERSIONS)


@pytest.mark.parametrize("name", sorted(CONVERSIONS))
def test_an_empty_text_stays_empty(name: str) -> None:
    assert CONVERSIONS[name]("") == ""


_WORDS = st.one_of(
    st.text(max_size=12), st.from_regex(r"\A[0-9SFQT /.,:(A-E)-]{0,12}\Z"), st.sampled_from(MARKS)
)


@settings(max_examples=150, deadline=None)
@given(_WORDS)
def test_no_text_breaks_a_conversion_and_the_second_time_changes_nothing(text: str) -> None:
    for name, convert in CONVERSIONS.items():
        once = convert(text)
        if name not in {
            "carnegie",
            "college_credits",
            "first_name_of",
            "middle_name_of",
            "suffix_of",
        }:
            assert convert(once) == once, name


_IS_PLAIN: dict[str, Callable[[str], bool]] = {
    "credits": lambda made: parse(made) is not None,
    "mark": lambda made: made == "" or made in MARKS,
    "weekdays": lambda made: parse_days(made) == made,
    "period": lambda made: made in PERIODS,
}


@settings(max_examples=150, deadline=None)
@given(_WORDS)
def test_what_is_changed_is_what_the_plain_profile_reads(text: str) -> None:
    for name in ("school_year", "ending_year", "powerschool_year", "college_year"):
        once = CONVERSIONS[name](text)
        assert once == text or parse_school_year(once) is not None
    for name, is_plain in _IS_PLAIN.items():
        once = CONVERSIONS[name](text)
        assert once == text or is_plain(once), name


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2000))
def test_a_carnegie_unit_is_ten_credits_to_the_hundredth(hundredths: int) -> None:
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    assert parse(CONVERSIONS["carnegie"](text)) == hundredths * 10
