"""Rules from the loaded graduation.toml and ag.toml; what can't be used is named, never guessed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from cte_desktop.domain.audit.rules import (
    ELECTIVE,
    NO_LAST_CLASS,
    AgRules,
    GpaRules,
    GraduationSet,
    Include,
    Replacement,
    RuleProblem,
    Rules,
    SubjectNeed,
    Validation,
)

GRADUATION = "graduation.toml"
AG = "ag.toml"
AREAS = ("A", "B", "C", "D", "E", "F", "G")
LANGUAGE = "Language level N"

# What the words of ag.toml mean in the `ag_topic` of courses.csv.
TOPICS = {
    "algebra": "algebra1",
    "algebra 1": "algebra1",
    "geometry": "geometry",
    "advanced algebra": "algebra2",
    "algebra 2": "algebra2",
    "statistics": "statistics",
    "trigonometry": "trigonometry",
    "precalculus": "precalculus",
    "calculus": "calculus",
}

Table = dict[str, Any]


def parse_rules(graduation: Table, ag: Table) -> tuple[Rules, tuple[RuleProblem, ...]]:
    """Return the rules that the two files write, and the problems found in them."""
    problems: list[RuleProblem] = []
    sets = _sets(graduation, problems)
    settings = graduation.get("rules", {})
    in_district = settings.get("transfer_min_credits_in_district", 0)
    rules = Rules(
        sets=sets,
        subject_alias=tuple(sorted(graduation.get("subject_alias", {}).items())),
        overflow_to=str(settings.get("overflow_to", ELECTIVE)),
        transfer_credits_in_district=_hundredths(in_district, GRADUATION, "rules", problems),
        ag=_ag(ag, problems),
        version=str(graduation.get("version", "")),
    )
    return rules, tuple(problems)


def _sets(graduation: Table, problems: list[RuleProblem]) -> tuple[GraduationSet, ...]:
    tables = {str(table.get("id", "")): table for table in graduation.get("set", ())}
    sets = []
    for name, table in tables.items():
        made = _set(name, tables, problems, ())
        if made is None:
            continue
        first, last = table.get("applies_to_classes", (0, 0))
        made = replace(
            made,
            id=name,
            title=str(table.get("title", name)),
            first_class=int(first),
            last_class=int(last) if last else NO_LAST_CLASS,
            by_exemption=table.get("applies_by") == "exemption",
            sourced=str(table.get("sourced", "no")),
        )
        _check_set(made, problems)
        sets.append(made)
    _check_classes(sets, problems)
    return tuple(sets)


def _set(
    name: str, tables: dict[str, Table], problems: list[RuleProblem], above: tuple[str, ...]
) -> GraduationSet | None:
    """Return the set of that name with what it is based on, or None after naming the problem."""
    table = tables[name]
    base_name = table.get("based_on")
    place = f"set {name}"
    if base_name is None:
        subjects = [_subject(s, place, problems) for s in table.get("subject", ())]
        subjects += [
            SubjectNeed(str(key), _hundredths(value, GRADUATION, f"{place}, {key}", problems))
            for key, value in table.get("subjects", {}).items()
        ]
        base = GraduationSet(name, "", 0, tuple(subjects))
    elif base_name not in tables:
        problems.append(RuleProblem(GRADUATION, place, "unknown_base", str(base_name)))
        return None
    elif base_name in (*above, name):
        problems.append(RuleProblem(GRADUATION, place, "cycle", str(base_name)))
        return None
    else:
        found = _set(str(base_name), tables, problems, (*above, name))
        if found is None:
            return None
        base = found
    total = _hundredths(table.get("total", 0), GRADUATION, f"{place}, total", problems)
    subjects_now = _changed(base.subjects, table, place, problems)
    replaced = _replacement(table) or base.replacement
    return replace(base, total=total or base.total, subjects=subjects_now, replacement=replaced)


def _subject(table: Table, place: str, problems: list[RuleProblem]) -> SubjectNeed:
    name = str(table.get("id", ""))
    place = f"{place}, subject {name}"
    need = _hundredths(table.get("credits"), GRADUATION, place, problems)
    includes = tuple(_include(name, t, place, problems) for t in table.get("must_include", ()))
    if sum(i.credits for i in includes) > need:
        problems.append(RuleProblem(GRADUATION, place, "too_large", "must_include"))
    return SubjectNeed(name, need, includes)


def _include(subject: str, table: Table, place: str, problems: list[RuleProblem]) -> Include:
    codes = tuple(code.strip() for code in str(table.get("course", "")).split("|") if code.strip())
    of_subject = str(table.get("subject", ""))
    taken = bool(table.get("taken", False))
    if not codes and not of_subject:
        problems.append(RuleProblem(GRADUATION, place, "missing", "must_include course"))
    need = 0 if taken else _hundredths(table.get("credits"), GRADUATION, place, problems)
    first = codes[0] if codes else of_subject
    return Include(f"{subject}.{first}", codes, of_subject, need, taken)


def _changed(
    subjects: tuple[SubjectNeed, ...], table: Table, place: str, problems: list[RuleProblem]
) -> tuple[SubjectNeed, ...]:
    """Return the base's subjects with `override` and `add`, added ones before electives."""
    changed = list(subjects)
    known = {s.id: n for n, s in enumerate(changed)}
    for key, value in table.get("override", {}).items():
        need = _hundredths(value, GRADUATION, f"{place}, override {key}", problems)
        if key not in known:
            problems.append(RuleProblem(GRADUATION, f"{place}, override", "missing", str(key)))
        else:
            changed[known[key]] = replace(changed[known[key]], credits=need)
    for key, value in table.get("add", {}).items():
        need = _hundredths(value, GRADUATION, f"{place}, add {key}", problems)
        before_electives = bool(changed) and changed[-1].id == ELECTIVE
        changed.insert(len(changed) - before_electives, SubjectNeed(str(key), need))
    return tuple(changed)


