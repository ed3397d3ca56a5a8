"""Keeping a table of the window as a file; a table about students is an entry of the log."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from cte_desktop.exchange.outgoing.clipboard import CopiedTable, clipboard_table
from cte_desktop.exchange.outgoing.tables_out import ENDINGS, ShownTable, write_table
from cte_desktop.services.printing import Disclosure
from cte_desktop.storage.certificates.awards import list_awards
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.files import replacing
from cte_desktop.storage.students import list_student_lines
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from cte_desktop.services.desk import Desk

__all__ = [
    "ENDINGS",
    "CopiedTable",
    "Disclosure",
    "ShownTable",
    "copied_table",
    "save_table",
    "students_among",
]

TABLE = "table"


def students_among(desk: Desk, named: Collection[str]) -> frozenset[str]:
    """Return our own ids of those whom rows name by our id, the district's, or a serial.

    Who is no longer in the database, or never was, is returned as named: a file that names people
    has its entry in the log either way.
    """
    wanted = frozenset(named)
    if not wanted:
        return frozenset()
    with desk.database.reading() as tx:
        uids = {line.uid: line.uid for line in list_student_lines(tx)}
        by_id = {line.student_id: line.uid for line in list_student_lines(tx)}
        rest = wanted - uids.keys() - by_id.keys()
        by_serial = {one.serial: one.student_uid for one in list_awards(tx)} if rest else {}
    known = by_serial | by_id | uids
    return frozenset(known.get(one, one) for one in wanted)


def save_table(
    desk: Desk,
    table: ShownTable,
    path: Path,
    students: Collection[str] = (),
    disclosed: Disclosure | None = None,
) -> int:
    """Write a table safely as CSV or XLSX, by the ending; return how many rows it has.

    `students` are our own ids of those whom it is about: then it must be said who receives it and
    what for, and no file stands without its entry. With `disclosed` it is logged also when nobody
    can say whom it is about.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongCall(
            "unknown_ending",
            "{file} can't be written: a table has no such kind of file.",
            do="End its name in {endings}.",
            file=path.name,
            endings=", ".join(ENDINGS),
        )
    with _logged(desk, students, disclosed), replacing(path) as sink:
        return write_table(sink, ending, table, desk.today())


def copied_table(desk: Desk, table: ShownTable, students: Collection[str]) -> CopiedTable:
    """Return a table about students for the clipboard; the log says that it was copied.

    Other programs of this computer take it from there, so who may not export may not copy.
    """
    made = clipboard_table(table)
    copied = Disclosure(tr("Clipboard of this computer"), tr("Copied as a table"))
    with _logged(desk, students, copied):
        return made


@contextlib.contextmanager
def _logged(desk: Desk, students: Collection[str], disclosed: Disclosure | None) -> Iterator[None]:
    if not students and disclosed is None:
        yield
        return
    if disclosed is None or not disclosed.recipient.strip() or not disclosed.purpose.strip():
        raise WrongCall(
            "no_recipient",
            "A table about students needs a recipient and a purpose.",
            do="Say who receives it and what for.",
        )
    with desk.database.writing() as tx:
        recipient, purpose = disclosed.recipient, disclosed.purpose
        record_disclosure(tx, TABLE, students, recipient=recipient, purpose=purpose)
        yield
