"""Random rules, records and options: small enough that programs are sometimes complete."""

from __future__ import annotations

import random
from dataclasses import replace

from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Anything,
    Areas,
    AtMost,
    Attributes,
    Both,
    CodePattern,
    Codes,
    College,
    Counted,
    CourseSet,
    Either,
    Honors,
    InOrder,
    LevelReached,
    MarkedAtLeast,
    OneTopic,
    Passed,
    PathwayLevel,
    Requirement,
    SomeOf,
    Subjects,
    Topics,
    Within,
    Without,
)
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rules import DistrictProgram, Include, Rules, SubjectNeed
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from tests.builders import catalog, file_of, rules

CODES = (
    *("ENG11", "ENG12", "ERWC", "ELD3", "COC-ENGL101", "ALG1", "ALG1A", "ALG1B", "ALG2", "ALG2H"),
    *("GEOM", "PRECALC", "STATS", "COC-MATH140", "SPAN1", "SPAN2", "SPAN3", "FREN1", "FREN2"),
    *("ART1", "DRAW", "DRAMA1", "DRAMA2", "BIO", "CHEM", "PHYS", "EARTH", "MODCIV", "USHIST"),
    *("APUSH", "USGOV", "ECON", "PERSFIN", "COC-HIST112", "PSYCH", "HEALTH", "CCPLAN", "PE9"),
    *("PE10", "DANCEPE", "GD1", "GD2", "AN1", "AN2", "YEARBK"),
)
MARKS = ("A", "B", "C-", "D", "F", "P", "", "X", "W")
SUBJECTS = tuple(sorted({c.graduation_subject for c in catalog().courses if c.graduation_subject}))
TOPICS = tuple(sorted({c.ag_topic for c in catalog().courses if c.ag_topic}))
STEP = {Unit.CREDITS: 500, Unit.YEARS: 50, Unit.COURSES: 50}
LEVEL = {Unit.CREDITS: 1000, Unit.YEARS: 100, Unit.COURSES: 100}
DEEPEST = 2


def random_set(chance: random.Random, depth: int = 0) -> CourseSet:
    """Any set of courses; sets of sets only so deep."""
    simple: list[CourseSet] = [
        Anything(),
        Codes(frozenset(chance.sample(CODES, chance.randint(1, 6)))),
        CodePattern(chance.choice(("ENG*", "ALG*", "COC*", "SPAN*", "GD?", "*1"))),
        Subjects(frozenset(chance.sample(SUBJECTS, chance.randint(1, 3)))),
        Subjects(frozenset(chance.sample(SUBJECTS, chance.randint(1, 3)))),
        Areas(frozenset(chance.sample("ABCDEFG", chance.randint(1, 3)))),
        Topics(frozenset(chance.sample(TOPICS, chance.randint(1, 6)))),
        chance.choice((PathwayLevel("", "capstone"), College(), Honors())),
        Attributes(frozenset({"cte"})),
        Within(frozenset(chance.sample((9, 10, 11, 12), 2)), frozenset()),
        Within(frozenset(), frozenset({chance.choice(("fall", "spring"))})),
        MarkedAtLeast(chance.choice(("B", "C", "D"))),
    ]
    if depth >= DEEPEST or chance.random() < 0.7:
        return chance.choice(simple)
    two = (random_set(chance, depth + 1), random_set(chance, depth + 1))
    return chance.choice((Either(two), Both(two), Without(*two)))


def random_requirement(
    chance: random.Random, unit: Unit, ids: list[str], depth: int = 0
) -> Requirement:
    """Any requirement of the grammar, with an id of its own."""
    name = f"r{len(ids)}"
    ids.append(name)
    need, of = STEP[unit] * chance.randint(1, 4), random_set(chance)
    steps = tuple(random_set(chance, 1) for _ in range(chance.randint(2, 3)))
    counted = chance.choice(tuple(STEP))
    caps = tuple(AtMost(random_set(chance, 1), STEP[unit]) for _ in range(chance.choice((0, 0, 1))))
    surplus = random_set(chance) if chance.random() < 0.4 else None
    simple: list[Requirement] = [
        Amount(name, need, of, caps, surplus),
        Amount(name, need, of, caps, surplus),
        Passed(name, of),
        Counted(name, STEP[counted] * chance.randint(1, 4), of, counted),
        InOrder(name, steps, chance.random() < 0.6),
        OneTopic(name, need, of),
        LevelReached(
            name, chance.randint(1, 3), Areas(frozenset("E")), LEVEL[unit], chance.random() < 0.5
        ),
    ]
    if depth >= DEEPEST or chance.random() < 0.7:
        return chance.choice(simple)
    some = chance.randint(2, 3)
    parts = tuple(random_requirement(chance, unit, ids, depth + 1) for _ in range(some))
    if chance.random() < 0.5:
        return AllOf(name, parts)
    return SomeOf(name, chance.randint(1, some - 1), parts)


