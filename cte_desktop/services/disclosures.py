"""Reading the disclosure log: who received what about whom, and for what purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.reports.registry import find_report
from cte_desktop.storage import disclosures as disclosure_store
from cte_desktop.storage import students as student_store
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from datetime import date, datetime

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.disclosures import Disclosure as Entry

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
    """One entry of the log; `whom` names its students, or says how many they are.

    `names_them`: its students are few enough to be named.
    """

    number: int
    at: datetime
    actor: str
    what: str
    recipient: str
    purpose: str
    whom: str
    student_uids: tuple[str, ...]
    names_them: bool = False

    @property
    def day(self) -> date:
        """Return the day of the entry by the clock of the person who reads."""
        return self.at.astimezone().date()


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are wanted: what is None lets everything through; both days are included.

    Texts are those of the lines as they are shown.
    """

    what: str | None = None
    recipient: str | None = None
    purpose: str | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None

    def admits(self, line: DisclosureLine) -> bool:
        """Say whether an entry is wanted."""
        return (
            self.what in {None, line.what}
            and self.recipient in {None, line.recipient}
            and self.purpose in {None, line.purpose}
            and self.actor in {None, line.actor}
            and (self.since is None or self.since <= line.day)
            and (self.until is None or line.day <= self.until)
        )

    def words(self) -> tuple[str, ...]:
        """Return in the language in force to what the log is narrowed; nothing when it isn't."""
        said = (
            (self.what, noop("{value} alone")),
            (self.recipient, noop("received by {value}")),
            (self.purpose, noop("for {value}")),
            (self.actor, noop("given out by {value}")),
            (self.since and date_label(self.since), noop("from {value}")),
            (self.until and date_label(self.until), noop("up to {value}")),
        )
        return tuple(tr(text, value=value) for value, text in said if value is not None)


def list_disclosures(
    desk: Desk, student_uid: str | None = None, sought: Sought | None = None
) -> tuple[DisclosureLine, ...]:
    """Return the log, newest first, of everyone or of one student, narrowed to what is sought."""
    with desk.database.reading() as tx:
        entries = disclosure_store.list_disclosures(tx, student_id=student_uid)
        names = {line.uid: line.name for line in student_store.list_student_lines(tx)}
    lines = (_line(entry, names) for entry in entries)
    return tuple(line for line in lines if sought is None or sought.admits(line))


def disclosed_words(what: str) -> str:
    """Return the name of a paper or an export in the language in force."""
    paper = find_report(what)
    if paper is not None:
        return paper.title
    return tr(_EXPORTS[what]) if what in _EXPORTS else what


def recent_words(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the recipients and the purposes that were written last, to choose from again."""
    with desk.database.reading() as tx:
        return disclosure_store.recent_words(tx)


def _line(entry: Entry, names: dict[str, str]) -> DisclosureLine:
    uids = entry.student_ids
    known = [names[uid] for uid in uids if uid in names]
    named = 0 < len(known) == len(uids) <= _NAMED
    return DisclosureLine(
        entry.number,
        entry.at,
        entry.actor,
        disclosed_words(entry.what),
        entry.recipient,
        entry.purpose,
        "; ".join(known) if named else _counted(len(uids)),
        uids,
        named,
    )


def _counted(students: int) -> str:
    """Return how many students an entry is about; "" for nobody in particular."""
    if not students:
        return ""
    return trn("{shown} student", "{shown} students", students, shown=f"{students:,}")
