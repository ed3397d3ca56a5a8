"""What a person writes into the form of an experience, and what is wrong with it, by field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.domain.students.experiences import (
    BEST_OPINION,
    COLLEGE_KINDS,
    MOST_HOURS,
    Experience,
)
from cte_desktop.exchange.outgoing.state_layout import work_type_names, work_types
from cte_desktop.services.decisions import Fault
from cte_desktop.services.student_fields import clean_text
from cte_desktop.wording.experiences import work_type_label
from cte_desktop.wording.labels import date_label, grade_label, one_of_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.school import Workshop

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "exploratory": ("title", "school_year", "hours", "opinion", "opinion_words", "note"),
        "wbl": (
            *("type_code", "title", "organization", "school_year", "hours", "number"),
            *("evaluation", "pathway", "note"),
        ),
        "practicum": (
            *("title", "organization", "school_year", "hours", "evaluation", "pathway", "note"),
        ),
        "ctso": (
            *("organization", "chapter", "office", "events", "school_year", "pathway", "note"),
        ),
        "exploration": ("title", "organization", "school_year", "hours", "note"),
        "certification": (
            *("title", "issuer", "number", "passed_on", "expires_on", "pathway", "note"),
        ),
        "college": (
            *("title", "organization", "enrolled_as", "units", "mark", "school_year"),
            *("pathway", "note"),
        ),
    }
)
"""What the form of each kind asks for, in its order."""
LONGEST = {
    **dict.fromkeys(("title", "organization", "pathway", "chapter", "office", "issuer"), 300),
    **dict.fromkeys(("events", "evaluation", "opinion_words", "note"), 4000),
    "number": 80,
    "mark": 40,
}
"""Characters that a database holds of each text."""
MOST_UNITS = 2_000  # hundredths
FIRST_YEAR, CENTURY = 1990, 100
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", re.ASCII)
_SEVERAL_LINES = frozenset({"events", "evaluation", "opinion_words", "note"})


@dataclass(frozen=True, slots=True)
class WrittenExperience:
    """The texts of a form as they stand there; `school_year` and grade are chosen, None for none.

    Days are read by the form: None stands for an empty field, `date.min` for one that is no day.
    """

    kind: str
    texts: Mapping[str, str]
    school_year: int | None = None
    grade_level: int | None = None
    passed_on: date | None = None
    expires_on: date | None = None
    opinion: int | None = None


def read_experience(
    written: WrittenExperience, catalog: Catalog, today: date, before: Experience | None = None
) -> Experience | Fault:
    """Return the experience that a form says, or the first field that is wrong and why.

    What the form of the kind doesn't ask for stays as it was `before`.
    """
    asked = FIELDS[written.kind]
    texts = {
        name: clean_text(text, several_lines=name in _SEVERAL_LINES)
        for name, text in written.texts.items()
        if name in asked
    }
    for name in asked:
        fault = _fault_in(name, texts.get(name, ""), written, today)
        if fault is not None:
            return fault
    made = _made(written, texts, before or Experience(written.kind, ""))
    if not made.title:
        field = "title" if "title" in asked else "organization"
        return Fault(field, _what_is_missing(written.kind))
    if made.kind == "exploratory" and (before is None or before.title != made.title):
        return _workshop_fault(made, catalog) or made
    return made


def day_in(text: str) -> date | None:
    """Return the day that a person wrote: 2026-05-20 or 5/20/2026; None for nothing, `date.min`
    for what is no day.
    """
    written = text.strip()
    if not written:
        return None
    american = _US_DATE.fullmatch(written)
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date.fromisoformat(written)
    except ValueError:
        return date.min


def work_type_choices(school_year: int | None) -> tuple[tuple[str, str], ...]:
    """Return the State's types of work-based learning of a school year, each with its words."""
    names = work_type_names()
    return tuple(
        (code, work_type_label(code, names))
        for code, kind in work_types().items()
        if school_year is None
        or kind.last_school_year is None
        or school_year <= kind.last_school_year
    )


def workshop_titles(catalog: Catalog) -> tuple[str, ...]:
    """Return the titles of the catalog's workshops, each once."""
    return tuple(sorted({one.title for one in catalog.workshops}, key=str.casefold))


def _fault_in(name: str, text: str, written: WrittenExperience, today: date) -> Fault | None:
    most = LONGEST.get(name)
    if most is not None and len(text) > most:
        return Fault(name, tr("This is too long: at most {count} characters.", count=most))
    match name:
        case "hours":
            return _amount_fault(name, text, MOST_HOURS)
        case "units":
            return _amount_fault(name, text, MOST_UNITS)
        case "type_code" if text:
            return _type_fault(text, written.school_year)
        case "enrolled_as" if text and text not in COLLEGE_KINDS:
            return Fault(name, tr("Choose one of the list."))
        case "opinion" if written.opinion is not None:
            good = 1 <= written.opinion <= BEST_OPINION
            return None if good else Fault(name, tr("Choose a number from 1 to 5."))
        case "passed_on" | "expires_on":
            return _day_fault(name, written, today)
        case _:
            return None


