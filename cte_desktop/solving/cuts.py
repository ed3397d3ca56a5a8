"""What the rules refused, as rows: the same choice, and what is wrong for the same reason, is out.

A cut never takes away a valid plan. Where more of the same only makes it worse (a clash, too many
courses), what is there together is cut off. Where more could help (a course that must come first,
a requirement), something that could help has to be added. Everything else cuts off exactly what
was chosen among what the finding is about.

| finding | cut |
|---|---|
| clashes of two, a course twice, too many courses or units, no lunch | not all of them together |
| one period for two | not both, or where it was given out another choice |
| grade, term, site, section, seat, unknown times, college, wished hours | not this arrangement |
| what must come first or beside | something more that is needed, or not this course |
| a program not complete, an empty period | something more |
| levels out of order, a pathway that ends too late | another choice among its courses |
| anything else | another choice |
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind, Reason, Row, summed
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.solving.highs import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cte_desktop.domain.filling.building import Built
    from cte_desktop.domain.filling.checking import Checked, Unmet
    from cte_desktop.domain.filling.problem import Arrangement, Option
    from cte_desktop.domain.findings import Finding

_PAIRS = frozenset({"time_clash", "travel_clash", "travel_unknown"})
_ALONE = frozenset(
    {
        "grade_range",
        "term_not_offered",
        "seat_full",
        "section_gone",
        "section_double",
        "site_without_course",
        "bell_missing",
        "time_missing",
        "college_too_early",
        "not_in_record",
        "outside_wished_hours",
    }
)
_IN_TERM = ("course", "section_id", "grade_level", "term")
_ABOUT = {
    **dict.fromkeys((*_PAIRS, "period_clash"), ("course", "other_course")),
    **dict.fromkeys(("repeated_course", "repeat_51228_2"), ("course",)),
    **dict.fromkeys(("overload", "no_lunch", "empty_period_51228_1"), ("grade_level", "term")),
    "pathway_out_of_order": ("program", "course"),
    "prerequisite_missing": ("course",),
    "prerequisite_mark": ("course",),
    "prerequisite_order": ("course",),
    "corequisite_missing": ("course",),
}
"""What a reason is about, by its code; what is not named here is about one course in one term."""
_FIRST = frozenset(
    {"prerequisite_missing", "prerequisite_mark", "prerequisite_order", "corequisite_missing"}
)
_TOGETHER = frozenset({"overload", "no_lunch"})
_TWICE = frozenset({"repeated_course", "repeat_51228_2"})


@dataclass(frozen=True)
class Chosen:
    """A choice of arrangements that the rules refused."""

    built: Built
    arrangements: frozenset[int]

    @cached_property
    def options(self) -> frozenset[int]:
        """Return the options that are taken with it."""
        lying = self.built.problem.arrangements
        return frozenset(lying[place].option for place in self.arrangements)

    def lying(self, finding: Finding, course: object, section: object) -> tuple[int, ...]:
        """Return the chosen arrangements that a finding means by a course and its section."""
        problem, grade, term = self.built.problem, finding.about("grade_level"), _term(finding)
        found = []
        for place in sorted(self.arrangements):
            lies = problem.arrangements[place]
            option = problem.options[lies.option]
            if (
                option.course.code == course
                and (grade is None or option.grade_level == grade)
                and (not term or term in option.terms)
                and (not section or section in lies.sections)
            ):
                found.append(place)
        return tuple(found)

    def in_term(self, finding: Finding) -> Iterator[tuple[int, Arrangement, Option]]:
        """Yield the arrangements of the finding's grade and term, chosen or not."""
        problem, grade, term = self.built.problem, finding.about("grade_level"), _term(finding)
        for place, lies in enumerate(problem.arrangements):
            option = problem.options[lies.option]
            if option.grade_level == grade and (not term or term in option.terms):
                yield place, lies, option


