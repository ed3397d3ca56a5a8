"""One entry of the register in full, the line of reissues that it stands in, and the whole check.

What a certificate issued anew would say is shown before it is issued.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.register.changes import (
    FrozenChange,
    changes_between,
    changes_of_record,
)
from cte_desktop.domain.completion.register.entries import (
    AwardState,
    frozen_of,
)
from cte_desktop.domain.completion.register.sheet import RegisterCheck
from cte_desktop.services.awards.awarding import award_of_serial, completed_now
from cte_desktop.services.awards.registering import RegisterLine, Wanted, lines_of
from cte_desktop.storage.certificates import candidates
from cte_desktop.storage.certificates.lost_endings import lost_endings
from cte_desktop.storage.certificates.register import (
    entries_numbered,
    entries_of_serial,
    load_entries,
)
from cte_desktop.storage.certificates.wholeness import register_check, require_whole
from cte_desktop.storage.pathway_files import pathway_files

if TYPE_CHECKING:
    from cte_desktop.domain.completion.register.entries import Entry, Frozen
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The entries that are wanted, and the check of all."""

    lines: tuple[RegisterLine, ...]
    check: RegisterCheck


@dataclass(frozen=True, slots=True)
class RegisterDetail:
    """What stands beside one entry.

    `story` are all entries about the certificate and those before and after it in the line of
    reissues, oldest first; `changes` is how the record says otherwise now; `is_there` whether the
    student is in the database.
    """

    line: RegisterLine
    story: tuple[RegisterLine, ...]
    changes: tuple[FrozenChange, ...]
    is_there: bool


@dataclass(frozen=True, slots=True)
class ReissuePreview:
    """What a certificate issued anew would say; `now` is None when completion isn't proven now."""

    serial: str
    then: Frozen
    now: Frozen | None
    changes: tuple[FrozenChange, ...]


def view_register(desk: Desk, wanted: Wanted | None = None) -> RegisterView:
    """Return the entries that are wanted, oldest first, and whether the register is whole."""
    with desk.database.reading() as tx:
        entries = load_entries(tx)
        check = replace(register_check(tx, entries), lost=lost_endings(tx))
        lines = lines_of(desk, tx, entries, wanted or Wanted())
    return RegisterView(lines, check)


def check_register(desk: Desk) -> RegisterCheck:
    """Return whether the register is as it was written."""
    with desk.database.reading() as tx:
        return replace(register_check(tx), lost=lost_endings(tx))


def detail_of(desk: Desk, number: int) -> RegisterDetail | None:
    """Return what stands beside the entry of that number, None when there is none."""
    catalog = desk.district().catalog
    with desk.database.reading() as tx:
        entries = _line_of_reissues(tx, number)
        story = lines_of(desk, tx, entries, Wanted())
        line = next((one for one in story if one.number == number), None)
        if line is None:
            return None
        keys = candidates.keys_of(tx, (line.student_uid,))
        files = [file for _key, file in pathway_files(tx, tuple(keys.values()), catalog)]
    in_force = line.state is AwardState.IN_FORCE
    changes = changes_of_record(line.decided, files[0]) if files and in_force else ()
    return RegisterDetail(line, story, changes, bool(files))


def preview_reissue(desk: Desk, serial: str) -> ReissuePreview:
    """Return what issuing a certificate anew would change; a wrong call for an unknown serial."""
    catalog = desk.district().catalog
    with desk.database.reading() as tx:
        require_whole(tx)
        old = award_of_serial(tx, serial)
        then = entries_numbered(tx, (old.entry,))[old.entry].frozen
        completed = completed_now(desk, tx, old)
    now = frozen_of(completed, catalog) if completed is not None else None
    return ReissuePreview(
        old.serial, then, now, changes_between(then, now) if now is not None else ()
    )


def _line_of_reissues(tx: Transaction, number: int) -> tuple[Entry, ...]:
    """Return all entries of the line in which an entry stands: each in place of the one before.

    Whatever somebody wrote into the register, each serial is looked at once.
    """
    found = entries_numbered(tx, (number,))
    waiting = [entry.serial for entry in found.values()]
    looked_at: set[str] = set()
    while waiting:
        serial = waiting.pop()
        if serial in looked_at:
            continue
        looked_at.add(serial)
        for entry in entries_of_serial(tx, serial):
            found[entry.number] = entry
            waiting += [one for one in (entry.serial, entry.refers_to) if one]
    return tuple(found[one] for one in sorted(found))
