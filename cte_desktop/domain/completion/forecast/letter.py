"""A letter to a family: its wording as data, and one letter with everything filled in.

The wording lies in TOML, a table for each language with the same parts. A letter speaks of one
student alone.
"""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from cte_desktop.domain.letterhead import PLAIN, Letterhead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cte_desktop.domain.completion.forecast.near import Near

PLACES = frozenset(
    {
        "student",
        "pathway",
        "course",
        "when",
        "where",
        "school",
        "counselor",
        "contact",
        "last",
    }
)
"""What may be filled in."""
LONGEST = 900  # characters of a paragraph
MOST_PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class LetterWording:
    """What a letter says in one language; texts hold the `PLACES` in braces."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    course_heading: str
    call: str
    call_contact: str
    closing: str
    role: str
    nobody: str  # in the place of a counselor whom nobody knows


@dataclass(frozen=True, slots=True)
class FamilyLetter:
    """One letter, ready to be set; `facts` are (what, words) about the course, in order.

    `recipient` names the student whose family it is for: the name, then what tells them apart.
    """

    language: str
    district: str
    school: str
    on: date
    recipient: tuple[str, ...]
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    course_heading: str
    facts: tuple[tuple[str, str], ...]
    call: tuple[str, ...]
    closing: tuple[str, ...]
    signature: str
    role: str
    letterhead: Letterhead = PLAIN


@dataclass(frozen=True, slots=True)
class NotWritten:
    """To whose family there is no letter: no_course, letters_missing or no_room."""

    about: Near
    because: str


class WordingError(ValueError):
    """A wording that can't be used: what is wrong with it, and where."""


def parse_wording(text: str, languages: tuple[str, ...]) -> dict[str, LetterWording]:
    """Return the wording of each language; raises `WordingError` for the first thing amiss."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WordingError(str(error)) from error
    return {code: _wording(tables.get(code), code) for code in languages}


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a text of a wording with its places filled in."""
    return template.format_map(values)


def _wording(table: object, code: str) -> LetterWording:
    if not isinstance(table, dict):
        raise WordingError(f"[{code}] is missing")
    given = table.get("paragraphs")
    if not isinstance(given, list) or not 0 < len(given) <= MOST_PARAGRAPHS:
        raise WordingError(f"{code}.paragraphs must be 1 to {MOST_PARAGRAPHS} texts")
    paragraphs = tuple(_text(one, f"{code}.paragraphs") for one in given)
    others = {
        field.name: _text(table.get(field.name), f"{code}.{field.name}")
        for field in fields(LetterWording)
        if field.name != "paragraphs"
    }
    return LetterWording(paragraphs=paragraphs, **others)


def _text(given: object, where: str) -> str:
    if not isinstance(given, str) or not given.strip() or len(given) > LONGEST:
        raise WordingError(f"{where} must be a text of 1 to {LONGEST} characters")
    try:
        places = [name for _, name, _, _ in string.Formatter().parse(given) if name is not None]
    except ValueError as error:
        raise WordingError(f"{where}: a brace is open") from error
    unknown = [name for name in places if name not in PLACES]
    if unknown:
        raise WordingError(f"{where}: {{{unknown[0]}}} is not known")
    return given
