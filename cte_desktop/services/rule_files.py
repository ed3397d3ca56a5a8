"""Rules files of an import: one with a problem is refused before anything of the call is applied.

A rule that is silently passed over asks less of a student than the district does, so the rules in
force stay until a file can be used as a whole.
"""

from __future__ import annotations

import math
import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.rule_parsing import AG, GRADUATION, parse_rules
from cte_desktop.domain.audit.rules import RuleProblem
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cte_desktop.exchange.checking import Reading
    from cte_desktop.exchange.reading import Readings

_FILES = {"graduation": GRADUATION, "ag": AG}
_KEPT = "Nothing was imported; the rules in force are as before."
_DO = "Correct the file, or take it out of the folder."
_DO_ALL = "Correct the file, or take it out of the folder. Also wrong in it: {others}."
_NOT_TOML = "{file} can't be read: it is not written as TOML."
# What is said of each problem, by its code.
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "missing": '{file} can\'t be used: "{place}" is missing.',
        "missing_part": '{file} can\'t be used: "{place}" has no "{value}".',
        "twice": '{file} can\'t be used: "{place}" stands there twice.',
        "not_a_table": '{file} can\'t be used: "{place}" is {value}, but a table belongs there.',
        "not_a_text": '{file} can\'t be used: "{place}" is {value}, but text belongs there.',
        "not_a_number": '{file} can\'t be used: "{place}" is {value}, but a number belongs there.',
        "not_classes": '{file} can\'t be used: "{place}" is {value}, but the first and the last '
        "year of graduation belong there.",
        "negative": '{file} can\'t be used: "{place}" is {value}, less than nothing.',
        "too_large": '{file} can\'t be used: in "{place}", {value} is too large.',
        "unknown_base": '{file} can\'t be used: "{place}" is based on {value}, which is not there.',
        "cycle": '{file} can\'t be used: "{place}" is based on itself, by way of {value}.',
        "overlap": '{file} can\'t be used: "{place}" is for classes that {value} is for too.',
        "sum": '{file} can\'t be used: the parts of "{place}" add up to {value}, which is more '
        "than its total.",
    }
)


def check_rule_files(readings: Readings) -> None:
    """Refuse the call if one of its rules files can't be used: a known error `bad_rules`."""
    for reading in readings.files:
        own = _FILES.get(reading.kind.name)
        if own is None:
            continue
        document = _document(reading)
        found = _problems(document, own) or [*_unwritable(document, own)]
        if found:
            raise _bad_rules(reading.name, found)


def can_be_used(rules: Mapping[str, dict[str, Any]]) -> bool:
    """Tell whether documents under "graduation" and "ag" have no problem."""
    return not any(_problems(rules.get(kind, {}), file) for kind, file in _FILES.items())


def _problems(document: dict[str, Any], file: str) -> list[RuleProblem]:
    tables = (document, {}) if file == GRADUATION else ({}, document)
    _, problems = parse_rules(*tables)
    return [problem for problem in problems if problem.file == file]


def _document(reading: Reading) -> dict[str, Any]:
    with reading.source.opened() as stream:
        content = stream.read()
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise KnownError("bad_rules", _NOT_TOML, kept=_KEPT, do=_DO, file=reading.name) from error


def _unwritable(value: object, file: str, place: str = "") -> Iterator[RuleProblem]:
    """Yield the numbers of a document that are none (nan, inf), wherever they stand."""
    match value:
        case float() if not math.isfinite(value):
            yield RuleProblem(file, place, "not_a_number", str(value))
        case dict():
            for key, part in value.items():
                yield from _unwritable(part, file, f"{place}, {key}" if place else str(key))
        case list():
            for part in value:
                yield from _unwritable(part, file, place)
        case _:
            return


def _bad_rules(name: str, found: list[RuleProblem]) -> KnownError:
    first, *others = found
    code = "missing_part" if first.code == "missing" and first.value else first.code
    return KnownError(
        "bad_rules",
        _SAID[code],
        kept=_KEPT,
        do=_DO_ALL if others else _DO,
        file=name,
        place=first.place,
        value=first.value[:80],
        others="; ".join(dict.fromkeys(problem.place for problem in others)),
    )