def cuts(checked: Checked, chosen: Chosen) -> tuple[Row, ...]:
    """Return rows that the refused choice breaks and no valid plan does."""
    rows = [row for finding in checked.findings for row in _of_finding(finding, chosen)]
    rows += [_of_program(unmet, chosen) for unmet in checked.unmet if unmet.is_must]
    if not rows:
        rows.append(other_choice(chosen, None))
    return tuple(dict.fromkeys(rows))


def promises(checked: Checked, chosen: Chosen, answer: Sequence[float]) -> tuple[Row, ...]:
    """Return rows against what the model promised of a valid plan and the audits don't hold.

    That a liked program is met, or that a pathway ends earlier than it does: the same choice must
    then say what is true of it.
    """
    built, rows = chosen.built, []
    said = dict(built.programs.unmet)
    for unmet in checked.unmet:
        terms = said.get(unmet.want.id)
        if terms is not None and not unmet.is_must and value_of(terms, answer) < 1:
            other = _of_program(unmet, chosen)
            rows.append(Row(summed((*other.terms, *terms)), other.low, None))
    first = min((term.moment for term in built.problem.terms), default=0)
    ends = dict(checked.values)
    for name, terms in built.programs.ends:
        when = ends.get(f"pathway:{name}", 0)
        end = when - first + 1
        # What stays anyway ends when it does: the model counts only what is chosen.
        concerned = (built.problem.options[p] for p in chosen.options & _steps_of(name, built))
        if end > value_of(terms, answer) and any(one.ends == when for one in concerned):
            other = _other_way(name, chosen, None)
            # Another choice may end as early as the first term; this one ends when it does.
            weighed = ((p, f * end) for p, f in other.terms)
            rows.append(Row(summed((*weighed, *terms)), (other.low or 0) * end, None))
    return tuple(rows)


def other_choice(chosen: Chosen, reason: Reason | None) -> Row:
    """Return the row that rules out exactly this choice of arrangements."""
    lie = chosen.built.lie
    terms = [(lie[place], -1 if place in chosen.arrangements else 1) for place in range(len(lie))]
    return Row(tuple(terms), 1 - len(chosen.arrangements), None, reason)


def _of_finding(finding: Finding, chosen: Chosen) -> Iterator[Row]:
    code = finding.code
    if code in _PAIRS:
        one = chosen.lying(finding, finding.about("course"), finding.about("section_id"))
        other = chosen.lying(
            finding, finding.about("other_course"), finding.about("other_section_id")
        )
        yield _not_all((*one, *other), finding, chosen)
    elif code in _ALONE:
        for place in chosen.lying(finding, finding.about("course"), finding.about("section_id")):
            yield _not_all((place,), finding, chosen)
    elif code in _FIRST:
        yield from _needed_first(finding, chosen)
    elif code == "period_clash":
        yield _of_period(finding, chosen)
    elif code in _TOGETHER:
        yield _not_all(_crowd(finding, chosen), finding, chosen)
    elif code in _TWICE:
        course, problem = finding.about("course"), chosen.built.problem
        taken = [o for o in sorted(chosen.options) if problem.options[o].course.code == course]
        yield _not_all_options(taken, finding, chosen)
    elif code == "empty_period_51228_1":
        more = [place for place, _, _ in chosen.in_term(finding)]
        terms = [(chosen.built.lie[p], 1) for p in more if p not in chosen.arrangements]
        yield Row(summed(terms), 1, None, _reason(finding))
    elif code == "pathway_out_of_order":
        yield _other_way(str(finding.about("program")), chosen, _reason(finding))
    else:
        yield other_choice(chosen, _reason(finding))


def _of_period(finding: Finding, chosen: Chosen) -> Row:
    """Return that not both come together where each has the period by itself, as locked ones do.

    A period that was given out could be another one: then only this very choice is refused.
    """
    both = (finding.about("course"), finding.about("other_course"))
    places = [place for course in both for place in chosen.lying(finding, course, None)]
    arrangements = chosen.built.problem.arrangements
    if len(places) > 1 and all(any(arrangements[place].periods) for place in places):
        return _not_all(places, finding, chosen)
    return other_choice(chosen, None)


