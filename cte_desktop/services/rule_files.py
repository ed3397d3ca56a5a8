"""Files of rules: read whole or told what is wrong, before anything of them comes into force.

A rule that is silently passed over asks less of a student than the district does, so the rules in
force stay until a file can be used as a whole.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.rule_checks import gravest_first
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import RuleProblem
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.rules import problem_text
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cte_desktop.exchange.reading.reading import Readings, RuleReading

Document = dict[str, Any]

FILES = {"graduation": "graduation.toml", "ag": "ag.toml", "programs": "programs.toml"}
"""The documents and what their files are called."""

MOST_BYTES = 1_000_000  # the shipped files have some ten thousand
MOST_DEPTH = 40  # tables in tables; the language needs some ten
LARGEST_NUMBER = 2**53  # JSON holds whole numbers up to here exactly
# What only the file of a kind has, the surest first.
_MARKS = {
    "graduation": ("set", "subject_alias", "pending", "credits", "pe_exemptions"),
    "ag": ("area", "total_years", "uc_years_before_senior_year", "validation", "gpa"),
    "programs": ("program",),
}
_PLACE = re.compile(r"\s*\(at ([^)]*)\)$")
_KEPT = noop("Nothing was imported; the rules in force are as before.")
_DO = noop("Correct the file, or take it out of the folder.")
_DO_ALL = noop("Correct the file, or take it out of the folder. Also wrong in it: {others}.")
_BAD = noop("{file} can't be used: {reason}")


@dataclass(frozen=True, slots=True)
class RulesFile:
    """A file of rules as it was read; `kind` is "" and `problems` says why when it is none."""

    name: str
    kind: str  # graduation, ag, programs
    document: Document
    problems: tuple[RuleProblem, ...]


def open_rules_file(path: Path) -> RulesFile:
    """Read a file of rules, known by what stands in it; a fault of its text is a problem.

    Raises `KnownError` (missing, unreadable) when there is no file that could be read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise KnownError("missing", noop("There is no file {file}."), file=path) from error
    except OSError as error:
        raise KnownError("unreadable", noop("{file} can't be read."), file=path) from error
    document, problems = read_document(content, path.name)
    kind = kind_of(document)
    if not kind and not problems:
        problems = (RuleProblem(path.name, "", "unknown_kind"),)
    return RulesFile(path.name, kind, document, problems)


def read_rules_file(path: Path) -> tuple[str, Document]:
    """Return the kind of a file of rules ("graduation", "ag", "programs") and its document.

    Raises `KnownError`: missing, unreadable, or bad_rules with the reason.
    """
    file = open_rules_file(path)
    if file.problems:
        raise bad_rules(file.name, file.problems)
    return file.kind, file.document


def read_document(content: bytes, name: str) -> tuple[Document, tuple[RuleProblem, ...]]:
    """Return the document that a file holds, an empty one with the problem when it holds none."""
    try:
        if len(content) > MOST_BYTES:
            return {}, (RuleProblem(name, "", "too_big", str(MOST_BYTES // 1000)),)
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}, (RuleProblem(name, "", "wrong_encoding"),)
    except RecursionError:
        return {}, (RuleProblem(name, "", "too_deep", str(MOST_DEPTH)),)
    except ValueError as error:  # TOML's own, and numbers of thousands of digits
        return {}, (_not_toml(name, str(error)),)
    if not _is_flat(document):
        return {}, (RuleProblem(name, "", "too_deep", str(MOST_DEPTH)),)
    return document, tuple(dict.fromkeys(_unwritable(document, name)))


def kind_of(document: Mapping[str, object]) -> str:
    """Return which document it is by what stands in it, "" when nobody can tell."""
    found = {
        kind: [place for place, key in enumerate(marks) if key in document]
        for kind, marks in _MARKS.items()
    }
    sure = [kind for kind, places in found.items() if 0 in places]
    if not sure:
        sure = [kind for kind, places in found.items() if places]
    return sure[0] if len(sure) == 1 else ""


def check_rule_files(readings: Readings) -> None:
    """Refuse the call if one of its rules files can't be used: a known error `bad_rules`.

    What was checked is what is imported. Courses that the catalog lacks don't count here: the
    catalog itself may still be on its way.
    """
    from cte_desktop.exchange.reading.reading import (
        RuleReading,  # only an import needs to read files
    )

    for reading in readings.files:
        if not isinstance(reading, RuleReading):
            continue
        document, problems = read_document(_content(reading), reading.name)
        found = problems or tuple(_problems(document, reading.kind.name))
        if found:
            raise bad_rules(reading.name, gravest_first(found))
        reading.document = document


def can_be_used(rules: Mapping[str, Document]) -> bool:
    """Tell whether documents under "graduation", "ag" and "programs" have no problem."""
    return not any(_problems(rules.get(kind, {}), kind) for kind in FILES)


def bad_rules(
    name: str, problems: tuple[RuleProblem, ...], kept: str = _KEPT, do: str = _DO
) -> KnownError:
    """Return the error of a file that can't be used: its gravest problem, and where others are."""
    first, *others = problems
    places = dict.fromkeys(problem.place for problem in others if problem.place)
    return KnownError(
        "bad_rules",
        _BAD,
        kept=kept,
        do=_DO_ALL if places and do == _DO else do,
        file=name,
        reason=problem_text(first),
        others="; ".join(places),
    )


def _content(reading: RuleReading) -> bytes:
    with reading.source.opened() as stream:
        return stream.read(MOST_BYTES + 1)


def _problems(document: Document, kind: str) -> list[RuleProblem]:
    tables = {name: document if name == kind else {} for name in FILES}
    _, problems = parse_rules(tables["graduation"], tables["ag"], tables["programs"])
    return [problem for problem in problems if problem.file == FILES[kind]]


def _not_toml(name: str, message: str) -> RuleProblem:
    """Return the problem of a text that is no TOML, with the line and column that it names."""
    found = _PLACE.search(message)
    place = found[1] if found else ""
    return RuleProblem(name, place, "not_toml", _PLACE.sub("", message))


def _is_flat(document: Document) -> bool:
    """Tell whether no table lies too deep in others; looked at without going as deep itself."""
    level: list[object] = [document]
    for _ in range(MOST_DEPTH):
        level = [part for value in level for part in _parts(value)]
        if not level:
            return True
    return False


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _unwritable(value: object, file: str, place: str = "") -> Iterator[RuleProblem]:
    """Yield the numbers of a document that are none (nan, inf) or that nothing could be."""
    match value:
        case bool():
            return
        case float() if not math.isfinite(value):
            yield RuleProblem(file, place, "not_a_number", str(value))
        case int() if abs(value) > LARGEST_NUMBER:
            yield RuleProblem(file, place, "not_a_number", hex(value))
        case dict():
            for key, part in value.items():
                yield from _unwritable(part, file, f"{place}, {key}" if place else str(key))
        case list():
            for part in value:
                yield from _unwritable(part, file, place)
        case _:
            return
