"""What each table of a call is: plain, a table of some system's profile, or a proposal.

Without a named profile a plain header decides first, then the saved profiles, then the shipped
ones, then what the columns seem to be. A file with a plain name that fits nothing is taken as that
plain file, so that its report says what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from cte_desktop.exchange.plain.columns import Kind
from cte_desktop.exchange.plain.kinds import BY_FILE, BY_NAME, RULE_KINDS, TABLES
from cte_desktop.exchange.profiles.fitting import Fit, best_fit, fits
from cte_desktop.exchange.profiles.lookups import LookupTables, OtherTable, is_named, stem_of
from cte_desktop.exchange.profiles.profile import (
    PLAIN,
    PROPOSED,
    ColumnRule,
    Profile,
    TableShape,
)
from cte_desktop.exchange.profiles.proposing import Proposal, propose
from cte_desktop.exchange.profiles.rule_texts import lookups_of
from cte_desktop.exchange.tables.tables import open_table

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.exchange.reading.finding import Found, FoundTable
    from cte_desktop.exchange.tables.csv_rows import Cells

LOOKED_AT = 60  # rows from which a proposal is made


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one kind in a table; no shape: they are plain as they stand."""

    kind: Kind
    shape: TableShape | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a table is; no parts: nobody can tell, or it is not to be read.

    `proposal` is there for a table that neither a plain header nor a profile fits.
    """

    table: FoundTable
    profile: str = ""
    parts: tuple[Part, ...] = ()
    proposal: Proposal | None = None
    left_out: bool = False  # as a person chose
    looked_up: bool = False  # other tables look things up in it
    beside: bool = False  # it comes along with the others and holds nothing for us


@dataclass(frozen=True, slots=True)
class Choice:
    """What the caller says: the profiles in their order, and what a person decided.

    `profile` names the one whose tables are meant; "" leaves it open, `PLAIN` allows no other.
    `shapes` are what a person said of single files, by their names.
    """

    profile: str
    saved: tuple[Profile, ...]
    shipped: tuple[Profile, ...]
    shapes: Mapping[str, TableShape]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Return the profiles that count."""
        every = (*self.saved, *self.shipped)
        if not self.profile:
            return every
        return next(((one,) for one in every if one.name == self.profile), ())


def tell(found: Found, choice: Choice, catalog: Catalog) -> tuple[list[Told], LookupTables]:
    """Return what each table is, in the order found, and the tables to look things up in."""
    tables = LookupTables(
        [OtherTable(one.source, one.encoding, one.header) for one in found.tables], found.headers
    )
    fitting = [_fits(table, choice) for table in found.tables]
    count = Counter(fit.profile for fit in chain.from_iterable(fitting))
    liked = [name for name, _ in count.most_common()]
    told = [
        _first(table, each, choice, liked)
        for table, each in zip(found.tables, fitting, strict=True)
    ]
    wanted = [lookups_of(part.shape) for one in told for part in one.parts if part.shape]
    used = set(tables.used(chain.from_iterable(wanted)))
    beside = _beside(told, choice)
    last = [
        one
        if one.parts or one.left_out
        else _last(one.table, choice, found.headers, catalog, looked_up=one.table.source in used)
        for one in told
    ]
    return [
        replace(one, beside=True)
        if is_named(stem_of(one.table.source), beside) and not one.parts
        else one
        for one in last
    ], tables


def _beside(told: Sequence[Told], choice: Choice) -> tuple[str, ...]:
    """Return the names of files that come along with those that some profile fits."""
    used = {one.profile for one in told if one.parts}
    return tuple(name for one in choice.profiles if one.name in used for name in one.beside)


def plain_shape(kind: Kind, header: Sequence[str]) -> TableShape:
    """Return the shape that a plain table has: each of its columns is what its header says."""
    rules = (ColumnRule(c.name, (c.name,)) for c in kind.columns if c.name in header)
    return TableShape(kind.name, columns=tuple(rules))


