"""Graduation and pathways once more, counted by hand from the files: see `rules_by_hand.py`."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.rules_by_hand import WAIVED, Table, is_passed, reaches

RULES = Path(__file__).parents[1] / "resources" / "requirements" / "graduation.toml"


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def open_subjects(table: Table) -> list[str]:
    """What the diploma still asks for when everything planned is passed, in hundredths of credits.

    For students without decisions; sets are those of the file, the one of the class entered with.
    """
    chosen = _set_of(table.file.student.entry_class)
    ways = [open_in(chosen, table)]
    swap = chosen.get("may_replace")
    if swap and any(t.code == swap["when_completed"] and t.counts for t in table.taken):
        ways.append(open_in(_replaced(chosen, swap), table))
    return min(ways, key=len)


def open_in(chosen: dict[str, Any], table: Table) -> list[str]:
    alias = {k: v for k, v in _rules()["subject_alias"].items() if k not in chosen["needs"]}
    credits: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    of_code: Counter[str] = Counter()
    for code, subject, amount in _credits(table):
        of_code[code] += amount
        plain[subject] += amount
        credits[alias.get(subject, subject)] += amount
    waived: Counter[str] = Counter()
    for one in table.taken:
        if one.mark == WAIVED:
            waived[alias.get(one.subject, one.subject)] += one.credits
    missing, over = [], 0
    for subject, need in chosen["needs"].items():
        if subject != "elective":
            over += max(0, credits[subject] - need)
            missing += [subject] if credits[subject] < need - waived[subject] else []
    others = sum(n for subject, n in credits.items() if subject not in chosen["needs"])
    if credits["elective"] + over + others < chosen["needs"]["elective"]:
        missing.append("elective")
    for include in chosen["includes"]:
        codes = include.get("course", "").split("|")
        need = int(include.get("credits", 0) * 100)
        if "subject" in include and plain[include["subject"]] < need:
            missing.append(include["subject"])
        elif "course" in include and not _has(codes, need, of_code, table):
            missing.append(include["course"])
    return missing


def _has(codes: list[str], need: int, of_code: Counter[str], table: Table) -> bool:
    if need:
        return sum(of_code[code] for code in codes) >= need
    return any(t.code in codes for t in table.taken)


def _credits(table: Table) -> Iterator[tuple[str, str, int]]:
    """Each course's credits once, earned or to come, never more than it is worth."""
    amounts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in table.taken:
        if one.counts and one.grade >= 9:
            amounts[one.code, one.subject] += one.credits
    for (code, subject), amount in amounts.items():
        course = table.course(code)
        most = amount if course is None or course.repeatable else course.credits
        yield code, subject, min(amount, most)


def _set_of(entry_class: int) -> dict[str, Any]:
    sets = {one["id"]: one for one in _rules()["set"]}
    found = next(
        one
        for one in sets.values()
        if "applies_to_classes" in one
        and one["applies_to_classes"][0] <= entry_class <= one["applies_to_classes"][1]
    )
    base = sets[found["based_on"]] if "based_on" in found else found
    needs = {s["id"]: int(s["credits"] * 100) for s in base["subject"]}
    changed = {**found.get("override", {}), **found.get("add", {})}
    needs |= {subject: int(credits * 100) for subject, credits in changed.items()}
    includes = [one for s in base["subject"] for one in s.get("must_include", ())]
    return {"needs": needs, "includes": includes, "may_replace": found.get("may_replace")}


def _replaced(chosen: dict[str, Any], swap: dict[str, Any]) -> dict[str, Any]:
    gone = next(i for i in chosen["includes"] if i.get("course") == swap["waives"])
    amount = int(gone["credits"] * 100)
    needs = chosen["needs"]
    return {
        "needs": needs
        | {
            "social_studies": needs["social_studies"] - amount,
            swap["credits_move_to"]: needs[swap["credits_move_to"]] + amount,
        },
        "includes": [i for i in chosen["includes"] if i is not gone],
    }


def completes(name: str, table: Table) -> bool:
    """Whether concentrator, then capstone of a pathway are there, one course of each."""
    first = table.file.student.entry_class
    steps = [
        s
        for s in table.catalog.steps
        if s.pathway == name and s.first_class <= first <= s.last_class
    ]
    of_level = {
        level: [s.course_code for s in steps if s.level.value == level and s.required]
        or [s.course_code for s in steps if s.level.value == level]
        for level in ("concentrator", "capstone")
    }
    return any(
        max(below) < min(above)
        for below in _times(of_level["concentrator"], table)
        for above in _times(of_level["capstone"], table)
    )


def _times(codes: Iterable[str], table: Table) -> Iterator[list[int]]:
    """When each of the courses that is passed (or will be) lies."""
    for code in codes:
        course = table.course(code)
        good = [t for t in table.taken if t.code == code and reaches(t, "D-")]
        if course is not None and good and is_passed(course, good):
            yield [t.when for t in good]
