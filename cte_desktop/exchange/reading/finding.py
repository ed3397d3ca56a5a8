"""What lies at some paths: tables opened up to their header, rules, profiles, and what is none.

What each table is, `telling.py` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from cte_desktop.exchange.files import archive
from cte_desktop.exchange.files.encoding import detect
from cte_desktop.exchange.files.source import Source, fingerprint, unreadable
from cte_desktop.exchange.plain.columns import Kind
from cte_desktop.exchange.plain.kinds import BY_FILE, RULE_KINDS
from cte_desktop.exchange.profiles.fitting import headers_of
from cte_desktop.exchange.profiles.profile import Profile
from cte_desktop.exchange.profiles.profile_file import MOST_BYTES, is_profile, profile_of
from cte_desktop.exchange.report import Reported, reported
from cte_desktop.exchange.tables.tables import open_table, sheets_of
from cte_desktop.system.errors import KnownError

TABLE_ENDINGS = (".csv", ".txt", ".tsv", ".tab")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
PROFILE_ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table among the files, and the path that a person gave for it.

    `named`: that path is the file itself, so that somebody means it to be read.
    """

    source: Source
    encoding: str
    header: tuple[str, ...]
    titles: tuple[str, ...]
    path: Path
    named: bool
    rows_about: int | None  # as far as its start tells


@dataclass(frozen=True, slots=True)
class FoundRules:
    """A file of rules."""

    source: Source
    kind: Kind
    path: Path


@dataclass(frozen=True, slots=True)
class FoundProfile:
    """A file with a profile, which is used in the same call already."""

    source: Source
    profile: Profile
    path: Path


@dataclass(slots=True)
class Found:
    """Everything that lies at some paths."""

    tables: list[FoundTable] = field(default_factory=list)
    rules: list[FoundRules] = field(default_factory=list)
    profiles: list[FoundProfile] = field(default_factory=list)
    aside: list[tuple[str, Reported]] = field(default_factory=list)
    headers: frozenset[str] = frozenset()  # known ones, which tell the delimiter


def find(paths: Sequence[Path], encoding: str | None, profiles: Sequence[Profile]) -> Found:
    """Open what lies at some paths; `profiles` are the known ones, `encoding` what was asked for.

    Raises a known error for a path that is missing or unreadable, and for a file that is meant to
    be read and can't be.
    """
    found = Found()
    waiting: list[tuple[Source, Path, bool]] = []
    given: list[tuple[Source, Path, bool]] = []
    for path in paths:
        sources, named = _sources(path, found)
        given += [(source, path, named) for source in sources]
    apart = _told_apart([source for source, _, _ in given])
    for source, (_, path, named) in zip(apart, given, strict=True):
        kind = BY_FILE.get(source.file_name)
        if kind in RULE_KINDS:
            found.rules.append(FoundRules(source, kind, path))
        elif (profile := _profile_in(source)) is not None:
            found.profiles.append(FoundProfile(source, profile, path))
        else:
            waiting.append((source, path, named))
    found.headers = headers_of((*(one.profile for one in found.profiles), *profiles))
    for source, path, named in waiting:
        _open(source, path, encoding, found, named=named)
    return found


def ignored(name: str, code: str = "ignored_file", *, taken: bool = False) -> Reported:
    """Return the entry of a file that is none of the known ones, or of what is no file."""
    return reported(None, code, value=name, taken=taken)


def _sources(path: Path, found: Found) -> tuple[list[Source], bool]:
    """Return the files that a path names, and whether it is one file: itself.

    What lies in a folder and is no file is noted.
    """
    if not path.is_dir():
        return _of_one_file(path)
    try:
        inside = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        files = [Source(one, one.name, None, fingerprint(one)) for one in inside if one.is_file()]
        others = [(one.name, one.is_dir()) for one in inside if not one.is_file()]
    except OSError as error:
        raise unreadable(path.name) from error
    for name, is_folder in others:
        found.aside.append((name, ignored(name, "ignored_folder" if is_folder else "ignored_link")))
    return files, False


def _of_one_file(path: Path) -> tuple[list[Source], bool]:
    source = Source(path, path.name, None, fingerprint(path))
    if not path.is_file():  # a device or a pipe: opening it could wait for ever
        raise unreadable(path.name)
    is_rules = BY_FILE.get(source.file_name) in RULE_KINDS  # by its name: read once, later
    if is_rules or source.is_workbook or not archive.is_archive(path):
        return [source], True
    return [m for m in archive.members(path) if not m.file_name.startswith(".")], False


def _told_apart(sources: Sequence[Source]) -> list[Source]:
    """Return the files with names of their own: the folder in front where two have the same.

    What a person says of a file is kept by its name. A file that was given twice keeps one name.
    """
    folders = [0] * len(sources)
    while True:
        names = [_name_in(source, most) for source, most in zip(sources, folders, strict=True)]
        owners: dict[str, set[tuple[Path, str | None]]] = {}
        for source, name in zip(sources, names, strict=True):
            owners.setdefault(name, set()).add((source.path.absolute(), source.member))
        same = [
            place
            for place, name in enumerate(names)
            if len(owners[name]) > 1
            and folders[place] < len(sources[place].path.absolute().parent.parts)
        ]
        if not same:
            return [replace(one, name=name) for one, name in zip(sources, names, strict=True)]
        for place in same:
            folders[place] += 1


def _name_in(source: Source, folders: int) -> str:
    """Return the name of a file with so many of its folders in front."""
    if not folders:
        return source.name
    inside = source.path.absolute().parent.parts[-folders:]
    return "/".join((*(part.strip("\\/") for part in inside), source.name))


def _profile_in(source: Source) -> Profile | None:
    """Return the profile in a TOML file; a known error for one that can't be used."""
    if not source.file_name.endswith(PROFILE_ENDING):
        return None
    with source.opened() as stream:
        content = stream.read(MOST_BYTES + 1)
    return profile_of(content, source.name) if is_profile(content) else None


def _open(source: Source, path: Path, encoding: str | None, found: Found, *, named: bool) -> None:
    """Open the tables of one file; one that nobody named and that can't be read is left aside."""
    ours = source.file_name in BY_FILE
    if not (named or ours or source.file_name.endswith((*TABLE_ENDINGS, *WORKBOOK_ENDINGS))):
        found.aside.append((source.name, ignored(source.name)))
        return
    try:
        sheets = sheets_of(source)
        for table in sheets.tables:
            alone = named and len(sheets.tables) == 1
            found.tables.append(_opened(table, path, encoding, found.headers, named=alone))
    except KnownError as error:
        if named or ours:
            raise
        why = Reported(None, "", source.name, "ignored_file", error.text, error.do, taken=False)
        found.aside.append((source.name, why))
        return
    for title in sheets.hidden:
        name = f"{source.name}/{title}"
        found.aside.append((name, ignored(name, "ignored_sheet")))


def _opened(
    source: Source, path: Path, encoding: str | None, headers: frozenset[str], *, named: bool
) -> FoundTable:
    chosen = (source.format() if source.sheet is not None else "") or encoding or detect(source)
    with closing(open_table(source, chosen, headers, start_only=True)) as table:
        return FoundTable(
            source,
            chosen,
            tuple(table.header),
            tuple(table.titles),
            path,
            named,
            table.rows_about,
        )
