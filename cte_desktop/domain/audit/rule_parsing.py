"""Rules from the loaded documents; what can't be used is named, never guessed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from cte_desktop.domain.audit.area_parts import area_parts
from cte_desktop.domain.audit.pending_laws import laws_in_force, with_laws
from cte_desktop.domain.audit.program_parsing import PROGRAMS, parse_programs
from cte_desktop.domain.audit.requirement_parsing import parse_requirements
from cte_desktop.domain.audit.requirements import need_of
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rule_shapes import RuleFile, Table, classes_of
from cte_desktop.domain.audit.rules import (
    ELECTIVE,
    MOST_BASES,
    AgRules,
    CreditRules,
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
MATHEMATICS = "mathematics"
MARKS = ("A", "B", "C", "D", "F")  # of grade points, without + and -

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


def parse_rules(
    graduation: Table, ag: Table, programs: Table | None = None
) -> tuple[Rules, tuple[RuleProblem, ...]]:
    """Return the rules that the documents write, and the problems found in them.

    A document with a problem must not come into force: it would silently ask for less.
    """
    problems: list[RuleProblem] = []
    file = RuleFile(GRADUATION, problems)
    laws = laws_in_force(file.table(graduation.get("pending"), "pending"), file)
    sets = with_laws(_sets(graduation, file), laws, file)
    settings = file.table(graduation.get("rules"), "rules")
    in_district = settings.get("transfer_min_credits_in_district", 0)
    alias = file.table(graduation.get("subject_alias"), "subject_alias")
    rules = Rules(
        sets=sets,
        subject_alias=tuple(
            sorted((key, file.text(to, f"subject_alias, {key}")) for key, to in alias.items())
        ),
        overflow_to=file.text(settings.get("overflow_to"), "rules, overflow_to") or ELECTIVE,
        transfer_credits_in_district=file.hundredths(in_district, "rules"),
        ag=_ag(ag, RuleFile(AG, problems)),
        version=str(graduation.get("version", "")),
        transfer_classes_enrolled=file.whole(
            settings.get("transfer_min_classes_enrolled"), "rules, transfer_min_classes_enrolled", 0
        ),
        programs=parse_programs(programs or {}, RuleFile(PROGRAMS, problems)),
        credits=_credits(file.table(graduation.get("credits"), "credits"), file),
    )
    return rules, tuple(dict.fromkeys(problems))


def _credits(table: Table, file: RuleFile) -> CreditRules:
    """Return what earns credit; `rule_words.py` knows the keys that change nothing."""
    again, summer = "repeat_earns_double_credit", "summer_before_grade_9_counts"
    return CreditRules(
        repeat_earns_again=file.flag(table.get(again), f"credits, {again}"),
        summer_before_grade_9=file.flag(table.get(summer), f"credits, {summer}", usual=True),
    )


def _sets(graduation: Table, file: RuleFile) -> tuple[GraduationSet, ...]:
    tables: dict[str, Table] = {}
    for table in file.tables(graduation.get("set"), "set"):
        name = file.text(table.get("id"), "set, id")
        if not name:
            file.note("set, id", "missing")
        elif name in tables:
            file.note(f"set {name}", "twice")
        tables[name] = table
    sets = []
    for name, table in tables.items():
        made = _set(name, tables, file, ())
        if made is None:
            continue
        first, last = classes_of(table, f"set {name}, applies_to_classes", file)
        made = replace(
            made,
            id=name,
            title=str(table.get("title", name)),
            first_class=first,
            last_class=last,
            by_exemption=table.get("applies_by") == "exemption",
            sourced=str(table.get("sourced", "no")),
        )
        _check_set(made, file)
        sets.append(made)
    _check_classes(sets, file)
    settings = file.table(graduation.get("rules"), "rules")
    return _with_algebra_1(sets) if settings.get("algebra_1_required") else tuple(sets)


def _with_algebra_1(sets: list[GraduationSet]) -> tuple[GraduationSet, ...]:
    """Return the sets, each with the Algebra 1 that one of them writes: the State asks for it.

    Also of students who are held to its minimum alone (`algebra_1_required`).
    """
    courses = [i for s in sets for n in s.subjects if n.id == MATHEMATICS for i in n.includes]
    algebra = next((include for include in courses if include.taken), None)
    if algebra is None:
        return tuple(sets)
    return tuple(
        replace(one, subjects=tuple(_asking_for(algebra, need) for need in one.subjects))
        for one in sets
    )


def _asking_for(algebra: Include, need: SubjectNeed) -> SubjectNeed:
    """Return mathematics with the Algebra 1, unless it asks for that; other subjects as they are.

    Its id is that of another of its courses where a must-include of the subject has the first.
    """
    codes = set(algebra.codes)
    asked = any(i.taken or (i.codes and codes.issuperset(i.codes)) for i in need.includes)
    if need.id != MATHEMATICS or asked:
        return need
    known = {include.id for include in need.includes}
    ids = (f"{need.id}.{code}" for code in algebra.codes)
    free = next((name for name in ids if name not in known), "")
    return replace(need, includes=(*need.includes, replace(algebra, id=free))) if free else need


def _set(
    name: str, tables: dict[str, Table], file: RuleFile, above: tuple[str, ...]
) -> GraduationSet | None:
    """Return the set of that name with what it is based on, or None after naming the problem."""
    table = tables[name]
    based_on = table.get("based_on")
    place = f"set {name}"
    if based_on is None:
        base = GraduationSet(name, "", 0, _subjects(table, place, file))
    elif str(based_on) not in tables:
        file.note(place, "unknown_base", based_on)
        return None
    elif str(based_on) in (*above, name):
        file.note(place, "cycle", based_on)
        return None
    elif len(above) >= MOST_BASES:
        file.note(place, "too_deep_base", MOST_BASES)
        return None
    else:
        found = _set(str(based_on), tables, file, (*above, name))
        if found is None:
            return None
        base = found
    total = file.hundredths(table.get("total", 0), f"{place}, total")
    rows = parse_requirements(table.get("requirement"), place, Unit.CREDITS, file)
    subjects_now = _changed(base.subjects, table, place, file)
    replaced = _replacement(table, place, file) or base.replacement
    return replace(
        base,
        total=total or base.total,
        subjects=subjects_now,
        replacement=replaced,
        requirements=(*base.requirements, *rows.requirements),
        titles=(*base.titles, *rows.titles),
        is_reduction=0 < total < base.total,
    )


def _subjects(table: Table, place: str, file: RuleFile) -> tuple[SubjectNeed, ...]:
    """Return the subjects of a set that stands for itself, written long or short."""
    long = file.tables(table.get("subject"), f"{place}, subject")
    subjects = [_subject(one, place, file) for one in long]
    short = file.table(table.get("subjects"), f"{place}, subjects")
    subjects += [
        SubjectNeed(key, file.hundredths(value, f"{place}, {key}")) for key, value in short.items()
    ]
    names = [subject.id for subject in subjects]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            file.note(f"{place}, subject {name}", "twice")
    return tuple(subjects)


def _subject(table: Table, place: str, file: RuleFile) -> SubjectNeed:
    name = file.text(table.get("id"), f"{place}, subject, id")
    if not name:
        file.note(f"{place}, subject, id", "missing")
    place = f"{place}, subject {name}"
    need = file.hundredths(table.get("credits"), place)
    included = file.tables(table.get("must_include"), f"{place}, must_include")
    includes = tuple(_include(name, one, place, file) for one in included)
    names = [include.id for include in includes]
    for one in {name for name in names if names.count(name) > 1}:  # the answer knows rows by id
        file.note(f"{place}, must_include {one.partition('.')[2]}", "twice")
    if sum(i.credits for i in includes) > need:
        file.note(place, "too_large", "must_include")
    return SubjectNeed(name, need, includes)


def _include(subject: str, table: Table, place: str, file: RuleFile) -> Include:
    named = file.text(table.get("course"), f"{place}, must_include course")
    codes = tuple(code.strip() for code in named.split("|") if code.strip())
    of_subject = file.text(table.get("subject"), f"{place}, must_include subject")
    taken = file.flag(table.get("taken"), f"{place}, must_include taken")
    if not codes and not of_subject:
        file.note(place, "missing", "must_include course")
    need = 0 if taken else file.hundredths(table.get("credits"), place)
    first = codes[0] if codes else of_subject
    return Include(f"{subject}.{first}", codes, of_subject, need, taken)


def _changed(
    subjects: tuple[SubjectNeed, ...], table: Table, place: str, file: RuleFile
) -> tuple[SubjectNeed, ...]:
    """Return the base's subjects with `override` and `add`, added ones before electives."""
    changed = list(subjects)
    known = {s.id: n for n, s in enumerate(changed)}
    for key, value in file.table(table.get("override"), f"{place}, override").items():
        need = file.hundredths(value, f"{place}, override {key}")
        if key not in known:
            file.note(f"{place}, override", "missing", key)
        else:
            changed[known[key]] = replace(changed[known[key]], credits=need)
    for key, value in file.table(table.get("add"), f"{place}, add").items():
        need = file.hundredths(value, f"{place}, add {key}")
        if key in known:
            file.note(f"{place}, add {key}", "twice")
        before_electives = bool(changed) and changed[-1].id == ELECTIVE
        changed.insert(len(changed) - before_electives, SubjectNeed(str(key), need))
    return tuple(changed)


