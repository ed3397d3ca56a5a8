"""The rules in force, as the audits need them: graduation sets by class, and those of A-G.

They come from data (`rule_parsing.py`); the program holds no number of a district.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.grades import Thresholds

if TYPE_CHECKING:
    from cte_desktop.domain.audit.requirements import Requirement
    from cte_desktop.domain.audit.result import Unit

NO_LAST_CLASS = 9999
STATE_MINIMUM = "exemption"
ELECTIVE = "elective"
DISTRICT = "district:"
"""Before the id of a district's own program, in results, decisions and JSON."""

PROBLEM_CODES = frozenset(
    {
        "missing",  # not there; the value names the part that is missing
        "twice",  # an id stands there twice
        "not_a_table",
        "not_a_text",
        "not_a_number",  # also nan and inf
        "not_a_flag",  # neither true nor false
        "not_classes",  # no first and last class
        "negative",
        "too_large",  # larger than what holds it
        "unknown_base",  # based_on names nothing
        "unknown_key",  # the value is the key that the language doesn't know
        "unknown_word",  # the value is none of those that may stand there
        "unknown_requirement",  # shares_with, override or takes_from name no requirement
        "not_shareable",  # shares_with names one that is no amount
        "shares_itself",
        "not_together",  # two keys that exclude each other
        "empty_set",  # a set of courses that names none
        "nothing_asked",  # a count or level of nothing
        "too_many",  # a count over the number of parts
        "too_complex",  # more ways to meet it, or parts nested deeper, than can be tried
        "cycle",  # based on itself
        "too_deep_base",  # based on one that is based on one ..., further than `MOST_BASES`
        "overlap",  # two versions for one class
        "sum",  # the parts are more than the whole
        "never_reached",  # the whole is more than its parts, which alone fill it
    }
)
"""What can be wrong in a rules file: the codes of `RuleProblem`."""
MOST_BASES = 20
"""How far "based on" may lead from one set or program to the next."""


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """Something in a rules file that can't be used: where it stands and what is wrong."""

    file: str  # graduation.toml, ag.toml, programs.toml
    place: str  # e.g. "set hart-2031, subject elective"
    code: str  # of PROBLEM_CODES
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
class Title:
    """What a requirement (or, without one, the program) is called in both languages."""

    requirement: str
    english: str
    spanish: str


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
    requirements: tuple[Requirement, ...] = ()  # further rows, in credits
    titles: tuple[Title, ...] = ()  # of those rows


@dataclass(frozen=True, slots=True)
class CreditRules:
    """What earns credit in a district (graduation.toml, `credits`)."""

    repeat_earns_again: bool = False  # a course passed twice brings its credits twice
    summer_before_grade_9: bool = True  # counts as high school


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
    honors_needs: str = "C"  # the lowest mark with the honors point


@dataclass(frozen=True, slots=True)
class AreaParts:
    """What an area is made of for UC or CSU; what remains of its years is any work of the area."""

    program: str  # "uc", "csu"
    area: str
    requirements: tuple[Requirement, ...]


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
    parts: tuple[AreaParts, ...] = ()
    second_validates_first: bool = True  # the second semester of a course makes good its first
    one_semester_validates: bool = True  # a semester of the higher course is enough


@dataclass(frozen=True, slots=True)
class DistrictProgram:
    """A program of the district's own, for the classes from `first_class` to `last_class`."""

    id: str
    unit: Unit
    requirements: tuple[Requirement, ...]
    titles: tuple[Title, ...]
    first_class: int = 0
    last_class: int = NO_LAST_CLASS
    for_everyone: bool = False  # else only for the students that it was added for
    version: str = ""
    sourced: str = "no"
    source: str = ""

    @property
    def name(self) -> str:
        """Return its id among all programs: "district:ID"."""
        return f"{DISTRICT}{self.id}"

    def is_for(self, entry_class: int) -> bool:
        """Tell whether the program is one of this class."""
        return self.first_class <= entry_class <= self.last_class


@dataclass(frozen=True)
class Rules:
    """Every rule of the audits. No slots: the look-ups are made once and kept."""

    sets: tuple[GraduationSet, ...]
    subject_alias: tuple[tuple[str, str], ...]
    overflow_to: str
    transfer_credits_in_district: int
    ag: AgRules
    version: str = field(default="", compare=False)
    transfer_classes_enrolled: int = 0  # classes that one who comes from elsewhere must take
    programs: tuple[DistrictProgram, ...] = ()
    credits: CreditRules = CreditRules()

    def __hash__(self) -> int:
        """Return the hash of all the rules, made once: they are the key of kept programs."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.sets, self.subject_alias, self.overflow_to, self.ag, self.programs))

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
