"""Invitation lists for an information evening, from a list of the forecast.

The list is a paper or a table to work from. An invitation is not noted in the students' records:
it is no experience and no enrolment, and the disclosure log tells who received the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.forecast.invitation import Evening, InvitationSheet, Invited
from cte_desktop.exchange.outgoing.tables_out import ENDINGS, ShownTable, write_table
from cte_desktop.reports import registry
from cte_desktop.services.handing_over import hand_over_one
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.files import replacing
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cte_desktop.domain.completion.forecast.near import Near
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.transaction import Transaction

PURPOSE = noop("Invitation to an information evening")
PAPER = ".pdf"
LONGEST = 120  # characters of a title or a place


def invitation_sheet(desk: Desk, evening: Evening, chosen: Iterable[Near]) -> InvitationSheet:
    """Return whom to invite, by school and name, each student once.

    A wrong call for nobody, and for an evening without a title or with too long a one.
    """
    title, place = evening.title.strip(), evening.place.strip()
    if not title or max(len(title), len(place)) > LONGEST:
        raise WrongCall(
            "bad_evening",
            "The evening needs a title; title and place may have {most} characters.",
            do="Say what the evening is called.",
            most=LONGEST,
        )
    catalog = desk.catalog()
    of_student: dict[str, list[Near]] = {}
    for one in chosen:
        of_student.setdefault(one.uid, []).append(one)
    if not of_student:
        raise WrongCall("nobody", "There is nobody to invite.", do="Choose some of the list.")
    invited = [
        Invited(
            school_label(own[0].school, catalog),
            own[0].name,
            own[0].name_key,
            own[0].student_id,
            own[0].grade_level,
            own[0].home_language,
            tuple(sorted({one.pathway for one in own})),
        )
        for own in of_student.values()
    ]
    invited.sort(key=lambda one: (one.school, one.name_key, one.student_id))
    named = Evening(title, evening.on, evening.at, place)
    return InvitationSheet(desk.district().name, named, desk.today(), tuple(invited))


def invitations_pdf(desk: Desk, evening: Evening, chosen: Iterable[Near]) -> bytes:
    """Return the list as a PDF, to be looked at; nothing is logged."""
    return registry.build_invitations(invitation_sheet(desk, evening, chosen))


def log_invitations(desk: Desk, chosen: Iterable[Near], disclosed: Disclosure) -> None:
    """Log the disclosure of a list that went to a printer."""
    with desk.database.writing() as tx:
        _disclose(tx, chosen, disclosed)


def keep_invitations(
    desk: Desk, evening: Evening, chosen: Iterable[Near], path: Path, disclosed: Disclosure
) -> int:
    """Write the list as PDF, CSV or XLSX, by the ending, and log the disclosure; return how many.

    No file without its entry.
    """
    those = tuple(chosen)
    ending = path.suffix.lower()
    if ending not in (PAPER, *ENDINGS):
        raise WrongCall(
            "unknown_ending",
            "{file} can't be written: an invitation list has no such kind of file.",
            do="End its name in {endings}.",
            file=path.name,
            endings=", ".join((PAPER, *ENDINGS)),
        )
    sheet = invitation_sheet(desk, evening, those)
    if ending == PAPER:
        content = registry.build_invitations(sheet)
        hand_over_one(desk, path, content, lambda tx: _disclose(tx, those, disclosed))
        return len(sheet.invited)
    with desk.database.writing() as tx, replacing(path) as sink:
        _disclose(tx, those, disclosed)
        write_table(sink, ending, _table(sheet), desk.today())
    return len(sheet.invited)


def _disclose(tx: Transaction, chosen: Iterable[Near], disclosed: Disclosure) -> None:
    uids = sorted({one.uid for one in chosen})
    recipient, purpose = disclosed.recipient, disclosed.purpose
    record_disclosure(tx, registry.INVITATIONS.name, uids, recipient=recipient, purpose=purpose)


def _table(sheet: InvitationSheet) -> ShownTable:
    rows = tuple(
        (
            one.school,
            one.name,
            one.student_id,
            str(one.grade_level),
            one.home_language,
            "; ".join(one.pathways),
        )
        for one in sheet.invited
    )
    headings = (
        tr("School"),
        tr("Name"),
        tr("ID"),
        tr("Grade"),
        tr("Home language"),
        tr("Pathway"),
    )
    return ShownTable(sheet.evening.title, headings, (False,) * len(headings), rows)
