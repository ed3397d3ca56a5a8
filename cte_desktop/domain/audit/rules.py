"""The rules in force, as the audits need them: graduation sets by class, and those of A-G.

They come from data (`rule_parsing.py`); the program holds no number of a district.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from cte_desktop.domain.grades import Thresholds

NO_LAST_CLASS = 9999
STATE_MINIMUM = "exemption"
ELECTIVE = "elective"


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """Something in a rules file that can't be used: where it stands and what is wrong."""

    file: str  # graduation.toml, ag.toml
    place: str  # e.g. "set hart-2031, subject elective"
    code: str  # missing, twice, not_a_number, negative, unknown_base, cycle, overlap, sum ...
    value: str = ""


@dataclass(frozen=True, slots=True)
class Include:
    """A must-include of a subject: courses by code or by subject, and the credits reserved.

    `taken`: it is enough to have passed one of the courses, whatever its credits.
    """

    id: str  # "<subject>.<first code>"
    codes: tuple[str, ...] = ()
    subject: str = ""
    credits: int = 0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class SubjectNeed:
    """How many credits (hundredths) of a subject, and what must be among them."""

    id: str
    credits: int
    includes: tuple[Include, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A course that may stand in for a must-include; its credits are then needed elsewhere."""

    course: str
    waives: tuple[str, ...]
    credits_move_to: str


@dataclass(frozen=True, slots=True)
class GraduationSet:
    """The requirements of the classes from `first_class` to `last_class` by entry cohort."""

    id: str
    title: str
    total: int
    subjects: tuple[SubjectNeed, ...]
    first_class: int = 0
    last_class: int = 0
    by_exemption: bool = False
    replacement: Replacement | None = None
    is_reduction: bool = False  # asks for less than the set that it is based on, for its classes
    sourced: str = "no"


@dataclass(frozen=True, slots=True)
class Validation:
    """Higher work of these topics makes good the omission or low mark of lower topics."""

    by: frozenset[str]
    validates: tuple[str, ...]
    deficiency_only: tuple[str, ...] = ()  # must have been taken: an omission is not made good


@dataclass(frozen=True, slots=True)
class GpaRules:
    """How grade points are counted. Limits are numbers of semesters."""

    points: tuple[tuple[str, int], ...] = (("A", 4), ("B", 3), ("C", 2), ("D", 1), ("F", 0))
    honors_point: int = 1
    honors_most: int = 8
    honors_most_grade_10: int = 4


@dataclass(frozen=True, slots=True)
class AgRules:
    """UC and CSU subject requirements. Amounts are hundredths of a year."""

    version: str
    need: tuple[tuple[str, int], ...]  # area -> years
    total: int
    before_grade_12: int
    middle_grade_areas: frozenset[str]  # grade 7-8 work counts there
    must_cover: tuple[str, ...]  # topics of area C that must each be covered by a year
    validated_areas: frozenset[str]
    validations: tuple[Validation, ...]
    language_levels: int
    gpa: GpaRules = GpaRules()


@dataclass(frozen=True)
class Rules:
    """Every rule of the audits. No slots: the look-ups are made once and kept."""

    sets: tuple[GraduationSet, ...]
    subject_alias: tuple[tuple[str, str], ...]
    overflow_to: str
    transfer_credits_in_district: int
    ag: AgRules
    version: str = field(default="", compare=False)

    @cached_property
    def alias(self) -> dict[str, str]:
        """Return where subjects without a need of their own go."""
        return dict(self.subject_alias)

    def set_for(self, entry_class: int) -> GraduationSet | None:
        """Return the set of a class by entry cohort.

        A class outside all sets has the nearest, but never one that was reduced for its own classes
        alone.
        """
        by_class = [s for s in self.sets if not s.by_exemption]
        own = next((s for s in by_class if not _distance(s, entry_class)), None)
        lasting = [s for s in by_class if not s.is_reduction] or by_class
        if own is not None or not lasting:
            return own
        return min(lasting, key=lambda s: (_distance(s, entry_class), s.first_class))

    @property
    def exempted_set(self) -> GraduationSet | None:
        """Return the State's minimum, for students exempted under Education Code 51225.1."""
        return next((s for s in self.sets if s.by_exemption), None)


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """What the district decides about audits. Credits are hundredths."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    minimum_school_years: int = 2  # in a pathway
    minimum_pathway_credits: int = 2000
    strict_order: bool = True  # levels of a pathway in different terms
    most_courses_a_term: int = 8  # P0 to P7: bounds what can still be placed
    node_limit: int = 5_000


def _distance(one: GraduationSet, entry_class: int) -> int:
    if entry_class < one.first_class:
        return one.first_class - entry_class
    return max(0, entry_class - one.last_class)
