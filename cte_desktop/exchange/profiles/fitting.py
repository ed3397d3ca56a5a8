"""Which tables of which profile a file is, by its header and its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cte_desktop.exchange.plain.kinds import BY_NAME, HEADERS
from cte_desktop.exchange.profiles.lookups import is_named
from cte_desktop.exchange.profiles.profile import Profile, TableShape, alternatives
from cte_desktop.exchange.profiles.rule_texts import places_of

Score = tuple[int, bool, int]  # marks, whether the name is expected, columns


@dataclass(frozen=True, slots=True)
class Fit:
    """A file as some tables of one profile: mostly one, or one for each kind of its rows."""

    profile: str
    shapes: tuple[TableShape, ...]
    score: Score


def fits(
    profiles: Iterable[Profile], header: Sequence[str], stem: str, *, whole: bool = True
) -> list[Fit]:
    """Return what each profile makes of a file, in the order of the profiles.

    In one profile the table with the most marks is taken, then the one whose name is expected, then
    the one with the most columns. `whole`: only tables whose needed columns are all there.
    """
    found = []
    for profile in profiles:
        scored = [
            (score, shape)
            for shape in profile.tables
            if (score := score_of(shape, header, stem, whole=whole)) is not None
        ]
        if not scored:
            continue
        best, chosen = max(scored, key=lambda one: one[0])
        alike: dict[str, TableShape] = {}
        for _, shape in scored:
            if (shape.marks, shape.files) == (chosen.marks, chosen.files):
                alike.setdefault(shape.kind, shape)
        found.append(Fit(profile.name, tuple(alike.values()), best))
    return found


def best_fit(found: Sequence[Fit], favourites: Sequence[str] = ()) -> Fit | None:
    """Return the best of some fits; of equals the one of the profile that most files fit."""

    def worth(fit: Fit) -> tuple[Score, int]:
        liked = favourites.index(fit.profile) if fit.profile in favourites else len(favourites)
        return fit.score, -liked

    return max(found, key=worth) if found else None


def score_of(
    shape: TableShape, header: Sequence[str], stem: str, *, whole: bool = True
) -> Score | None:
    """Return how well a file fits a table; None if it doesn't."""
    named = is_named(stem, shape.files)
    if not all(any(one in header for one in mark) for mark in shape.marks):
        return None
    if not shape.marks and not named:
        return None
    if whole and lacking(shape, header):
        return None
    columns = sum(1 for rule in shape.columns if places_of(rule, header))
    return len(shape.marks), named, columns


def lacking(shape: TableShape, header: Sequence[str]) -> tuple[str, ...]:
    """Return the needed plain columns that a shape can't fill from a header."""
    kind = BY_NAME.get(shape.kind)
    if kind is None:
        return ()
    filled = {
        r.column for r in shape.columns if not r.sources or r.constant or places_of(r, header)
    }
    return tuple(name for name in kind.needed if name not in filled)


def headers_of(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return every header that the plain files and some profiles know: they tell the delimiter."""
    found: set[str] = set(HEADERS)
    for profile in profiles:
        for shape in profile.tables:
            found.update(one for mark in shape.marks for one in mark)
            found.update(headers_used(shape))
    return frozenset(found)


def headers_used(shape: TableShape) -> frozenset[str]:
    """Return the headers of its own file that a shape's rules name, alternatives one by one."""
    rules = (*shape.columns, *(keep.cell for keep in shape.keep))
    named = [one for rule in rules for source in rule.sources for one in alternatives(source)]
    named += [one for header in shape.once for one in alternatives(header)]
    named += [one for rule in rules for one in rule.lasts]
    return frozenset(named)
