"""What surrounds a pathway in words: a line each, and all of it in one short line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.students.experiences import WORKED_FOR, is_valid_certification
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cte_desktop.domain.students.experiences import Experience

_KINDS = {
    "exploratory": noop("Exploratory workshops"),
    "wbl": noop("Work-based learning"),
    "practicum": noop("Practicum"),
    "ctso": noop("Student organizations"),
    "exploration": noop("Career and college exploration"),
    "certification": noop("Certifications"),
    "college": noop("College units"),
}
_COLLEGE = {
    "dual": noop("dual enrollment"),
    "concurrent": noop("concurrent enrollment"),
    "articulated": noop("articulated"),
}
_OPINIONS = {
    1: noop("1: not for me"),
    2: noop("2: rather not"),
    3: noop("3: all right"),
    4: noop("4: liked it"),
    5: noop("5: loved it"),
}
_NAMED = 2  # certifications named in the short line; more are counted
_PART = "  ·  "


def kind_heading(kind: str) -> str:
    """Return the heading over the experiences of a kind."""
    return tr(_KINDS[kind]) if kind in _KINDS else kind


def college_label(enrolled_as: str) -> str:
    """Return how a college course is taken."""
    return tr(_COLLEGE[enrolled_as]) if enrolled_as in _COLLEGE else enrolled_as


def opinion_label(opinion: int) -> str:
    """Return what a student thought of a workshop."""
    return tr(_OPINIONS[opinion]) if opinion in _OPINIONS else str(opinion)


def hours_label(hundredths: int) -> str:
    """Return "1 hour", "12.5 hours"."""
    amount = amounts.text(hundredths)
    return trn("{amount} hour", "{amount} hours", 1 if amount == "1" else 2, amount=amount)


def units_label(hundredths: int) -> str:
    """Return "1 unit", "3 units"."""
    amount = amounts.text(hundredths)
    return trn("{amount} unit", "{amount} units", 1 if amount == "1" else 2, amount=amount)


def work_type_label(code: str, names: Mapping[str, str]) -> str:
    """Return "10 Internship"; of a type whose name isn't known "Type 25"."""
    name = names.get(code, "")
    return f"{code} {name}" if name else tr("Type {code}", code=code)


def experience_line(one: Experience, day: date) -> str:
    """Return an experience in one line: what, where, when, how much, and what came of it."""
    shown = (one.title, *experience_details(one, day), one.note)
    return _PART.join(part for part in shown if part)


def experience_details(one: Experience, day: date) -> tuple[str, ...]:
    """Return what there is to say of an experience besides its title and note; no empty texts."""
    where, *facts = experience_facts(one, day)
    shown = (where, when_label(one), *facts, one.pathway)
    return tuple(part for part in shown if part)


def certification_text(one: Experience) -> str:
    """Return "OSHA 10 (2026)": a certification with the year in which it was passed."""
    return f"{one.title} ({one.passed_on.year})" if one.passed_on is not None else one.title


def experience_facts(one: Experience, day: date) -> tuple[str, ...]:
    """Return all besides title, time, pathway and note; the first is where, and may be empty."""
    where = "" if one.organization == one.title else one.organization
    expired = one.expires_on is not None and one.expires_on < day
    until = ""
    if one.expires_on is not None:
        said = noop("expired {day}") if expired else noop("valid until {day}")
        until = tr(said, day=date_label(one.expires_on))
    shown = (
        tr("type {code}", code=one.type_code) if one.type_code else "",
        tr("chapter {name}", name=one.chapter) if one.chapter else "",
        one.office,
        one.events,
        one.issuer,
        hours_label(one.hours) if one.hours else "",
        units_label(one.units) if one.units else "",
        college_label(one.enrolled_as),
        tr("mark {mark}", mark=one.mark) if one.mark else "",
        tr("no. {number}", number=one.number) if one.number else "",
        until,
        opinion_label(one.opinion) if one.opinion else "",
        tr("“{words}”", words=one.opinion_words) if one.opinion_words else "",
        tr("evaluation: {words}", words=one.evaluation) if one.evaluation else "",
    )
    return (where, *(part for part in shown if part))


def around_line(experiences: Iterable[Experience], day: date) -> str:
    """Return all in one short line: "3 experiences, 120 hours, OSHA 10"; "" for none.

    Hours are those of work and practicum; certifications are those that are passed and valid.
    """
    every = tuple(experiences)
    if not every:
        return ""
    hours = sum(one.hours or 0 for one in every if one.kind in WORKED_FOR)
    units = sum(one.units or 0 for one in every if one.kind == "college")
    titles = [one.title for one in every if is_valid_certification(one, day)]
    parts = [trn("{count} experience", "{count} experiences", len(every))]
    if hours:
        parts.append(hours_label(hours))
    if units:
        parts.append(units_label(units))
    parts += titles[:_NAMED]
    more = len(titles) - _NAMED
    if more > 0:
        said = trn("{count} more certification", "{count} more certifications", more)
        parts.append(said)
    return ", ".join(parts)


def when_label(one: Experience) -> str:
    """Return when it was: the day it was passed, else grade and school year; "" if unknown."""
    if one.passed_on is not None:
        return tr("passed {day}", day=date_label(one.passed_on))
    year = school_year_heading(one.school_year) if one.school_year is not None else ""
    if one.grade_level is None:
        return year
    grade = tr("{grade} grade", grade=grade_label(one.grade_level))
    return f"{grade} {year}".strip()
