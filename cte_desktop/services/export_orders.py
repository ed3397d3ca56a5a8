"""What is wanted of an export, what was prepared for it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from cte_desktop.domain.completion.state.fields import Problem
    from cte_desktop.exchange.outgoing.lists import Sink
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

Progress = Callable[[int, int], None]
"""Told (done, of how many) students; what it raises gives the export up before anything stands."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: `out` is a file, or a folder that is there and gets a file of a usual name.

    An empty field means: the usual school year, every school, the plain format, everyone, every
    section.
    """

    out: Path
    school_year: int | None = None
    school: str = ""  # short name or 14-digit code
    layout: str = ""
    student_ids: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """Return the school year, which `exporting.prepare` fills in when none was asked for."""
        if self.school_year is None:
            raise ValueError("the order names no school year")
        return self.school_year


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file to write: `write` puts its bytes into the sink and returns how many rows they hold."""

    path: Path
    write: Callable[[Sink], int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An export that can be looked over before it is written: rows it will have, and problems.

    `whom` tells anew whom it is about, for files whose rows are read only while they are written.
    """

    files: tuple[OutFile, ...]
    rows: int
    student_uids: tuple[str, ...]  # whom it is about
    problems: tuple[Problem, ...] = ()
    folder: Path | None = None  # made for the files if it isn't there
    whom: Callable[[Transaction], Iterable[str]] | None = None


Builder = Callable[["Desk", Order, Progress], Prepared]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and how many rows (lines without the headings) it has."""

    path: Path
    rows: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, about how many students, and what a person should look at."""

    export: str
    files: tuple[Written, ...]
    students: int
    problems: tuple[Problem, ...]


def one_file(
    path: Path,
    write: Callable[[Sink], int],
    rows: int,
    uids: Iterable[str],
    problems: Iterable[Problem],
) -> Prepared:
    """Return an export of one file with so many rows about these students."""
    whom = tuple(dict.fromkeys(uids))
    return Prepared((OutFile(path, write),), rows, whom, tuple(problems))


def out_path(order: Order, name: str, endings: tuple[str, ...] = ()) -> Path:
    """Return the file to write: `name` inside a folder that is there, else `out` itself.

    An ending that the export can't write is a `WrongCall`; none at all is as good as the first.
    """
    if order.out.is_dir():
        return order.out / name
    if endings:
        require_ending(order.out, endings)
    return order.out


def require_ending(path: Path, endings: tuple[str, ...]) -> None:
    """Refuse a file whose ending is none of those; a name without an ending is well."""
    if path.suffix.lower() not in {"", *endings}:
        raise WrongCall(
            "unknown_ending",
            "{file} can't be written: this export has no such kind of file.",
            do="End its name in {endings}.",
            file=path.name,
            endings=", ".join(endings),
        )


def school_of(desk: Desk, order: Order) -> str:
    """Return the short name of the school that is wanted, or ""; a wrong call if unknown."""
    if not order.school:
        return ""
    school = desk.catalog().find_school(order.school)
    if school is None:
        raise WrongCall(
            "unknown_school",
            'There is no school "{school}".',
            do="Use the short name or the 14-digit code of a school of the catalog.",
            school=order.school,
        )
    return school.short
