"""Keys of the rules files that change nothing: the audits go by them in one way, or not at all.

What is sourced of the State and the campuses (UC takes no plus or minus) is written in the files so
that everybody can read it, but no district decides it; marks are chosen in the settings. Another
value than the one that the audits go by is named, and so is a key that nobody knows, such as one
with a slip of the pen: it would silently do nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.known_keys import REMARK
from cte_desktop.domain.audit.rule_parsing import AG, GRADUATION
from cte_desktop.domain.audit.rules import RuleProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Table = dict[str, Any]

CHANGES_NOTHING = "changes_nothing"
IN_SETTINGS = "in_settings"


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of one table: those that are read, those with one meaning, those of the settings."""

    read: frozenset[str] = frozenset()
    fixed: Mapping[str, object] = field(default_factory=dict)
    in_settings: Mapping[str, object] = field(default_factory=dict)
    others: bool = False  # keys beside these are read or free


_OF_GRADUATION = {
    "credits": _Keys(
        read=frozenset({"repeat_earns_double_credit", "summer_before_grade_9_counts"}),
        fixed={
            "semester_course": 5.0,
            "year_course": 10.0,
            "smallest_step": 2.5,
            "variable_credit_allowed": True,
        },
        in_settings={"passing_grade": "D-"},
    ),
    "rules": _Keys(
        read=frozenset(
            {
                "transfer_min_credits_in_district",
                "transfer_min_classes_enrolled",
                "algebra_1_required",
                "overflow_to",
            }
        ),
        fixed={"set_follows_entry_cohort": True, "ceremony_requires_all_met": True},
    ),
}
_OF_AG = {
    "": _Keys(
        fixed={"credit_no_credit": "winter 2020 to summer 2021 only"},
        in_settings={"min_grade": "C"},
        others=True,
    ),
    "area, E": _Keys(fixed={"same_language": True, "level_counts_not_years": True}, others=True),
    "validation": _Keys(
        read=frozenset(
            {"areas", "rule", "one_semester_suffices", "second_semester_validates_first"}
        ),
        fixed={
            "kinds": ["omission", "grade_deficiency"],
            "original_grade_stays_in_gpa": True,
            "not_allowed": ["English", "laboratory science"],
        },
        in_settings={"needs_grade": "C"},
    ),
    "repeat": _Keys(
        fixed={
            "only_grades": ["D", "F"],
            "gpa_effect": (
                "new grade replaces the old one; repeating a C or better changes nothing"
            ),
            "algebra_over_two_years": "only the second-semester grades of each year count",
        }
    ),
    "gpa": _Keys(
        read=frozenset(
            {
                "points",
                "honors_point",
                "honors_needs_grade",
                "honors_max_semesters",
                "honors_max_semesters_grade_10",
                # No part of an audit: the averages stand beside the status of UC and CSU.
                "uc_min",
                "uc_min_nonresident",
                "csu_min",
                "csu_multifactor_range",
            }
        ),
        fixed={
            "window": "summer after grade 9 to summer after grade 11",
            "only_ag_courses": True,
            "plus_minus_ignored": True,
            "honors_kinds": [
                "AP",
                "IB HL and designated SL",
                "UC-transferable college course",
                "school honors certified by UC",
            ],
            "school_honors_in_grade_10_not_always_weighted": True,
            "college_course": "one college course = one grade = one honors point",
            "summer": {
                "after_9": "counts as grade 10",
                "after_10": "counts as grade 10",
                "after_11": "counts as grade 11",
            },
            "round": "truncate, never up",
        },
    ),
    "college_courses": _Keys(fixed={"counts_as_years": 1.0}),
}


def idle_keys(documents: Mapping[str, Table]) -> Iterator[RuleProblem]:
    """Yield a problem for each key that says something which no audit goes by."""
    for kind, file, tables in (("graduation", GRADUATION, _OF_GRADUATION), ("ag", AG, _OF_AG)):
        document = documents.get(kind, {})
        for place, keys in tables.items():
            yield from _in_table(_table_at(document, place), keys, file, place)


def _in_table(table: Table, keys: _Keys, file: str, place: str) -> Iterator[RuleProblem]:
    for key, value in table.items():
        where = f"{place}, {key}" if place else key
        if key in keys.fixed:
            if value != keys.fixed[key]:
                yield RuleProblem(file, where, CHANGES_NOTHING, _text(value))
        elif key in keys.in_settings:
            if value != keys.in_settings[key]:
                yield RuleProblem(file, where, IN_SETTINGS, _text(value))
        elif key not in keys.read and not keys.others and not REMARK.search(key):
            yield RuleProblem(file, where, CHANGES_NOTHING, _text(value))


def _table_at(document: Table, place: str) -> Table:
    found: object = document
    for name in filter(None, place.split(", ")):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    """Return a value as TOML writes it, as far as a sentence needs it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_text(one)}" for key, one in value.items())
    return str(value)
