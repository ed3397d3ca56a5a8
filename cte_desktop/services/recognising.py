"""Looking at files before they are imported: what each one is, and how its text is encoded.

Only the start of a file is read, and its bytes once more to tell the encoding; of another table
that rows name something in, nothing is read yet.
"""

from __future__ import annotations

import itertools
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.profiles import profile as records
from cte_desktop.exchange.profiles.rule_texts import NoTables, RuleCells
from cte_desktop.exchange.reading.reading import look_at
from cte_desktop.exchange.reading.telling import plain_shape, sample_of
from cte_desktop.services.profiles import saved_profiles
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cte_desktop.exchange.files.source import Source
    from cte_desktop.exchange.reading.telling import Part, Told
    from cte_desktop.services.desk import Desk

ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac-roman")
"""What a person can choose from when the guess is wrong."""

PREVIEW_LINES = 6
LOOK_ROWS = 20
PROFILE_FILE = "profile"  # the kind of a file that holds a profile
_PREVIEW_BYTES = 8192
_SAMPLED = 256 * 1024  # bytes from which the number of lines is estimated
_STAND_INS = {
    records.CATALOG_CREDITS: noop("as in the catalog"),
    records.PRESENT_YEAR: noop("present school year"),
    records.NEXT_GRADE: noop("next grade"),
}

TableShape = records.TableShape
ColumnRule = records.ColumnRule
Profile = records.Profile
PLAIN = records.PLAIN


@dataclass(frozen=True, slots=True)
class TableLook:
    """The start of a table as it stands in its file: rows are as long as the header."""

    titles: tuple[str, ...] = ()  # as written
    header: tuple[str, ...] = ()  # folded: what rules name
    rows: tuple[tuple[str, ...], ...] = ()  # up to LOOK_ROWS
    numbers: tuple[int, ...] = ()  # spreadsheet rows


NO_SHAPE = TableShape("")
NO_LOOK = TableLook()


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column that a file of a kind may have; `needed`: without it nothing can be taken."""

    name: str
    needed: bool
    label: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file as it would be read. `lines` counts its lines without the header, about its rows.

    `kind` is "" when nobody can tell; `profile` is "" when its shape is a proposal. `mapped` are
    the rows of `look` in all plain columns of the kind, () for a row that would be left aside. A
    file with rows of two kinds stands there twice.
    """

    file: str
    kind: str
    encoding: str
    lines: int
    preview: tuple[str, ...]
    profile: str = PLAIN
    shape: TableShape = NO_SHAPE
    look: TableLook = NO_LOOK
    columns: tuple[str, ...] = ()  # plain ones, in the order of `mapped`
    mapped: tuple[tuple[str, ...], ...] = ()
    doubts: tuple[str, ...] = ()  # sentences


@dataclass(frozen=True, slots=True)
class Recognition:
    """What would be imported, in the order in which it is taken, and the files left aside."""

    files: tuple[Recognised, ...]
    ignored: tuple[str, ...]
    looked_up: tuple[str, ...] = ()  # files that only help to read the others, or come along

    @property
    def lines(self) -> int:
        """Return how many rows there are about, for progress."""
        return sum(file.lines for file in self.files)


def recognise(
    desk: Desk, paths: Sequence[Path], encoding: str | None = None, *, profile: str = ""
) -> Recognition:
    """Look at files, folders or archives without importing anything.

    `encoding` is what a person chose; None decides it from the bytes of each file. A table that
    nothing fits is there as well, with what is proposed for it. Raises `KnownError` for what can't
    be read at all, and when there is no table at all.
    """
    known = Known(desk.district().catalog, desk.today())
    looked = look_at(paths, profile, encoding, known, saved=saved_profiles(desk))
    found = looked.found
    files = [_of_text(one.source, one.kind.name) for one in found.rules]
    files += [_of_text(one.source, PROFILE_FILE) for one in found.profiles]
    for told in looked.told:
        if not (told.looked_up or told.beside):
            files += _recognised(told, _look(told, found.headers))
    if not files:
        raise _no_table(paths)
    order = {name: place for place, name in enumerate((*BY_NAME, PROFILE_FILE, ""))}
    files.sort(key=lambda file: order[file.kind])
    used = tuple(told.table.source.name for told in looked.told if told.looked_up or told.beside)
    return Recognition(tuple(files), tuple(name for name, _ in found.aside), used)


