"""Cells that name something known: a student, a school, a course, a pathway, a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.prerequisites import parse_prerequisites, prerequisites_text
from cte_desktop.exchange.plain.rule_names import DISTRICT
from cte_desktop.exchange.plain.school_names import SchoolNames, names_of_schools
from cte_desktop.exchange.plain.trouble import Reader, Trouble, identifier

if TYPE_CHECKING:
    from collections.abc import Container

    from cte_desktop.exchange.plain.columns import Value
    from cte_desktop.exchange.plain.known import Known

# A code in the language of prerequisites: "ALG1 or GEOM", "ALG1;GEOM" are none.
_CODE = re.compile(r"^[^\s,;()<>=!]+$")


def student(known: Known) -> Reader:
    """Return the reader of ids of students that are known."""
    students = known.students

    def read(text: str) -> Value | Trouble:
        found = identifier(text)
        if isinstance(found, Trouble) or found in students:
            return found
        return Trouble("unknown_student")

    return read


def school(known: Known) -> Reader:
    """Return the reader of schools of the catalog, by short name, code or name."""
    names = names_of_schools(known.catalog)

    def read(text: str) -> Value | Trouble:
        return _school_of(text, known, names) or Trouble("unknown_school")

    return read


def schools(known: Known) -> Reader:
    """Return the reader of schools separated by ;."""
    one = school(known)

    def read(text: str) -> Value | Trouble:
        found = [one(part.strip()) for part in text.split(";") if part.strip()]
        if any(isinstance(each, Trouble) for each in found):
            return Trouble("unknown_school")
        return ";".join(str(each) for each in found)

    return read


def sectors(known: Known) -> Reader:
    """Return the reader of codes of sectors separated by ;."""
    codes = known.catalog.sector_by_code

    def read(text: str) -> Value | Trouble:
        found = dict.fromkeys(part.strip() for part in text.split(";") if part.strip())
        if not found or any(code not in codes for code in found):
            return Trouble("unknown_value", detail=", ".join(codes))
        return ";".join(found)

    return read


def site(known: Known) -> Reader:
    """Return the reader of schools and of places that travel or bells name."""
    catalog = known.catalog
    places = {t.origin for t in catalog.travel} | {t.destination for t in catalog.travel}
    places |= {bell.school for bell in catalog.bells}
    names = names_of_schools(catalog)

    def read(text: str) -> Value | Trouble:
        if text in places and catalog.find_school(text) is None:
            return text
        return _school_of(text, known, names) or Trouble("unknown_school")

    return read


def any_school(known: Known) -> Reader:
    """Return the reader of schools of the catalog, and of names of others.

    A number, and a name that fits several schools of the catalog, are asked for, else they would
    count as elsewhere in silence; so is one about which a person has said something.
    """
    names = names_of_schools(known.catalog)

    def read(text: str) -> Value | Trouble:
        found = _school_of(text, known, names)
        if found:
            return found
        if names.is_open(text) or known.answers.of("unknown_school", text) is not None:
            return Trouble("unknown_school")
        return text

    return read


def _school_of(text: str, known: Known, names: SchoolNames) -> str:
    """Return the short name of the school that a text means, "" if it is none for sure.

    What a person has said of a name goes before the name itself: it may be a school elsewhere.
    """
    found = known.catalog.find_school(text)
    if found is None and known.answers.of("unknown_school", text) is None:
        found = names.named(text)
    return found.short if found else ""


def course(known: Known) -> Reader:
    """Return the reader of codes of the catalog."""
    return _course_of(known.catalog.listed_by_code)


def planned_course(known: Known) -> Reader:
    """Return the reader of codes of the catalog and of its placeholders."""
    return _course_of(known.catalog.course_by_code)


def _course_of(courses: Container[str]) -> Reader:

    def read(text: str) -> Value | Trouble:
        found = identifier(text)
        if isinstance(found, Trouble) or found in courses:
            return found
        return Trouble("unknown_course")

    return read


def prerequisites(known: Known) -> Reader:
    """Return the reader of the language of prerequisites; a code with blanks must be known."""
    courses = known.catalog.listed_by_code

    def read(text: str) -> Value | Trouble:
        wanted = parse_prerequisites(text)
        if wanted is None or any(not _CODE.match(c) and c not in courses for c in wanted.courses):
            return Trouble("not_the_language")
        return prerequisites_text(wanted)

    return read


def pathway(known: Known) -> Reader:
    """Return the reader of the district's names of pathways."""
    names = known.catalog.pathway_by_name

    def read(text: str) -> Value | Trouble:
        return text if text in names else Trouble("unknown_pathway")

    return read


def subject(known: Known) -> Reader:
    """Return the reader of graduation subjects; where no rules are known every text is one."""
    subjects = {each.graduation_subject for each in known.catalog.courses} | known.rules.subjects
    subjects.discard("")
    is_unknown = not known.rules.subjects

    def read(text: str) -> Value | Trouble:
        lower = text.casefold()
        if is_unknown or lower in subjects:
            return lower
        return Trouble("unknown_value", detail=", ".join(sorted(subjects)))

    return read


def program(known: Known) -> Reader:
    """Return the reader of programs: graduation, uc, csu, cci, pathway:NAME, district:ID."""
    names = known.catalog.pathway_by_name
    own = frozenset(name for name in known.rules.requirements if name.startswith(DISTRICT))

    def read(text: str) -> Value | Trouble:
        head, colon, name = text.partition(":")
        if not colon and head.casefold() in {"graduation", "uc", "csu", "cci"}:
            return head.casefold()
        if colon and head.casefold() == "pathway":
            name = name.strip()
            return f"pathway:{name}" if name in names else Trouble("unknown_pathway")
        if text in own:
            return text
        return Trouble(
            "unknown_value", detail="graduation, uc, csu, cci, pathway:NAME, district:ID"
        )

    return read