def _not_all(places: Iterable[int], finding: Finding, chosen: Chosen) -> Row:
    """Return that not all of these arrangements come together; without any, another choice."""
    together = tuple(dict.fromkeys(places))
    if not together:
        return other_choice(chosen, _reason(finding))
    terms = summed((chosen.built.lie[place], 1) for place in together)
    return Row(terms, None, len(together) - 1, _reason(finding))


def _not_all_options(places: Iterable[int], finding: Finding, chosen: Chosen) -> Row:
    together = tuple(places)
    if not together:
        return other_choice(chosen, _reason(finding))
    terms = summed((chosen.built.take[place], 1) for place in together)
    return Row(terms, None, len(together) - 1, _reason(finding))


def _crowd(finding: Finding, chosen: Chosen) -> list[int]:
    """Return what is chosen in the finding's term and adds to what is too much there."""
    units, by_day = finding.about("units") is not None, finding.code != "no_lunch"
    return [
        place
        for place, lies, option in chosen.in_term(finding)
        if place in chosen.arrangements
        and (not units or any(s.college_units for s in option.semesters))
        and (units or not by_day or lies.lane is Lane.DAY)
    ]


def _needed_first(finding: Finding, chosen: Chosen) -> Iterator[Row]:
    """Yield that the course is not taken there, or more of what its prerequisites name."""
    built, options = chosen.built, chosen.built.problem.options
    for place in sorted(chosen.options):
        option = options[place]
        if (
            option.course.code != finding.about("course")
            or option.grade_level != finding.about("grade_level")
            or (_term(finding) and _term(finding) not in option.terms)
        ):
            continue
        needed = {n.course_code for way in option.course.prerequisites.alternatives for n in way}
        more = [
            (built.take[other], -1)
            for other, one in enumerate(options)
            if other not in chosen.options and one.course.code in needed
        ]
        yield Row(summed([(built.take[place], 1), *more]), None, 0, _reason(finding))


def _of_program(unmet: Unmet, chosen: Chosen) -> Row:
    """Return that something more is taken, or another way through a pathway."""
    reason = _asking(unmet)
    if unmet.program.startswith("pathway:"):
        return _other_way(unmet.program, chosen, reason)
    built = chosen.built
    terms = [(built.take[o], 1) for o in range(len(built.take)) if o not in chosen.options]
    return Row(summed(terms), 1, None, reason)


def _other_way(program: str, chosen: Chosen, reason: Reason | None) -> Row:
    """Return that the courses of a pathway are chosen or placed otherwise."""
    built = chosen.built
    concerned = sorted(_steps_of(program.removeprefix("pathway:"), built))
    taken = [place for place in concerned if place in chosen.options]
    terms = [(built.take[p], -1 if p in chosen.options else 1) for p in concerned]
    return Row(summed(terms), 1 - len(taken), None, reason)


def _steps_of(pathway: str, built: Built) -> frozenset[int]:
    """Return the options that are courses of a pathway."""
    steps = built.problem.given.catalog.steps_by_course
    return frozenset(
        place
        for place, option in enumerate(built.problem.options)
        if any(step.pathway == pathway for step in steps.get(option.course.code, ()))
    )


def _asking(unmet: Unmet) -> Reason:
    """Return why the program has to be complete: as the rows of the model say it."""
    if unmet.program != "graduation":
        return Reason(Kind.WISH, unmet.want.id)
    requirement = unmet.requirements[0][-1] if unmet.requirements else ""
    code = "must_include_missing" if "." in requirement else "requirement_missing"
    return Reason(Kind.RULE, code, (("program", unmet.program), ("requirement", requirement)))


def _reason(finding: Finding) -> Reason:
    """Return the reason that the rows of the model give for the same rule."""
    return Reason(
        Kind.RULE,
        finding.code,
        values(**{key: finding.about(key) for key in _ABOUT.get(finding.code, _IN_TERM)}),
    )


def _term(finding: Finding) -> str:
    return str(finding.about("term") or "")