def preview_mapping(look: TableLook, shape: TableShape) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a look in all plain columns of the shape's kind, () for one left aside.

    Pure: what is to be looked up in other tables stands as it does in the file, and a row for a
    whole year stands once.
    """
    if shape.kind not in BY_NAME or not look.rows:
        return tuple(() for _ in look.rows)
    cells = [list(column) for column in zip(*look.rows, strict=True)]
    texts = {rule.column: _texts(rule, look, cells) for rule in shape.columns}
    nothing = [""] * len(look.rows)
    columns = [texts.get(column.name, nothing) for column in BY_NAME[shape.kind].columns]
    rows = tuple(zip(*columns, strict=True))
    for keep in shape.keep:
        if keep.cell.via or not RuleCells(keep.cell, look.header, NoTables()).places:
            continue
        values = _texts(keep.cell, look, cells)
        folded = (" ".join(value.casefold().split()) for value in values)
        stays = [(value in keep.values) != keep.other for value in folded]
        rows = tuple(row if stay else () for row, stay in zip(rows, stays, strict=True))
    return rows


def plain_columns(kind: str) -> tuple[PlainColumn, ...]:
    """Return the columns that a plain file of a kind can have, in order; none for no kind."""
    if kind not in BY_NAME:
        return ()
    found = BY_NAME[kind]
    return tuple(
        PlainColumn(column.name, column.name in found.needed, column_words(column.name))
        for column in found.columns
    )


def _recognised(told: Told, look: TableLook) -> list[Recognised]:
    table = told.table
    if not told.parts:
        proposal = told.proposal
        shape = proposal.shape if proposal is not None else None
        return [_of_shape(told, look, shape or NO_SHAPE, "")]
    profile = "" if told.profile == records.PROPOSED else told.profile
    return [_of_shape(told, look, _shape_of(part, table.header), profile) for part in told.parts]


def _of_shape(told: Told, look: TableLook, shape: TableShape, profile: str) -> Recognised:
    source, encoding = told.table.source, told.table.encoding
    proposal = told.proposal
    doubts = proposal.doubts if proposal is not None and not profile else ()
    about = told.table.rows_about
    kind = BY_NAME.get(shape.kind)
    return Recognised(
        source.name,
        shape.kind,
        encoding,
        _lines(source) if about is None else about,
        _preview(source, encoding) if about is None else _as_lines(look),
        profile,
        shape,
        look,
        tuple(column.name for column in kind.columns) if kind is not None else (),
        preview_mapping(look, shape),
        doubts,
    )


def _of_text(source: Source, kind: str) -> Recognised:
    return Recognised(source.name, kind, "utf-8", _lines(source), _preview(source, "utf-8"))


def _shape_of(part: Part, header: Sequence[str]) -> TableShape:
    return part.shape or plain_shape(part.kind, header)


def _look(told: Told, headers: frozenset[str]) -> TableLook:
    table = told.table
    rows = sample_of(table, headers, LOOK_ROWS)
    return TableLook(
        table.titles,
        table.header,
        tuple(tuple(cells) for _, cells in rows),
        tuple(number for number, _ in rows),
    )


def _texts(rule: ColumnRule, look: TableLook, cells: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the texts of a rule as far as one file tells them."""
    found = RuleCells(rule, look.header, NoTables())
    if rule.via and found.places:
        return found.written(cells)
    texts = found.of(cells, len(look.rows))
    if rule.constant not in _STAND_INS:
        return texts
    words = tr(_STAND_INS[rule.constant])
    return [words if text == rule.constant else text for text in texts]


def _lines(source: Source) -> int:
    """Return the number of lines below the header, of a long file as its start suggests."""
    with source.opened() as stream:
        start = stream.read(_SAMPLED)
        more = stream.read(1)
    breaks = start.count(b"\n")
    if more and breaks:
        breaks = round(_size(source) * breaks / len(start))
    elif start and not start.endswith((b"\n", b"\n\0")):
        breaks += 1
    return max(0, breaks - 1)


def _size(source: Source) -> int:
    """Return the bytes of a file, unpacked."""
    if source.member is None:
        return source.fingerprint[0]
    with source.told(), zipfile.ZipFile(source.path) as archive:
        return archive.getinfo(source.member).file_size


def _preview(source: Source, encoding: str) -> tuple[str, ...]:
    with source.opened() as stream:
        start = stream.read(_PREVIEW_BYTES)
    text = start.decode(encoding, "replace")
    return tuple(itertools.islice(text.splitlines(), PREVIEW_LINES))


def _as_lines(look: TableLook) -> tuple[str, ...]:
    """Return the first rows of a workbook's sheet as lines."""
    rows = (look.titles, *look.rows)
    return tuple(" | ".join(row) for row in rows[:PREVIEW_LINES])


def _no_table(paths: Sequence[Path]) -> KnownError:
    return KnownError(
        "nothing_known",
        noop('There is no file in "{file}" that this program knows.'),
        kept=noop("Nothing was imported."),
        do=noop("Name the files as in the manual, for example students.csv and record.csv."),
        file=paths[0].name if paths else "",
    )
