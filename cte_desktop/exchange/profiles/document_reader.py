"""Reading the values of a profile's document: what has not the shape it needs is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cte_desktop.exchange.profiles.profile import alternatives, folded_header
from cte_desktop.wording.translate import noop, tr

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """What is wrong with a profile: where in its document, and why in one sentence."""

    place: str
    text: str


@dataclass(slots=True)
class DocumentReader:
    """The problems found so far; what has not the shape it needs is noted and passed over."""

    problems: list[ProfileProblem] = field(default_factory=list)

    def note(self, place: str, text: str, **named: object) -> None:
        """Note a fault; `text` is its sentence, not yet translated."""
        self.problems.append(ProfileProblem(place, tr(text, **named)))

    def only(self, table: Table, known: tuple[str, ...], place: str) -> None:
        """Note each key of a table that isn't known there."""
        for key in table:
            if key not in known:
                allowed = ", ".join(known)
                self.note(
                    place,
                    noop('"{key}" is not known here; known are {allowed}.'),
                    key=key,
                    allowed=allowed,
                )

    def text(self, value: object, place: str, usual: str = "") -> str:
        """Return a text, the usual one if there is none."""
        if value is None:
            return usual
        if isinstance(value, str):
            return value
        self.note(place, noop("A text in quotation marks must stand here."))
        return usual

    def texts(self, value: object, place: str) -> tuple[str, ...]:
        """Return the texts of a list; one text is a list of one."""
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.note(place, noop("A text or a list of texts must stand here."))
        return ()

    def tables(self, value: object, place: str) -> list[Table]:
        """Return the tables of a list."""
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        self.note(place, noop("A list of tables must stand here."))
        return []

    def table(self, value: object, place: str) -> Table:
        """Return a table, an empty one if there is none."""
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self.note(place, noop("A table must stand here."))
        return {}

    def flag(self, value: object, place: str) -> bool:
        """Return true or false, false if there is nothing."""
        if value is None or isinstance(value, bool):
            return bool(value)
        self.note(place, noop("Here stands true or false."))
        return False

    def headers(self, value: object, place: str) -> tuple[str, ...]:
        """Return headers folded, alternatives kept together."""
        found = []
        for text in self.texts(value, place):
            parts = [folded_header(part) for part in alternatives(text)]
            if parts:
                found.append("|".join(parts))
            else:
                self.note(place, noop("A header must not be empty."))
        return tuple(found)


def folded_value(text: str) -> str:
    """Return a value as values are compared: in small letters, with single blanks."""
    return " ".join(text.casefold().split())
