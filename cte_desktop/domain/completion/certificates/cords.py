"""Cords and seals for graduation: what each sector has, who gets which, and how many to order.

A student with two pathways of one sector wears its cord once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.toml_table import TomlError, nearest_word, read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from cte_desktop.domain.completion.toml_table import Table

MOST_COLOURS = 3
LONGEST_COLOUR = 24
LONGEST_SEAL = 80
_KEYS = ("colors", "seal", "verified")


@dataclass(frozen=True, slots=True)
class SectorCord:
    """The cord and the seal of a sector; no colours: no cord, "": no seal."""

    sector: str  # its code
    colours: tuple[str, ...] = ()
    seal: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class CordLine:
    """A pathway of a student who graduates, and what the student wears for it."""

    student_uid: str
    student_id: str
    name: str
    school: str  # its name
    sector: str  # its name
    pathway: str
    serial: str
    colours: tuple[str, ...]
    seal: str
    graduates: bool  # has met graduation by now
    verified: bool  # somebody has confirmed the sector's cord and seal


@dataclass(frozen=True, slots=True)
class CordCount:
    """How many cords of the same colours, or seals of the same words, one school needs."""

    school: str
    colours: tuple[str, ...]  # none: it is a seal
    seal: str
    students: int
    graduate: int  # of them, how many have met graduation by now


@dataclass(frozen=True, slots=True)
class CordSheet:
    """What the list says on paper. `unverified`: nobody has confirmed some of the cords."""

    district: str
    school_year: int
    printed_on: date
    lines: tuple[CordLine, ...]
    unverified: bool


def parse_cords(text: str, sectors: Collection[str] | None = None) -> Mapping[str, SectorCord]:
    """Return the cords of a TOML text by the codes of sectors.

    With `sectors` given, another code is a fault. Raises `TomlError` with every fault.
    """
    top = read_table(text)
    cords = {code: _cord(code, top.table(code)) for code in top.values}
    for code in cords:
        if sectors is not None and code not in sectors:
            top.fault("unknown_sector", code, code, nearest=nearest_word(code, sectors))
    if top.faults:
        raise TomlError(top.faults)
    return MappingProxyType(cords)


def cord_counts(lines: Iterable[CordLine]) -> tuple[CordCount, ...]:
    """Return what each school needs, cords before seals, in the order of their words."""
    wearers = {
        (line.school, what, line.student_uid): line.graduates
        for line in lines
        for what in ((line.colours, ""), ((), line.seal))
        if any(what)
    }
    students = Counter((school, what) for school, what, _ in wearers)
    graduate = Counter((school, what) for (school, what, _), yes in wearers.items() if yes)
    ordered = sorted(students, key=lambda one: (one[0], bool(one[1][1]), one[1]))
    return tuple(
        CordCount(school, *what, students[school, what], graduate[school, what])
        for school, what in ordered
    )


def _cord(code: str, table: Table) -> SectorCord:
    table.expect_only(_KEYS)
    return SectorCord(
        sector=code,
        colours=table.texts("colors", LONGEST_COLOUR, MOST_COLOURS),
        seal=table.text("seal", LONGEST_SEAL),
        verified=table.flag("verified"),
    )