def _amount_fault(name: str, text: str, most: int) -> Fault | None:
    if not text:
        return None
    amount, highest = _amount(text), amounts.text(most)
    if amount is None and not text.startswith("-"):
        return Fault(name, tr("“{text}” is no number; write 40 or 12.5.", text=text[:40]))
    if not amount:
        return Fault(name, tr("This must be more than 0, or empty."))
    if amount > most:
        return Fault(name, tr("This is too much: at most {count}.", count=f"{int(highest):,}"))
    return None


def _type_fault(code: str, school_year: int | None) -> Fault | None:
    if code not in work_types():
        return Fault("type_code", tr("The State has no type {code}.", code=code))
    last = work_types()[code].last_school_year
    if last is not None and school_year is not None and school_year > last:
        year = school_year_text(last)
        return Fault("type_code", tr("The State takes this type until {year} only.", year=year))
    return None


def _day_fault(name: str, written: WrittenExperience, today: date) -> Fault | None:
    passed, expires = written.passed_on, written.expires_on
    day = passed if name == "passed_on" else expires
    if day is None:
        return None
    if day == date.min:
        return Fault(name, tr("Write a day such as 2026-05-20 or 5/20/2026."))
    if name == "passed_on" and not FIRST_YEAR <= day.year <= today.year:
        return Fault(name, tr("{day} can't be right.", day=date_label(day)))
    if name == "passed_on" and day > today:
        return Fault(name, tr("{day} is still to come.", day=date_label(day)))
    if name == "expires_on" and not FIRST_YEAR <= day.year <= today.year + CENTURY:
        return Fault(name, tr("{day} can't be right.", day=date_label(day)))
    if name == "expires_on" and passed is not None and day < passed:
        return Fault(name, tr("It can't expire before it was passed."))
    return None


def _made(written: WrittenExperience, texts: Mapping[str, str], before: Experience) -> Experience:
    asked = set(FIELDS[written.kind])
    said: dict[str, Any] = {name: text for name, text in texts.items() if name in LONGEST}
    made = replace(before, **said)
    if "school_year" in asked:
        made = replace(made, school_year=written.school_year, grade_level=written.grade_level)
    if "hours" in asked:
        made = replace(made, hours=_amount(texts.get("hours", "")))
    if "units" in asked:
        made = replace(made, units=_amount(texts.get("units", "")))
    if "opinion" in asked:
        made = replace(made, opinion=written.opinion)
    if "type_code" in asked:
        made = replace(made, type_code=texts.get("type_code", ""))
    if "enrolled_as" in asked:
        made = replace(made, enrolled_as=texts.get("enrolled_as", ""))
    if "passed_on" in asked:
        made = replace(made, passed_on=written.passed_on, expires_on=written.expires_on)
    return replace(made, title=_title(made, before))


def _title(made: Experience, before: Experience) -> str:
    """Return its title; where the form needs none, the type of the work or the organization."""
    if made.kind == "ctso":
        kept = before.title if before.organization == made.organization else ""
        return kept or made.organization
    if made.kind == "wbl" and not made.title and made.type_code:
        return work_type_names().get(made.type_code, "") or made.organization
    return made.title


def _amount(text: str) -> int | None:
    """Return the hundredths that a text writes, None for none: 40, 12.5, 1,200."""
    return amounts.parse(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)


def _what_is_missing(kind: str) -> str:
    match kind:
        case "exploratory":
            return tr("Choose the workshop.")
        case "wbl":
            return tr("Write what the student did, or choose the type.")
        case "practicum":
            return tr("Write what the practicum was.")
        case "ctso":
            return tr("Write the name of the organization.")
        case "certification":
            return tr("Write the name of the certification.")
        case "college":
            return tr("Write the name of the college course.")
        case _:
            return tr("Write what it was.")


def _workshop_fault(made: Experience, catalog: Catalog) -> Fault | None:
    known: list[Workshop] = [one for one in catalog.workshops if one.title == made.title]
    if not known:
        return Fault("title", tr("The catalog has no workshop of this name."))
    grades = sorted({grade for one in known for grade in one.grades})
    if grades and made.grade_level is not None and made.grade_level not in grades:
        words = one_of_label([grade_label(grade) for grade in grades])
        return Fault("school_year", tr("This workshop is for {grades} grade.", grades=words))
    return None