def _replacement(table: Table) -> Replacement | None:
    found = table.get("may_replace")
    if not found:
        return None
    waives = tuple(str(found.get("waives", "")).split("|"))
    to = str(found.get("credits_move_to", ELECTIVE))
    return Replacement(str(found.get("when_completed", "")), waives, to)


def _check_set(made: GraduationSet, problems: list[RuleProblem]) -> None:
    """A set whose subjects need more than its total can never be right."""
    needed = sum(s.credits for s in made.subjects)
    if needed > made.total:
        problems.append(RuleProblem(GRADUATION, f"set {made.id}", "sum", str(needed / 100)))


def _check_classes(sets: list[GraduationSet], problems: list[RuleProblem]) -> None:
    ranges = sorted((s.first_class, s.last_class, s.id) for s in sets if not s.by_exemption)
    for (_, last, one), (first, _, other) in pairwise(ranges):
        if first <= last:
            problems.append(RuleProblem(GRADUATION, f"set {other}", "overlap", one))


def _ag(ag: Table, problems: list[RuleProblem]) -> AgRules:
    areas = ag.get("area", {})
    need = []
    for area in AREAS:
        years = areas.get(area, {}).get("years")
        need.append((area, _hundredths(years, AG, f"area {area}", problems)))
    middle = frozenset(a for a in AREAS if areas.get(a, {}).get("grade_7_8_counts"))
    validation = ag.get("validation", {})
    cover = tuple(_topic(word) for word in areas.get("C", {}).get("must_cover", ()))
    language = areas.get("E", {})
    return AgRules(
        version=str(ag.get("version", "shipped")),
        need=tuple(need),
        total=_hundredths(ag.get("total_years"), AG, "total_years", problems),
        before_grade_12=_hundredths(
            ag.get("uc_years_before_senior_year"), AG, "uc_years_before_senior_year", problems
        ),
        middle_grade_areas=middle,
        must_cover=cover,
        validated_areas=frozenset(validation.get("areas", ())),
        validations=tuple(
            _validation(rule) for rule in validation.get("rule", ()) if rule.get("by") != LANGUAGE
        ),
        language_levels=int(language.get("years", 2)),
        gpa=_gpa(ag.get("gpa", {})),
    )


def _validation(rule: Table) -> Validation:
    by = frozenset(_topic(word) for word in str(rule.get("by", "")).split(","))
    return Validation(
        by,
        tuple(_topic(word) for word in rule.get("validates", ())),
        tuple(_topic(word) for word in rule.get("not_validated", ())),
    )


def _gpa(table: Table) -> GpaRules:
    usual = GpaRules()
    return GpaRules(
        points=tuple(sorted(table.get("points", dict(usual.points)).items())),
        honors_point=int(table.get("honors_point", usual.honors_point)),
        honors_most=int(table.get("honors_max_semesters", usual.honors_most)),
        honors_most_grade_10=int(
            table.get("honors_max_semesters_grade_10", usual.honors_most_grade_10)
        ),
    )


def _topic(word: str) -> str:
    plain = word.strip().lower()
    return TOPICS.get(plain, plain)


def _hundredths(value: object, file: str, place: str, problems: list[RuleProblem]) -> int:
    if value is None:
        problems.append(RuleProblem(file, place, "missing"))
        return 0
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        problems.append(RuleProblem(file, place, "not_a_number", str(value)))
        return 0
    if value < 0:
        problems.append(RuleProblem(file, place, "negative", str(value)))
        return 0
    return round(value * 100)
