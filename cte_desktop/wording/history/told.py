"""A change of the history in words: what it was about, and each field before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cte_desktop.wording.translate import tr

Values = Mapping[str, Any]
"""A thing as the history keeps it."""
NOTHING = "–"
"""Stands where there is or was nothing."""


class Deed(StrEnum):
    """What a step did with a thing."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    DESTROYED = "destroyed"
    DONE = "done"  # of many things at once: said by the fields alone


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field before and after; `NOTHING` where it was empty or is."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a step changed: its kind, which one it is, and its fields that differ."""

    kind: str
    which: str
    deed: Deed
    fields: tuple[FieldTold, ...] = ()


def deed_label(deed: Deed) -> str:
    """Return what was done, in a word."""
    match deed:
        case Deed.ADDED:
            return tr("new")
        case Deed.CHANGED:
            return tr("changed")
        case Deed.REMOVED:
            return tr("removed")
        case Deed.DESTROYED:
            return tr("destroyed for good")
        case Deed.DONE:
            return tr("done")


def deed_of(before: object, after: object) -> Deed:
    """Return what became of a thing that was there before, after or both."""
    if before is None:
        return Deed.ADDED
    return Deed.REMOVED if after is None else Deed.CHANGED


def field(title: str, before: str, after: str) -> FieldTold:
    """Return a field with a dash for what is empty."""
    return FieldTold(title, before or NOTHING, after or NOTHING)


def sentence_of(told: Told) -> str:
    """Return the first line of a change: "Sign-up, Welding: new"."""
    named = f"{told.kind}, {told.which}" if told.which else told.kind
    return named if told.deed is Deed.DONE else f"{named}: {deed_label(told.deed)}"
