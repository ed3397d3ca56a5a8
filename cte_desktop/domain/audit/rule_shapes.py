"""Reading the tables of a rules file: what has not the shape it needs is noted and passed over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.rules import NO_LAST_CLASS, RuleProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 9_999
"""No number of credits, years or points is larger."""

EARLIEST_CLASS, LATEST_CLASS = 1900, NO_LAST_CLASS  # years of graduation

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rules file that is being read, and the problems found so far."""

    name: str
    problems: list[RuleProblem]

    def note(self, place: str, code: str, value: object = "") -> None:
        """Note a problem; `place` says where in the file, in the words of its keys."""
        self.problems.append(RuleProblem(self.name, place, code, str(value)))

    def table(self, value: object, place: str) -> Table:
        """Return a table; an empty one if there is none."""
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self.note(place, "not_a_table", value)
        return {}

    def tables(self, value: object, place: str) -> list[Table]:
        """Return the tables of a list; those that are none are left out."""
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.note(place, "not_a_table", value)
            return []
        return value

    def text(self, value: object, place: str) -> str:
        """Return a text, empty if there is none."""
        if value is None:
            return ""
        if not isinstance(value, str):
            self.note(place, "not_a_text", value)
            return ""
        return value.strip()

    def texts(self, value: object, place: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.note(place, "not_a_text", value)
            return ()
        return tuple(value)

    def flag(self, value: object, place: str, *, usual: bool = False) -> bool:
        """Return true or false, the usual one if there is none."""
        if value is None:
            return usual
        if not isinstance(value, bool):
            self.note(place, "not_a_flag", value)
            return usual
        return value

    def word(self, value: object, known: Iterable[str], place: str, usual: str = "") -> str:
        """Return one of the known words, the usual one if there is none."""
        if value is None and usual:
            return usual
        if value is None:
            self.note(place, "missing")
        elif value in (words := tuple(known)):
            return str(value)
        else:
            self.note(place, "unknown_word", value)
            return usual or words[0]
        return usual

    def only(self, table: Table, known: Iterable[str], place: str) -> None:
        """Note each key of a table that isn't known there."""
        allowed = frozenset(known)
        for key in table:
            if key not in allowed:
                self.note(place, "unknown_key", key)

    def hundredths(self, value: object, place: str) -> int:
        """Return the hundredths of a number that must be there."""
        if value is None:
            self.note(place, "missing")
            return 0
        return round(self._number(value, place) * 100)

    def whole(self, value: object, place: str, usual: int) -> int:
        """Return a whole number, the usual one if there is none."""
        if value is None:
            return usual
        number = self._number(value, place)
        if number != int(number):
            self.note(place, "not_a_number", value)
        return int(number)

    def _number(self, value: object, place: str) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.note(place, "not_a_number", value)
            return 0
        if not math.isfinite(value):
            self.note(place, "not_a_number", value)
        elif value < 0:
            self.note(place, "negative", value)
        elif value > MOST:
            self.note(place, "too_large", value)
        else:
            return value
        return 0


def classes_of(table: Table, place: str, file: RuleFile) -> tuple[int, int]:
    """Return the first and last class of a set or program; every class if none is named."""
    classes = table.get("applies_to_classes")
    if classes is None:
        return 0, NO_LAST_CLASS
    if isinstance(classes, list) and [type(year) for year in classes] == [int, int]:
        first, last = classes[0], classes[1] or NO_LAST_CLASS
        if EARLIEST_CLASS <= first <= last <= LATEST_CLASS:
            return first, last
    file.note(place, "not_classes", classes)
    return 0, NO_LAST_CLASS
