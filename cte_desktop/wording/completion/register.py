"""The register in words: what an entry is, where a serial stands, what changed, and its check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.register.entries import AwardState, Kind
from cte_desktop.wording.completion.awards import state_text
from cte_desktop.wording.papers import school_year_heading, term_with_year
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.register.changes import FrozenChange
    from cte_desktop.domain.completion.register.entries import FrozenRow
    from cte_desktop.domain.completion.register.sheet import RegisterCheck

KINDS = {
    Kind.AWARD: noop("Awarded"),
    Kind.WITHDRAWAL: noop("Taken back"),
    Kind.REVOCATION: noop("Revoked"),
    Kind.REISSUE: noop("Issued anew"),
}
CHANGED = {
    "legal_name": noop("Legal name"),
    "student_id": noop("Student id"),
    "school": noop("School"),
    "pathway": noop("Pathway"),
    "sector": noop("Sector"),
    "completed_in": noop("Completed in"),
}
NAMED_BROKEN = 5
"""Broken entries that are named by number; the others are counted."""


def kind_text(kind: Kind) -> str:
    """Return what an entry tells."""
    return tr(KINDS[kind])


def stands_text(state: AwardState, *, withheld: bool) -> str:
    """Return where a serial stands, and that its certificate is withheld."""
    if withheld and state is AwardState.IN_FORCE:
        return tr("in force, withheld")
    return tr("replaced") if state is AwardState.REISSUED else state_text(state.value)


def row_text(row: FrozenRow) -> str:
    """Return a semester: "Sports Medicine 2, fall 2026"."""
    return f"{row.title}, {term_with_year(row.school_year, row.term)}"


def change_text(change: FrozenChange, catalog: Catalog) -> str:
    """Return one change: "Legal name: Ana Rivera → Ana Núñez"."""
    if change.row is not None:
        what = row_text(change.row)
        then, now = (_with_school(text, catalog) for text in (change.then, change.now))
    else:
        what = tr(CHANGED[change.what])
        then, now = (_value(change.what, text) for text in (change.then, change.now))
    nothing = tr("nothing")
    return tr("{what}: {then} → {now}", what=what, then=then or nothing, now=now or nothing)


def reason_text(kind: Kind, reason: str) -> str:
    """Return the reason of an entry; undoing an award has none of its own."""
    return tr("The award was undone.") if kind is Kind.WITHDRAWAL and not reason else reason


def whole_text(entries: int) -> str:
    """Return that nothing is wrong with the register."""
    if not entries:
        return tr("The register is empty.")
    return trn(
        "The register is whole: {shown} entry",
        "The register is whole: {shown} entries",
        entries,
        shown=f"{entries:,}",
    )


def check_text(check: RegisterCheck) -> str:
    """Return whether the register is whole, or all that is wrong with it."""
    if check.is_whole:
        whole = whole_text(check.entries)
        return f"{whole.rstrip('.')}. {lost_text(check.lost)}" if check.lost else whole
    said = [lost_text(check.lost)] if check.lost else []
    if check.broken:
        said.append(_broken_text(check.broken))
    if check.end_missing:
        said.append(tr("Entries are missing at its end."))
    if check.awards_differ:
        said.append(tr("What is in force is not what its entries say."))
    if check.revocations_differ:
        said.append(tr("What is published as revoked is not what its entries say."))
    return " ".join((tr("The register was changed from outside."), *said))


def lost_text(lost: int) -> str:
    """Return that certificates are revoked without the register knowing it, and what helps."""
    return trn(
        "{shown} certificate was revoked or taken back on this computer after this database was "
        "saved, and counts as valid here. Join your last published list of keys.",
        "{shown} certificates were revoked or taken back on this computer after this database was "
        "saved, and count as valid here. Join your last published list of keys.",
        lost,
        shown=f"{lost:,}",
    )


def _broken_text(broken: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in broken[:NAMED_BROKEN])
    more = len(broken) - NAMED_BROKEN
    if more > 0:
        named = tr("{numbers} and {count} more", numbers=named, count=more)
    return trn(
        "Entry {numbers} is not as it was written.",
        "Entries {numbers} are not as they were written.",
        len(broken),
        numbers=named,
    )


def _value(what: str, text: str) -> str:
    return school_year_heading(int(text)) if what == "completed_in" and text else text


def _with_school(text: str, catalog: Catalog) -> str:
    """Return a mark with the school's name in place of its short one."""
    mark, _, school = text.partition(", ")
    found = catalog.find_school(school) if school else None
    return f"{mark}, {found.name}" if found is not None else text