def random_program(chance: random.Random) -> DistrictProgram:
    """A program of the district's own; two of its amounts may share work."""
    unit, ids = chance.choice(tuple(STEP)), list[str]()
    asked = [random_requirement(chance, unit, ids) for _ in range(chance.randint(1, 4))]
    amounts = [one for one in asked if isinstance(one, Amount)]
    if len(amounts) > 1 and chance.random() < 0.4:
        most = chance.choice((None, STEP[unit]))
        place = asked.index(amounts[1])
        asked[place] = replace(amounts[1], shares_with=amounts[0].id, most_shared=most)
    return DistrictProgram("p", unit, tuple(asked), (), for_everyone=True)


def random_rules(chance: random.Random) -> Rules:
    """The shipped rules with a random program, few years of A-G, and a small graduation set."""
    shipped = rules()
    usual = dict(shipped.ag.need)
    need = tuple((area, chance.choice((0, 0, 0, 50, 100, usual[area]))) for area in usual)
    ag = replace(
        shipped.ag,
        need=need,
        parts=tuple(p for p in shipped.ag.parts if dict(need)[p.area] == usual[p.area]),
        total=sum(years for _, years in need),
        before_grade_12=chance.choice((0, 50, 100)),
        must_cover=shipped.ag.must_cover[: dict(need)["C"] // 100],
        second_validates_first=chance.random() < 0.7,
        one_semester_validates=chance.random() < 0.7,
    )
    base = shipped.set_for(chance.choice((2029, 2031)))
    assert base is not None
    subjects = tuple(_smaller(s, chance) for s in base.subjects if chance.random() < 0.35)
    names = {subject.id for subject in subjects}
    small = replace(
        base,
        subjects=subjects,
        total=sum(subject.credits for subject in subjects) + chance.choice((0, 0, 500)),
        first_class=0,
        last_class=9999,
        replacement=base.replacement if names >= {"social_studies", "elective"} else None,
    )
    exempted = tuple(one for one in shipped.sets if one.by_exemption)
    return replace(shipped, sets=(small, *exempted), ag=ag, programs=(random_program(chance),))


def _smaller(subject: SubjectNeed, chance: random.Random) -> SubjectNeed:
    credits = chance.choice((0, 500, 500, 1000, 1500))
    kept: list[Include] = []
    for include in subject.includes:
        if chance.random() < 0.5 and sum(i.credits for i in kept) + include.credits <= credits:
            kept.append(include)
    return replace(subject, credits=credits, includes=tuple(kept))


def random_file(chance: random.Random, pathway: str, codes: tuple[str, ...]) -> StudentFile:
    """A student in grade 10 with some record and perhaps a decision or two."""
    lines = []
    for _ in range(chance.randint(0, 14)):
        mark, second = chance.choice(MARKS), chance.choice(MARKS)
        when = chance.choice(("year", "year", "fall", "spring", "summer"))
        marks = f"{mark}/{second}" if when == "year" and mark and second else mark
        lines.append(f"{chance.randint(8, 10)} {when} {chance.choice(codes)} {marks}".strip())
    decided = tuple(_decision(chance, pathway) for _ in range(chance.choice((0, 0, 0, 1, 2))))
    return file_of(*lines, pathway=pathway, decisions=decided)


def _decision(chance: random.Random, pathway: str) -> Decision:
    programs = {
        "graduation": (*SUBJECTS, "total"),
        "uc": tuple("ABCDEFG"),
        "csu": tuple("ABCDEFG"),
        "district:p": ("r0", "r1"),
        f"pathway:{pathway}": ("concentrator", "school_years", "pathway_credits"),
    }
    program = chance.choice(tuple(programs))
    requirement, code = chance.choice(programs[program]), chance.choice(CODES)
    match chance.choice(("substitution", "waiver", "also_allow", "pin")):
        case "substitution":
            other = chance.choice(CODES)
            return Decision("substitution", program, requirement, code, other)
        case "waiver":
            return Decision("waiver", program, requirement, chance.choice((code, "")))
        case kind:
            return Decision(kind, program, requirement, code)


def random_options(chance: random.Random, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of options in grades 11 and 12, year courses also by halves."""
    known, lines = catalog().course_by_code, []
    for _ in range(chance.randint(3, 18)):
        code = chance.choice(codes)
        terms = ("year", "year", "fall", "spring") if known[code].is_year else ("fall", "spring")
        lines.append(f"{chance.randint(11, 12)} {chance.choice((*terms, 'summer'))} {code}")
    return tuple(dict.fromkeys(lines))


def random_choice(chance: random.Random, options: tuple[str, ...]) -> tuple[int, ...]:
    """Some of the options: a course once, or its halves apart, each once."""
    order, chosen, taken = list(range(len(options))), [], set[tuple[str, str]]()
    chance.shuffle(order)
    for place in order:
        _, when, code = options[place].split()
        half = when in {"fall", "spring"} and catalog().course_by_code[code].is_year
        clashing = {(code, "whole"), (code, when)} if half else {(code, "whole"), (code, "half")}
        if taken.isdisjoint(clashing) and chance.random() < 0.85:
            chosen.append(place)
            taken |= {(code, when), (code, "half")} if half else {(code, "whole")}
    return tuple(sorted(chosen))