def sample_of(table: FoundTable, headers: frozenset[str], most: int) -> list[tuple[int, Cells]]:
    """Return the first rows of a table with their numbers."""
    opened = open_table(table.source, table.encoding, headers, start_only=True)
    with closing(opened):
        rows = (zip(raw.numbers, raw.rows, strict=True) for raw in opened.batches())
        filled = (row for row in chain.from_iterable(rows) if any(map(str.strip, row[1])))
        return list(islice(filled, most))


def _fits(table: FoundTable, choice: Choice) -> list[Fit]:
    if choice.profile == PLAIN or table.source.name in choice.shapes:
        return []
    return fits(choice.profiles, table.header, stem_of(table.source))


def _first(table: FoundTable, fitting: list[Fit], choice: Choice, liked: list[str]) -> Told:
    """Return what a table is if something is whole: a person's shape, plain, or a profile."""
    shape = choice.shapes.get(table.source.name)
    if shape is not None:
        return _as_said(table, shape, choice)
    plain = _whole_plain(table)
    if choice.profile in {"", PLAIN} and plain is not None:
        return Told(table, PLAIN, (Part(plain),))
    saved = {profile.name for profile in choice.saved}
    ours = [fit for fit in fitting if fit.profile in saved]
    best = best_fit(ours, liked) or best_fit(fitting, liked)
    if best is not None:
        return Told(table, best.profile, _parts(best))
    return Told(table, PLAIN, (Part(plain),)) if plain is not None else Told(table)


def _last(
    table: FoundTable,
    choice: Choice,
    headers: frozenset[str],
    catalog: Catalog,
    *,
    looked_up: bool,
) -> Told:
    """Return what a table is that nothing fits whole."""
    if choice.profile not in {"", PLAIN}:
        loose = fits(choice.profiles, table.header, stem_of(table.source), whole=False)
        best = best_fit(loose)
        if best is not None:
            return Told(table, best.profile, _parts(best))
    if looked_up:
        return Told(table, looked_up=True)
    proposal = None
    if not choice.profile:
        rows = [cells for _, cells in sample_of(table, headers, LOOKED_AT)]
        proposal = propose(table.header, rows, titles=table.titles, catalog=catalog)
        if proposal.is_sure and proposal.shape is not None:
            kind = BY_NAME[proposal.shape.kind]
            return Told(table, PROPOSED, (Part(kind, proposal.shape),), proposal)
    named = _kind_by_name(table)
    if named is not None:
        return Told(table, PLAIN, (Part(named),), proposal)
    return Told(table, proposal=proposal)


def _as_said(table: FoundTable, shape: TableShape, choice: Choice) -> Told:
    """Return a table as a person said; what is plain all the same is read as plain."""
    kind = BY_NAME.get(shape.kind)
    if kind is None or kind in RULE_KINDS:
        return Told(table, left_out=True)
    if _stands(shape, kind, table.header):
        return Told(table, PLAIN, (Part(kind),))
    every = (*choice.saved, *choice.shipped)
    profile = next((one.name for one in every if shape in one.tables), PROPOSED)
    return Told(table, profile, (Part(kind, shape),))


def _stands(shape: TableShape, kind: Kind, header: Sequence[str]) -> bool:
    """Tell whether a shape takes every plain column of a header as it stands, and nothing else."""
    if shape.keep or shape.once:
        return False
    return not shape.columns or set(shape.columns) == set(plain_shape(kind, header).columns)


def _parts(fit: Fit) -> tuple[Part, ...]:
    return tuple(Part(BY_NAME[shape.kind], shape) for shape in fit.shapes)


def _whole_plain(table: FoundTable) -> Kind | None:
    """Return the kind whose needed columns are all there: by its name, else the best by header."""
    present = set(table.header)
    named = _kind_by_name(table)
    if named is not None and present.issuperset(named.needed):
        return named
    whole = [kind for kind in TABLES if present.issuperset(kind.needed)]
    known = {kind: len(present.intersection(c.name for c in kind.columns)) for kind in whole}
    return max(whole, key=known.__getitem__) if whole else None


def _kind_by_name(table: FoundTable) -> Kind | None:
    kind = BY_FILE.get(f"{stem_of(table.source)}.csv")
    return kind if kind in TABLES else None
