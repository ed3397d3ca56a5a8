"""Reading the disclosure log: who received what about whom, and for what purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.reports.registry import find_report
from cte_desktop.storage import disclosures as disclosure_store
from cte_desktop.storage import students as student_store
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from datetime import datetime

    from cte_desktop.services.desk import Desk

# What is not a paper; a name that is missing here is shown as it stands in the log.
_EXPORTS = {
    "requests": noop("Course requests"),
    "completers": noop("Completers"),
    "scte": noop("State file: completers"),
    "wblr": noop("State file: work-based learning"),
    "rosters": noop("Section rosters"),
    "student": noop("Everything about a student"),
    "everything": noop("Everything"),
    "table": noop("Table"),
    "letters": noop("Letters to families"),
    "invitations": noop("Invitation list"),
    "import-report": noop("Import report"),
    "register": noop("Register of certificates"),
    "cords": noop("Cords and seals"),
}
_NAMED = 2
"""Students who are named; of more only the number is said."""


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One entry of the log; `whom` names its students, or says how many they are."""

    number: int
    at: datetime
    actor: str
    what: str
    recipient: str
    purpose: str
    whom: str
    student_uids: tuple[str, ...]


def list_disclosures(desk: Desk, student_uid: str | None = None) -> tuple[DisclosureLine, ...]:
    """Return the log, newest first, of everyone or of one student."""
    with desk.database.reading() as tx:
        entries = disclosure_store.list_disclosures(tx, student_id=student_uid)
        names = {line.uid: line.name for line in student_store.list_student_lines(tx)}
    return tuple(
        DisclosureLine(
            entry.number,
            entry.at,
            entry.actor,
            disclosed_words(entry.what),
            entry.recipient,
            entry.purpose,
            _whom(entry.student_ids, names),
            entry.student_ids,
        )
        for entry in entries
    )


def disclosed_words(what: str) -> str:
    """Return the name of a paper or an export in the language in force."""
    paper = find_report(what)
    if paper is not None:
        return paper.title
    return tr(_EXPORTS[what]) if what in _EXPORTS else what


def _whom(uids: tuple[str, ...], names: dict[str, str]) -> str:
    known = [names[uid] for uid in uids if uid in names]
    if len(uids) <= _NAMED and len(known) == len(uids):
        return "; ".join(known)
    return trn("{count} student", "{count} students", len(uids))


def recent_words(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the recipients and the purposes that were written last, to choose from again."""
    with desk.database.reading() as tx:
        return disclosure_store.recent_words(tx)
