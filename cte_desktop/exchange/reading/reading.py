"""From paths to files that are ready to be read, in the order in which they must be taken."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.exchange.answers.answers import bare_numbers
from cte_desktop.exchange.files.encoding import chosen_encoding
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from cte_desktop.exchange.plain.columns import Row
from cte_desktop.exchange.plain.kinds import BY_NAME, KINDS, RECORD
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.plain.rule_names import rule_names
from cte_desktop.exchange.profiles.profile import PLAIN, Profile, TableShape
from cte_desktop.exchange.profiles.shipped import shipped_profiles
from cte_desktop.exchange.reading.checking import Cancel, Progress, Reading
from cte_desktop.exchange.reading.checking import Mapping as Mapped
from cte_desktop.exchange.reading.finding import Found, find, ignored
from cte_desktop.exchange.reading.telling import Choice, Told, tell
from cte_desktop.exchange.report import Reported
from cte_desktop.exchange.rows.course_answers import settle_bare_numbers
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.exchange.profiles.lookups import LookupTables

NO_SHAPES: Mapping[str, TableShape] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Readings:
    """The files of one call, in order, and what was left aside: (file name, entry).

    A file with rows of several kinds is read once for each. `profiles` are those that lay among
    the files: (file name, profile).
    """

    files: tuple[Reading, ...]
    ignored: tuple[tuple[str, Reported], ...]
    known: Known
    profiles: tuple[tuple[str, Profile], ...] = ()

    def batches(
        self, reading: Reading, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Iterator[list[Row]]:
        """Yield the rows of one file; take the files in order, since each teaches the next."""
        if reading.kind is RECORD and bare_numbers(self.known.answers):
            found = reading.texts(("course_code", "course_title"), self.known, cancel)
            pairs = {(code, title) for code, title in found}
            answers, catalog = self.known.answers, self.known.catalog
            self.known.answers = settle_bare_numbers(pairs, answers, catalog)
        return reading.batches(self.known, progress, cancel)


@dataclass(frozen=True, slots=True)
class Looked:
    """What lies at some paths and what each table of it is, before anything is read."""

    found: Found
    told: tuple[Told, ...]
    tables: LookupTables


def open_paths(
    paths: Sequence[Path],
    profile: str,
    encoding: str | None,
    known: Known,
    *,
    saved: Sequence[Profile] = (),
    shapes: Mapping[str, TableShape] = NO_SHAPES,
) -> Readings:
    """Find the known files among `paths` (files, folders, archives, workbooks); how to read them.

    `profile` is "" when each file is to be recognised by itself, `saved` are the district's own
    profiles, `shapes` what a person said of single files. Raises a wrong call for an unknown
    profile or encoding; a known error for a path that is missing, empty, unreadable or has nothing
    known in it.
    """
    looked = look_at(paths, profile, encoding, known, saved=saved, shapes=shapes)
    for path in paths:
        _require_something(path, looked)
    asked = encoding is not None
    files: list[Reading] = [
        RuleReading(rules.source, rules.kind, "utf-8", PLAIN) for rules in looked.found.rules
    ]
    left = list(looked.found.aside)
    for told in looked.told:
        files += _readings(told, looked.tables, asked=asked)
        name = told.table.source.name
        if told.looked_up:
            left.append((name, ignored(name, "lookup_file", taken=True)))
        elif told.beside:
            left.append((name, ignored(name, "beside_file", taken=True)))
        elif told.left_out:
            left.append((name, ignored(name, "left_out_file")))
        elif not told.parts:
            left.append((name, ignored(name)))
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    files.sort(key=lambda reading: order[reading.kind.name])
    profiles = tuple((one.source.name, one.profile) for one in looked.found.profiles)
    return Readings(tuple(files), tuple(left), known, profiles)


def look_at(
    paths: Sequence[Path],
    profile: str,
    encoding: str | None,
    known: Known,
    *,
    saved: Sequence[Profile] = (),
    shapes: Mapping[str, TableShape] = NO_SHAPES,
) -> Looked:
    """Return what lies at some paths, also what nobody can tell; arguments as of `open_paths`."""
    if not known.rules.subjects:
        known.rules = rule_names(read_shipped_rules())
    chosen = chosen_encoding(encoding) if encoding else None
    shipped = shipped_profiles()
    found = find(paths, chosen, (*saved, *shipped))
    brought = tuple(one.profile for one in found.profiles)
    choice = Choice(profile, (*brought, *saved), shipped, shapes)
    if profile not in {"", PLAIN} and not choice.profiles:
        names = (PLAIN, *(one.name for one in (*choice.saved, *shipped)))
        raise _unknown_profile(profile, names)
    told, tables = tell(found, choice, known.catalog)
    return Looked(found, tuple(told), tables)


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


def _readings(told: Told, tables: LookupTables, *, asked: bool) -> list[Reading]:
    table = told.table
    return [
        Reading(
            table.source,
            part.kind,
            table.encoding,
            told.profile,
            asked=asked,
            mapping=None if part.shape is None else Mapped(part.shape, tables),
            headers=tables.headers,
        )
        for part in told.parts
    ]


def _require_something(path: Path, looked: Looked) -> None:
    """Raise a known error for a path at which nothing is known."""
    found = looked.found
    here = [told for told in looked.told if told.table.path == path]
    if path in {*(one.path for one in found.rules), *(one.path for one in found.profiles)}:
        return
    if any(told.parts or told.looked_up or told.left_out for told in here):
        return
    raise _nothing_known(path, here[0] if len(here) == 1 and not path.is_dir() else None)


def _unknown_profile(profile: str, names: Sequence[str]) -> WrongCall:
    return WrongCall(
        "unknown_profile",
        noop('There is no profile "{profile}".'),
        do=noop("The profiles are: {profiles}."),
        profile=profile,
        profiles=", ".join(dict.fromkeys(names)),
    )


def _nothing_known(path: Path, told: Told | None) -> KnownError:
    """Return the error of a path without a known file; a folder's name reads as a word: quoted."""
    in_folder = noop('There is no file in "{file}" that this program knows.')
    in_file = noop("There is no file in {file} that this program knows.")
    do, named = _what_lacks(told)
    return KnownError(
        "nothing_known",
        in_folder if path.is_dir() else in_file,
        kept=noop("Nothing was imported."),
        do=do,
        file=path.name or str(path),
        **named,
    )


def _what_lacks(told: Told | None) -> tuple[str, dict[str, str]]:
    """Return what to do about a file that is nearly known, and what its sentence names."""
    proposal = told.proposal if told is not None else None
    if proposal is None or proposal.shape is None:
        return noop("Name the files as in the manual, for example students.csv and record.csv."), {}
    kind = BY_NAME[proposal.shape.kind].file
    if proposal.missing:
        return (
            noop(
                "It looks like {kind}, but no column was found for {columns}. Say in the window "
                "where they come from, or name the profile that fits."
            ),
            {"kind": kind, "columns": ", ".join(proposal.missing)},
        )
    return (
        noop(
            "It looks like {kind}, but a person must look: {doubt} Say in the window how it is "
            "read, or name the profile that fits."
        ),
        {"kind": kind, "doubt": proposal.doubts[0]},
    )


def _bad_rules(name: str) -> KnownError:
    return KnownError(
        "bad_rules",
        noop("{file} can't be read: it is not written as TOML."),
        kept=noop("Nothing was imported."),
        do=noop("Correct the file, or take it out of the folder."),
        file=name,
    )
