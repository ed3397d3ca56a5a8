"""The rows of the lists of sign-ups, what they can be narrowed to, and what occurs in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.services.sign_ups.listing import changed, interested, not_signed_up
from cte_desktop.ui.row_search import fold
from cte_desktop.wording.suggestions import more_text, suggestion_line

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.suggestions import Suggestion
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sign_ups.listing import (
        Changed,
        Interested,
        NotSignedUp,
        StudentRow,
    )

NOT_SIGNED_UP, INTERESTED, CHANGED = range(3)
"""The lists, in the order of their switch."""


@dataclass(frozen=True, slots=True)
class SignUpLine:
    """A row of one of the lists; of `none`, `interest` and `change` it has its list's alone.

    `pathways` are those that it can be narrowed to. `suggested` is None until it is worked out, and
    `suggestion` the one that is shown, in a line.
    """

    student: StudentRow
    number: int
    pathways: tuple[str, ...] = ()
    none: NotSignedUp | None = None
    interest: Interested | None = None
    change: Changed | None = None
    suggested: tuple[str, ...] | None = None
    suggestion: str = ""

    @property
    def key(self) -> Hashable:
        """Return what names the row across readings."""
        return (self.student.uid, self.number)


@dataclass(frozen=True, slots=True)
class SignUpNarrowing:
    """What a list is narrowed to; None means all."""

    school: str | None = None
    grade_level: int | None = None
    pathway: str | None = None

    def is_wide(self) -> bool:
        """Say whether nobody is left out."""
        return self == SignUpNarrowing()

    def test(self) -> Callable[[SignUpLine], bool] | None:
        """Return the test of a row for `TableModel.keep`; None when nobody is left out."""
        return None if self.is_wide() else self._keeps

    def _keeps(self, line: SignUpLine) -> bool:
        return (
            self.school in {None, line.student.school_name}
            and self.grade_level in {None, line.student.grade_level}
            and (self.pathway is None or self.pathway in line.pathways)
        )


@dataclass(frozen=True, slots=True)
class SignUpLists:
    """The rows of each list, and what occurs in any of them."""

    rows: tuple[tuple[SignUpLine, ...], ...]
    schools: tuple[str, ...]
    grade_levels: tuple[int, ...]
    pathways: tuple[str, ...]
    school_year: int


def read_lists(desk: Desk, school_year: int) -> SignUpLists:
    """Read all three lists; runs away from the window's thread."""
    none = tuple(SignUpLine(one.student, 0, one.interests, none=one) for one in not_signed_up(desk))
    interest = tuple(
        SignUpLine(one.student, number, (one.pathway,), interest=one)
        for number, one in enumerate(interested(desk))
    )
    change = tuple(
        SignUpLine(one.student, number, (one.enrollment.pathway, *one.left), change=one)
        for number, one in enumerate(changed(desk, school_year))
    )
    every = (*none, *interest, *change)
    for line in every:
        fold(line.student.name_key)  # remembered there, away from the window's thread
    return SignUpLists(
        (none, interest, change),
        _sorted({line.student.school_name for line in every}),
        tuple(sorted({line.student.grade_level for line in every})),
        tuple(sorted(desk.catalog().pathway_by_name, key=str.casefold)),
        school_year,
    )


def with_suggestions(
    line: SignUpLine,
    suggestions: Sequence[Suggestion],
    catalog: Catalog,
    wanted: str | None = None,
) -> SignUpLine:
    """Return the row with what is suggested to its student: the wanted pathway, else the first."""
    names = tuple(one.pathway for one in suggestions)
    said = ""
    if suggestions:
        shown = next((one for one in suggestions if one.pathway == wanted), suggestions[0])
        said = suggestion_line(shown, line.student.school, catalog)
        more = more_text(len(names) - 1)
        said = f"{said}  ·  {more}" if more else said
    interests = line.none.interests if line.none is not None else ()
    pathways = tuple(dict.fromkeys((*interests, *names)))
    return replace(line, suggested=names, suggestion=said, pathways=pathways)


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (not text, text.casefold())))
