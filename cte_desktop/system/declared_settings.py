"""Every setting, declared once: name, kind, default, help and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Value = int | Decimal | bool | str

MARKS = ("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-")
"""Marks that can be a threshold, best first."""

BACKUP_FOLDER = "backup_folder"
APART = frozenset({BACKUP_FOLDER})
"""Settings of the program that are changed one by one: saving the others leaves them be."""

COMPLETER_GOAL = "completer_goal"
LETTERHEAD = ("letterhead_1", "letterhead_2", "letterhead_3")
"""The lines under the name of the district at the top of plans and letters."""
SIGNATORIES = ("signatory_1", "signatory_2", "signatory_3")
"""Who signs a plan, in the order of its lines; "NAME_es" says it on papers in Spanish."""
SIGNATORIES_ES = ("signatory_1_es", "signatory_2_es", "signatory_3_es")
_WORDS = ("pathway", "pathways", "program", "programs", "extended_day")
OWN_WORDS = tuple(f"word_{word}{ending}" for ending in ("", "_es") for word in _WORDS)
"""The district's own words in English and in Spanish (`wording/own_words.py`)."""
NOT_IN_OWN_WORDS = "{}&<>"
"""What in a sentence marks the place of a value, a key of a menu or rich text."""
NOT_AUDITED = frozenset({COMPLETER_GOAL, *OWN_WORDS, *LETTERHEAD, *SIGNATORIES, *SIGNATORIES_ES})
"""Settings of the district by which nobody stands otherwise: no audit reads them."""


class Scope(StrEnum):
    """Where a setting is kept and for whom it holds."""

    PROGRAM = "program"
    DISTRICT = "district"


