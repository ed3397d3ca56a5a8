"""The disclosure log as a paper: of one student, of several, or of everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.disclosure_sheet import DisclosedEntry, DisclosureSheet
from cte_desktop.reports import registry
from cte_desktop.services.awards.register_papers import PaperMade, keep_paper, log_paper
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.handing_over import hand_over, make_folder
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.printing import NOBODY_MATCHED, Printed
from cte_desktop.services.students import uids_of_filter
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import students as student_store
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.disclosures import DisclosureLine, Sought
    from cte_desktop.services.printing import Disclosure, Whom
    from cte_desktop.storage.transaction import Transaction

__all__ = ["PaperMade", "keep_paper", "log_of", "log_paper", "print_logs"]


def log_of(desk: Desk, student_uid: str | None = None, sought: Sought | None = None) -> PaperMade:
    """Return the log of a student, or of everyone, as a paper in the language in force.

    A student who is not there is a `LookupError`; a known error when the log may not be handed out.
    """
    student = None
    if student_uid is not None:
        with desk.database.reading() as tx:
            student = student_store.load_student(tx, student_uid)
    lines = list_disclosures(desk, student_uid, sought)
    named = _named(student, lines)
    require_disclosure(desk, named)
    content = registry.build_disclosures((_sheet(desk, student, lines, sought),))
    return PaperMade(registry.DISCLOSURES.name, named, content)


def print_logs(
    desk: Desk,
    whom: Whom,
    out: Path,
    disclosed: Disclosure,
    progress: Callable[[int], None] | None = None,
) -> Printed:
    """Print the logs of students: one file when `out` ends in .pdf, else one each into a folder.

    Without students and filter it is the log of everyone, in one file. A wrong call for an unknown
    student, and when the filter lets nobody through.
    """
    one_file = out.suffix.lower() == ".pdf"
    if not one_file:
        make_folder(out)
    students = _students(desk, whom)
    if students is None:
        made, path = log_of(desk), out if one_file else out / registry.DISCLOSURES.file_name()
        keep_paper(desk, made, path, disclosed)
        return Printed(len(made.students), (path,))
    about = [one.uid for one in students]
    require_disclosure(desk, about)
    sheets = [_sheet(desk, one, list_disclosures(desk, one.uid)) for one in students]
    if one_file:
        folder, files = out.parent, [(out.name, registry.build_disclosures(sheets, progress))]
    else:
        folder = out
        files = [
            (
                registry.DISCLOSURES.file_name(one.student_id),
                registry.build_disclosures((sheet,)),
            )
            for one, sheet in zip(students, sheets, strict=True)
        ]

    def log(tx: Transaction) -> None:
        record_disclosure(
            tx,
            registry.DISCLOSURES.name,
            about,
            recipient=disclosed.recipient,
            purpose=disclosed.purpose,
        )

    return Printed(len(students), hand_over(desk, folder, files, log))


def _students(desk: Desk, whom: Whom) -> list[Student] | None:
    """Return whose logs are wanted, in order of their ids; None for the log of everyone."""
    if whom.student_ids is None and not whom.filter_text:
        return None
    uids = uids_of_filter(desk, whom.filter_text) if whom.student_ids is None else ()
    with desk.database.reading() as tx:
        if whom.student_ids is None:
            found = [student_store.load_student(tx, uid) for uid in uids]
        else:
            found = [_known(student_store.find_student(tx, one), one) for one in whom.student_ids]
    if not found:
        raise WrongCall("nobody", "There is nobody to print this for.", do=NOBODY_MATCHED)
    return sorted(dict.fromkeys(found), key=lambda one: one.student_id)


def _known(student: Student | None, student_id: str) -> Student:
    if student is None:
        raise unknown_student(student_id)
    return student


def _named(student: Student | None, lines: tuple[DisclosureLine, ...]) -> frozenset[str]:
    """Return whom the paper names: the student, or everyone whom an entry of all names."""
    if student is not None:
        return frozenset({student.uid})
    return frozenset(uid for line in lines if line.names_them for uid in line.student_uids)


def _sheet(
    desk: Desk,
    student: Student | None,
    lines: tuple[DisclosureLine, ...],
    sought: Sought | None = None,
) -> DisclosureSheet:
    return DisclosureSheet(
        desk.district().name,
        desk.today(),
        tuple(_entry(line, alone=student is not None) for line in lines),
        student,
        sought.words() if sought is not None else (),
    )


def _entry(line: DisclosureLine, *, alone: bool) -> DisclosedEntry:
    return DisclosedEntry(
        line.at.astimezone(),
        line.what,
        line.recipient,
        line.purpose,
        line.actor,
        "" if alone else line.whom,
        len(line.student_uids) - 1 if alone else 0,
    )
