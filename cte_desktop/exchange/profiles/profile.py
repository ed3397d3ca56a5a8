"""What a profile says: which table of a system is which kind of plain file, column by column.

A closed grammar of frozen records, the same as in the TOML files of `resources/profiles/`:

* A header is written as it stands in the file, in any case; `|` parts alternatives. In each row the
  first filled one of those that the file has is taken.
* `PLAIN_TERM_YEAR` as the term of a row of the record makes two rows of it, fall and spring, with
  half the credits each; so does a row that lasts several terms (`ColumnRule.lasts`) or has earned
  the credits of both halves (`year_signs.py`).
* The constants that begin with @ are worked out row by row: the credits that the catalog gives the
  course in a semester, the present school year, the grade of the student in the next one.

Nothing here reads a file; `mapped.py` turns tables by it.
"""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "plain"
"""The profile of files that are plain already."""

PROPOSED = "proposed"
"""What a report names as the profile of a file that nothing but its proposal fitted."""

PLAIN_TERM_YEAR = "year"
CATALOG_CREDITS = "@catalog"
PRESENT_YEAR = "@year"
NEXT_GRADE = "@next_grade"
ALTERNATIVES = "|"


@dataclass(frozen=True, slots=True)
class Lookup:
    """The cell is a key into another table of the same call; its row's `take` stands instead.

    `table` holds patterns of file names without their ending ("orgs", "mst*"). A key of several
    columns is matched with the joined text of the rule (`ColumnRule.join`). Of several rows of a
    key the first with a filled `take` counts, so does the first filled alternative of a header. A
    cell that is no key but a list with commas is looked up part by part.
    """

    table: tuple[str, ...]
    key: tuple[str, ...]  # headers of the other table, each perhaps with alternatives
    take: tuple[str, ...]  # its headers; of several the filled cells with `join` between
    join: str = " "
    convert: tuple[str, ...] = ()  # applied to the cell before it is looked up
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()  # only rows with one of these values
    optional: bool = False  # nothing is said when there is no such table or no such row


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """Where the texts of one plain column come from.

    In this order: the cell of `sources`, `via`, `convert`, `values`; `constant` where the file has
    none of the sources (or the rule names none), and where what came out is empty. A rule without
    sources is there even if its constant is "".
    """

    column: str  # header of the plain profile
    sources: tuple[str, ...] = ()  # folded headers; the first filled one, or all with `join`
    constant: str = ""
    convert: tuple[str, ...] = ()  # names of conversions, applied in order
    values: tuple[tuple[str, str], ...] = ()  # text of the file (casefolded) -> plain text
    via: tuple[Lookup, ...] = ()
    join: str | None = None  # the sources' filled cells with this between; each may be `a|b`
    elsewhere: bool = False  # only in rows of a course that the catalog lacks, else ""
    lasts: tuple[str, ...] = ()  # of a term: headers of how many terms the course lasted


@dataclass(frozen=True, slots=True)
class KeepRule:
    """Rows stay whose cell, taken as `cell` says, is one of `values` (casefolded).

    With `other` those stay whose cell is none of them. The rest is left aside and counted.
    """

    cell: ColumnRule  # its `column` is ""
    values: tuple[str, ...]
    other: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table of a system: how it is told, and what it is in the plain profile.

    `files`: patterns of its name without the ending, for tables of which the headers tell too
    little. `marks`: headers that it has, each with its alternatives; all must be there. Two tables
    of a profile with the same marks are two kinds of rows of one file.
    """

    kind: str
    files: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    columns: tuple[ColumnRule, ...] = ()
    keep: tuple[KeepRule, ...] = ()
    once: tuple[str, ...] = ()  # of rows alike in these headers the first alone is taken
    passed_over: tuple[str, ...] = ()  # headers that need no word in the report; "*": all others


@dataclass(frozen=True, slots=True)
class Profile:
    """The tables of one system; `sourced` says how far they are known: yes, partial, no."""

    name: str
    title: str
    tables: tuple[TableShape, ...] = ()
    source: str = ""
    sourced: str = "no"
    beside: tuple[str, ...] = ()  # names of files that come along and hold nothing for us


def folded_header(text: str) -> str:
    """Return a header as headers are compared: in small letters, with single blanks."""
    return " ".join(text.replace("\ufeff", "").casefold().split())


def alternatives(header: str) -> tuple[str, ...]:
    """Return the headers that `a|b` means."""
    return tuple(part.strip() for part in header.split(ALTERNATIVES) if part.strip())
