"""From paths to files that are ready to be read, in the order in which they must be taken."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cte_desktop.exchange import archive
from cte_desktop.exchange.catalog import read_shipped_rules
from cte_desktop.exchange.checking import Cancel, Progress, Reading, ignored
from cte_desktop.exchange.columns import Kind, Row
from cte_desktop.exchange.csv_rows import Sheet
from cte_desktop.exchange.encoding import chosen_encoding, detect, read_as
from cte_desktop.exchange.kinds import BY_FILE, HEADERS, KINDS, RULE_KINDS, TABLES
from cte_desktop.exchange.known import Known
from cte_desktop.exchange.report import Reported
from cte_desktop.exchange.rule_names import rule_names
from cte_desktop.exchange.source import Source, fingerprint, unreadable
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

PROFILES = (
    "plain",
    "oneroster-1.1",
    "oneroster-1.2",
    "powerschool",
    "aeries",
    "infinite-campus",
    "coc",
)
TABLE_ENDINGS = (".csv", ".txt", ".tsv")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Readings:
    """The files of one call, in order, and what was left aside: (file name, entry)."""

    files: tuple[Reading, ...]
    ignored: tuple[tuple[str, Reported], ...]
    known: Known

    def batches(
        self, reading: Reading, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Iterator[list[Row]]:
        """Yield the rows of one file; take the files in order, since each teaches the next."""
        return reading.batches(self.known, progress, cancel)


def open_paths(paths: Sequence[Path], profile: str, encoding: str | None, known: Known) -> Readings:
    """Find the known files among `paths` (files, folders, zip archives) and how to read them.

    Raises a wrong call for an unknown profile or encoding; a known error for a path that is
    missing, empty, unreadable or has nothing known in it.
    """
    _require_plain(profile)
    if not known.rules.subjects:
        known.rules = rule_names(read_shipped_rules())
    chosen = chosen_encoding(encoding) if encoding else None
    files: list[Reading] = []
    left: list[tuple[str, Reported]] = []
    for path in paths:
        named = path.is_file() and not archive.is_archive(path)
        found = 0
        sources, aside = _sources(path)
        left += aside
        for source in sources:
            kind = _kind_of(source, chosen, must_be_known=named)
            if kind is None:
                left.append((source.name, ignored(source.name)))
            else:
                found += 1
                files.append(_reading(source, kind, chosen, profile))
        if not found:
            raise _nothing_known(path)
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    files.sort(key=lambda reading: order[reading.kind.name])
    return Readings(tuple(files), tuple(left), known)


class RuleReading(Reading):
    """A file of rules: one row whose value is its document, as TOML gives it.

    `document` may be set by who has read and checked the file already; it isn't read again then.
    """

    document: dict[str, Any] | None = None

    def batches(
        self, known: Known, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Iterator[list[Row]]:
        """Yield the one row; a known error when the text is no TOML."""
        if cancel is not None:
            cancel()
        tables = self._read() if self.document is None else self.document
        known.rules = known.rules.with_document(self.kind.name, tables)
        self.rows = 1
        if progress is not None:
            progress(1)
        row: tuple[Any, ...] = (tables, 1)  # the one value that is no cell of a table
        yield [row]
        self.source.ensure_unchanged()

    def _read(self) -> dict[str, Any]:
        with self.source.opened() as stream:
            content = stream.read()
        try:
            return tomllib.loads(content.decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise _bad_rules(self.name) from error


def _require_plain(profile: str) -> None:
    if profile == "plain":
        return
    if profile in PROFILES:
        raise WrongCall(
            "not_in_this_version",
            noop('The profile "{profile}" is not in this version.'),
            do=noop("Import the plain files."),
            profile=profile,
        )
    raise WrongCall(
        "unknown_profile",
        noop('There is no profile "{profile}".'),
        do=noop("The profiles are: {profiles}."),
        profile=profile,
        profiles=", ".join(PROFILES),
    )


def _sources(path: Path) -> tuple[list[Source], list[tuple[str, Reported]]]:
    """Return the files that a path names: itself, those of a folder or of an archive.

    Besides, what lies in the folder and is no file, each with its entry.
    """
    if not path.is_dir():
        return _of_one_file(path), []
    try:
        inside = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        files = [Source(one, one.name, None, fingerprint(one)) for one in inside if one.is_file()]
        others = [(one.name, one.is_dir()) for one in inside if not one.is_file()]
    except OSError as error:
        raise unreadable(path.name) from error
    return files, [
        (name, ignored(name, "ignored_folder" if is_folder else "ignored_link"))
        for name, is_folder in others
    ]


def _of_one_file(path: Path) -> list[Source]:
    state = fingerprint(path)
    if not path.is_file():  # a device or a pipe: opening it could wait for ever
        raise unreadable(path.name)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise archive.workbook(path.name)
    if archive.is_archive(path):
        return [m for m in archive.members(path) if not m.file_name.startswith(".")]
    return [Source(path, path.name, None, state)]


def _kind_of(source: Source, encoding: str | None, *, must_be_known: bool) -> Kind | None:
    """Return the kind of a file by its name, else by its header; None when it is none."""
    kind = BY_FILE.get(source.file_name)
    if kind is not None:
        return kind
    if not must_be_known and not source.file_name.endswith(TABLE_ENDINGS):
        return None
    try:
        found = encoding or detect(source)
        with (
            read_as(source, found),
            source.opened() as stream,
            closing(Sheet(stream, found, HEADERS)) as sheet,
        ):
            header = sheet.header
    except KnownError:
        if must_be_known:
            raise
        return None
    return _kind_by_header(header)


def _kind_by_header(header: list[str]) -> Kind | None:
    """Return the kind that needs no column besides these and knows the most of them."""
    present = set(header)
    best: tuple[int, Kind] | None = None
    for kind in TABLES:
        if not present.issuperset(kind.needed):
            continue
        known = len(present.intersection(c.name for c in kind.columns))
        if best is None or known > best[0]:
            best = (known, kind)
    return best[1] if best else None


def _reading(source: Source, kind: Kind, encoding: str | None, profile: str) -> Reading:
    if kind in RULE_KINDS:
        return RuleReading(source, kind, "utf-8", profile)
    if encoding is not None:
        return Reading(source, kind, encoding, profile, asked=True)
    return Reading(source, kind, detect(source), profile)


def _nothing_known(path: Path) -> KnownError:
    """Return the error of a path without a known file; a folder's name reads as a word: quoted."""
    in_folder = noop('There is no file in "{file}" that this program knows.')
    in_file = noop("There is no file in {file} that this program knows.")
    return KnownError(
        "nothing_known",
        in_folder if path.is_dir() else in_file,
        kept=noop("Nothing was imported."),
        do=noop("Name the files as in the manual, for example students.csv and record.csv."),
        file=path.name or str(path),
    )


def _bad_rules(name: str) -> KnownError:
    return KnownError(
        "bad_rules",
        noop("{file} can't be read: it is not written as TOML."),
        kept=noop("Nothing was imported."),
        do=noop("Correct the file, or take it out of the folder."),
        file=name,
    )