class Kind(StrEnum):
    """What a value looks like."""

    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `least` and `most` bound numbers; `choices` lists the texts of a choice."""

    name: str
    kind: Kind
    default: Value
    help: str
    scope: Scope = Scope.DISTRICT
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "appearance",
        Kind.CHOICE,
        "system",
        "Light, dark, high contrast on white or on black, or as the computer is set.",
        Scope.PROGRAM,
        choices=("system", "light", "dark", "contrast", "contrast_dark"),
    ),
    Setting(
        "language",
        Kind.CHOICE,
        "en",
        "Language of the window: English or Spanish.",
        Scope.PROGRAM,
        choices=("en", "es"),
    ),
    Setting(
        "lock_after_minutes",
        Kind.WHOLE_NUMBER,
        10,
        "Minutes without a key or mouse movement after which the window locks.",
        Scope.PROGRAM,
        least=5,
        most=15,
    ),
    Setting(
        "actor",
        Kind.TEXT,
        "",
        "Name written into the change history; empty: the name you are logged in with.",
        Scope.PROGRAM,
        most=80,
    ),
    Setting(
        BACKUP_FOLDER,
        Kind.TEXT,
        "",
        "Folder to which every backup is copied too, such as one on a USB stick; empty: none.",
        Scope.PROGRAM,
        most=1000,
    ),
    Setting(
        "counselor",
        Kind.TEXT,
        "",
        "Counselor whose caseload the page Home calls mine; empty: not chosen yet.",
        Scope.PROGRAM,
        most=300,
    ),
    Setting(
        "district_name",
        Kind.TEXT,
        "William S. Hart Union High School District",
        "Name of the district, as plans and certificates print it.",
        most=120,
    ),
    Setting(
        "travel_margin_minutes",
        Kind.WHOLE_NUMBER,
        10,
        "Minutes a student needs between two sites besides the travel time.",
        most=60,
    ),
    Setting(
        "concurrent_units_most",
        Kind.DECIMAL,
        Decimal("11.99"),
        "College units a term that a student may enroll in at the college alone.",
        most=30,
    ),
    Setting(
        "dual_units_most",
        Kind.DECIMAL,
        Decimal(15),
        "College units a term in total, dual enrollment on the campus of the school included.",
        most=30,
    ),
    Setting(
        "credit_minimum",
        Kind.CHOICE,
        "D-",
        "A mark below it earns no credit toward graduation.",
        choices=MARKS,
    ),
    Setting(
        "ag_minimum",
        Kind.CHOICE,
        "C-",
        "A mark below it doesn't count for admission to UC and CSU.",
        choices=MARKS,
    ),
    Setting(
        "concentrator_minimum",
        Kind.CHOICE,
        "D-",
        "A mark below it doesn't pass the concentrator course of a pathway.",
        choices=MARKS,
    ),
    Setting(
        "capstone_minimum",
        Kind.CHOICE,
        "C-",
        "A mark below it doesn't pass the capstone: the pathway isn't completed.",
        choices=MARKS,
    ),
    Setting(
        "completion_min_school_years",
        Kind.WHOLE_NUMBER,
        2,
        "School years over which the courses of a completed pathway must stretch.",
        least=1,
        most=6,
    ),
    Setting(
        "completion_min_credits",
        Kind.DECIMAL,
        Decimal(20),
        "Credits in its pathway that a completer has earned.",
        most=100,
    ),
    Setting(
        "order_strict",
        Kind.YES_NO,
        True,
        "The concentrator course must be passed before the capstone is.",
    ),
    Setting(
        COMPLETER_GOAL,
        Kind.WHOLE_NUMBER,
        0,
        "Students whom the district wants to complete a pathway each school year; 0 for no goal.",
        most=1_000_000,
    ),
    Setting(
        "letterhead_1",
        Kind.TEXT,
        "",
        "First line under the name of the district on plans and letters, such as the address.",
        most=100,
    ),
    Setting(
        "letterhead_2",
        Kind.TEXT,
        "",
        "Second line under the name of the district on plans and letters, such as the telephone.",
        most=100,
    ),
    Setting(
        "letterhead_3",
        Kind.TEXT,
        "",
        "Third line under the name of the district on plans and letters, such as the web address.",
        most=100,
    ),
    Setting(
        "signatory_1",
        Kind.TEXT,
        "",
        "Who signs on the first line of a plan; empty: the student.",
        most=40,
    ),
    Setting(
        "signatory_2",
        Kind.TEXT,
        "",
        "Who signs on the second line of a plan; empty: a parent or guardian.",
        most=40,
    ),
    Setting(
        "signatory_3",
        Kind.TEXT,
        "",
        "Who signs on the third line of a plan; empty: the counselor.",
        most=40,
    ),
    Setting(
        "signatory_1_es",
        Kind.TEXT,
        "",
        "Who signs on the first line of a plan in Spanish; empty: as on plans in English.",
        most=40,
    ),
    Setting(
        "signatory_2_es",
        Kind.TEXT,
        "",
        "Who signs on the second line of a plan in Spanish; empty: as on plans in English.",
        most=40,
    ),
    Setting(
        "signatory_3_es",
        Kind.TEXT,
        "",
        "Who signs on the third line of a plan in Spanish; empty: as on plans in English.",
        most=40,
    ),
    Setting(
        "word_pathway",
        Kind.TEXT,
        "",
        "What the district calls a sequence of courses in a sector; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_pathway_es",
        Kind.TEXT,
        "",
        "What the district calls a sequence of courses in a sector, in Spanish, of the same gender "
        "as the shipped word; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_pathways",
        Kind.TEXT,
        "",
        "What the district calls several sequences of courses; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_pathways_es",
        Kind.TEXT,
        "",
        "What the district calls several sequences of courses, in Spanish; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_program",
        Kind.TEXT,
        "",
        "What the district calls a set of requirements, such as graduation; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_program_es",
        Kind.TEXT,
        "",
        "What the district calls a set of requirements, in Spanish; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_programs",
        Kind.TEXT,
        "",
        "What the district calls several sets of requirements; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_programs_es",
        Kind.TEXT,
        "",
        "What the district calls several sets of requirements, in Spanish; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_extended_day",
        Kind.TEXT,
        "",
        "What the district calls classes after the last period; empty: as shipped.",
        most=40,
    ),
    Setting(
        "word_extended_day_es",
        Kind.TEXT,
        "",
        "What the district calls classes after the last period, in Spanish; empty: as shipped.",
        most=40,
    ),
)