def _replacement(table: Table, place: str, file: RuleFile) -> Replacement | None:
    found = file.table(table.get("may_replace"), f"{place}, may_replace")
    if not found:
        return None
    names = ("when_completed", "waives", "credits_move_to")
    course, waives, to = (file.text(found.get(n), f"{place}, may_replace {n}") for n in names)
    return Replacement(course, tuple(waives.split("|")), to or ELECTIVE)


def _check_set(made: GraduationSet, file: RuleFile) -> None:
    """A set that needs nothing, or whose subjects need more than its total, can't be right."""
    place = f"set {made.id}"
    needed = sum(s.credits for s in made.subjects) + sum(need_of(r) for r in made.requirements)
    names = [s.id for s in made.subjects] + [r.id for r in made.requirements]
    for name in dict.fromkeys(r.id for r in made.requirements):
        if names.count(name) > 1:
            file.note(f"{place}, requirement {name}", "twice")
    if not made.subjects:
        file.note(place, "missing", "subject")
    if not made.total:
        file.note(f"{place}, total", "missing")
    elif needed > made.total:
        file.note(place, "sum", needed / 100)


def _check_classes(sets: list[GraduationSet], file: RuleFile) -> None:
    ranges = sorted((s.first_class, s.last_class, s.id) for s in sets if not s.by_exemption)
    if not ranges and not file.problems:  # else the reason why there is none was noted already
        file.note("set", "missing")
    for (_, last, one), (first, _, other) in pairwise(ranges):
        if first <= last:
            file.note(f"set {other}", "overlap", one)


