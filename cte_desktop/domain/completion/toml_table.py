"""Reading a small TOML file of the district's own: values with their types, faults with lines.

A fault is a record; `wording/certificate_template.py` says it. Reading goes on after a fault, so
that a person sees all of them at once.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.toml_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MOST_CHARACTERS = 60_000  # of a file; the shipped ones have some five thousand
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_AT_END = re.compile(r"\s*\(at end of document\)$")
_NO_CHARACTER = re.compile(r"[\ud800-\udfff]")  # half of one: it can't be kept or printed
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TomlFault:
    """What is wrong, in which line (from 1), of which key written with dots.

    `value` is what stands there, `nearest` the known word most like it, `most` a limit.
    """

    code: str
    line: int
    field: str = ""
    value: str = ""
    nearest: str = ""
    most: int = 0


class TomlError(ValueError):
    """A file can't be used; `faults` says why, in the order of its lines."""

    def __init__(self, faults: Iterable[TomlFault]) -> None:
        """Keep the faults in the order of their lines."""
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.field)))
        super().__init__(", ".join(f"{f.code} (line {f.line})" for f in self.faults))


def nearest_word(word: str, known: Collection[str]) -> str:
    """Return the known word most like what was written, "" when none is."""
    by_small = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold(), list(by_small), n=1, cutoff=0.5)
    return by_small[found[0]] if found else ""


def read_table(text: str) -> Table:
    """Return the table of a whole file; raises `TomlError` when it is no TOML at all."""
    if len(text) > MOST_CHARACTERS:
        raise TomlError((TomlFault("too_big", 1, most=MOST_CHARACTERS),))
    half = _NO_CHARACTER.search(text)
    if half is not None:
        line = text.count("\n", 0, half.start()) + 1
        raise TomlError((TomlFault("not_toml", line, value="a sign that is no character"),))
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise TomlError((TomlFault("not_toml", 1, value="nested too deeply"),)) from None
    except ValueError as error:  # TOML's own, and numbers of thousands of digits
        raise TomlError((_not_toml(text, str(error)),)) from None
    return Table(values, (), lines_of(text), [])


class Table:
    """A table whose values are taken one by one; what nobody took is a fault.

    All tables of a file share one list of `faults`.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        path: Path,
        lines: Mapping[Path, int],
        faults: list[TomlFault],
    ) -> None:
        """Make the table found at `path` of a file."""
        self.values = values
        self.path = path
        self.faults = faults
        self._lines = lines

    def fault(self, code: str, key: str = "", value: object = "", **more: str | int) -> None:
        """Note what is wrong with a key of this table, or with the table itself."""
        path = (*self.path, key) if key else self.path
        field = ".".join(part for part in path if not part.isdigit())
        nearest, most = str(more.get("nearest", "")), int(more.get("most", 0))
        self.faults.append(TomlFault(code, self.line(key), field, str(value)[:80], nearest, most))

    def line(self, key: str = "") -> int:
        """Return the line where a key stands, else where its table begins."""
        path = (*self.path, key) if key else self.path
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def text(self, key: str, most: int) -> str:
        """Return a text of one line without blanks around it; "" when it is left out."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.fault("not_text", key, value)
            return ""
        if _CONTROL.search(value):
            self.fault("line_break", key)
            return ""
        if len(value) > most:
            self.fault("too_long", key, len(value), most=most)
        return value.strip()

    def texts(self, key: str, most: int, count: int) -> tuple[str, ...]:
        """Return a list of at most so many texts; an empty one when it is left out."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault("not_texts", key)
            return ()
        if len(value) > count:
            self.fault("too_many", key, len(value), most=count)
        listed = Table(
            {str(place): one for place, one in enumerate(value)},
            (*self.path, key),
            self._lines,
            self.faults,
        )
        return tuple(text for place in listed.values if (text := listed.text(place, most)))

    def word(self, key: str, known: Collection[str], default: str) -> str:
        """Return one of the known words; the default when it is left out."""
        if key not in self.values:
            return default
        value = self.text(key, 80)
        if value not in known:
            self.fault("unknown_word", key, value, nearest=nearest_word(value, known))
            return default
        return value

    def flag(self, key: str) -> bool:
        """Return whether something is wanted: left out it is not."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fault("not_flag", key, value)
            return False
        return value

    def table(self, key: str) -> Table:
        """Return the table of a key, an empty one when it is left out."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.fault("not_table", key, value)
            value = {}
        return Table(value, (*self.path, key), self._lines, self.faults)

    def tables(self, key: str, most: int) -> list[Table]:
        """Return the tables written as [[key]], at most so many."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault("not_tables", key)
            return []
        if len(value) > most:
            self.fault("too_many", key, len(value), most=most)
        return [
            Table(one, (*self.path, key, str(place)), self._lines, self.faults)
            for place, one in enumerate(value[:most])
        ]

    def expect_only(self, known: Collection[str]) -> None:
        """Note every key that means nothing here, with the known key most like it."""
        for key in self.values:
            if key not in known:
                self.fault("unknown_key", key, key, nearest=nearest_word(key, known))


def _not_toml(text: str, message: str) -> TomlFault:
    found = _AT_LINE.search(message)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    said = _AT_END.sub("", _AT_LINE.sub("", message))
    return TomlFault("not_toml", line, value=said)