def _ag(ag: Table, file: RuleFile) -> AgRules:
    areas = {area: file.table(t, f"area {area}") for area, t in _areas(ag, file).items()}
    need = tuple(
        (area, file.hundredths(table.get("years"), f"area {area}")) for area, table in areas.items()
    )
    total = file.hundredths(ag.get("total_years") or None, "total_years")
    before = "uc_years_before_senior_year"
    before_grade_12 = file.hundredths(ag.get(before), before)
    of_areas = sum(years for _, years in need)
    if total and of_areas > total:
        file.note("total_years", "sum", of_areas / 100)
    if total > of_areas and _gives_years(ag.get("area")):  # the total counts what the areas use
        file.note("total_years", "never_reached", of_areas / 100)
    if total and before_grade_12 > total:
        file.note(before, "too_large", before_grade_12 / 100)
    middle = frozenset(a for a, table in areas.items() if table.get("grade_7_8_counts"))
    cover = file.texts(areas.get("C", {}).get("must_cover"), "area C, must_cover")
    language = areas.get("E", {})
    validation = file.table(ag.get("validation"), "validation")
    rules = file.tables(validation.get("rule"), "validation, rule")
    return AgRules(
        version=str(ag.get("version", "shipped")),
        need=need,
        total=total,
        before_grade_12=before_grade_12,
        middle_grade_areas=middle,
        must_cover=tuple(map(_topic, cover)),
        validated_areas=frozenset(file.texts(validation.get("areas"), "validation, areas")),
        validations=tuple(_validation(rule, file) for rule in rules if rule.get("by") != LANGUAGE),
        language_levels=dict(need).get("E", 0) // 100 if "years" in language else 2,
        parts=area_parts(areas, dict(need), file),
        gpa=_gpa(file.table(ag.get("gpa"), "gpa"), file),
        second_validates_first=_of_validation(validation, "second_semester_validates_first", file),
        one_semester_validates=_of_validation(validation, "one_semester_suffices", file),
    )


def _areas(ag: Table, file: RuleFile) -> Table:
    """Return the tables of the areas A to G; each that is missing has been noted."""
    areas = file.table(ag.get("area"), "area")
    if not areas:
        file.note("area", "missing")
        return {area: {"years": 0} for area in AREAS}
    for area in AREAS:
        if area not in areas:
            file.note(f"area {area}", "missing")
    return {area: areas.get(area, {"years": 0}) for area in AREAS}


def _gives_years(areas: object) -> bool:
    """Tell whether every area is there with its years; what is not was noted already."""
    tables = [areas.get(area) for area in AREAS] if isinstance(areas, dict) else [None]
    return all(isinstance(table, dict) and "years" in table for table in tables)


def _of_validation(validation: Table, key: str, file: RuleFile) -> bool:
    return file.flag(validation.get(key), f"validation, {key}", usual=True)


def _validation(rule: Table, file: RuleFile) -> Validation:
    place = "validation, rule"
    by = file.text(rule.get("by"), f"{place}, by").split(",")
    validates = file.texts(rule.get("validates"), f"{place}, validates")
    not_validated = file.texts(rule.get("not_validated"), f"{place}, not_validated")
    return Validation(
        frozenset(map(_topic, by)),
        tuple(map(_topic, validates)),
        tuple(map(_topic, not_validated)),
    )


def _gpa(table: Table, file: RuleFile) -> GpaRules:
    usual = GpaRules()
    points = file.table(table.get("points", dict(usual.points)), "gpa, points")
    most, most_grade_10 = "honors_max_semesters", "honors_max_semesters_grade_10"
    needs = "honors_needs_grade"
    return GpaRules(
        points=tuple(sorted((m, file.whole(p, f"gpa, points {m}", 0)) for m, p in points.items())),
        honors_point=file.whole(table.get("honors_point"), "gpa, honors_point", usual.honors_point),
        honors_most=file.whole(table.get(most), f"gpa, {most}", usual.honors_most),
        honors_most_grade_10=file.whole(
            table.get(most_grade_10), f"gpa, {most_grade_10}", usual.honors_most_grade_10
        ),
        honors_needs=file.word(table.get(needs), MARKS, f"gpa, {needs}", usual.honors_needs),
    )


def _topic(word: str) -> str:
    plain = word.strip().lower()
    return TOPICS.get(plain, plain)
