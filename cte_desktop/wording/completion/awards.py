"""Why a completion needs a person, and what one thing is missing, in the language in force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.paper import UNPRINTABLE
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.catalog.catalog import Catalog

BECAUSE = {
    "taken_out_of_order": noop(
        "The capstone ({course}) was not taken after the concentrator course ({concentrator})."
    ),
    "level_out_of_order": noop(
        "Everything was passed, but not in order: {course} was not taken after the course below it."
    ),
    "capstone_elsewhere": noop("The capstone was taken at another school: {where}."),
    "concentrator_transferred": noop(
        "The concentrator course was taken outside the district: {where}."
    ),
    "no_concentrator": noop("The record has no concentrator course; an exception stands for it."),
    "mark_pending": noop("The mark of {course} is still missing in {year}."),
    "same_state_code": noop(
        "{pathway} has the same state code ({state_code}) and was completed too: two certificates, "
        "one completion for the State."
    ),
    "not_signed_up": noop("Everything was passed, yet the student never signed up for it."),
    "left_pathway": noop("Everything was passed, yet the student left the pathway."),
    "left_pathway_on": noop("Everything was passed, yet the student left the pathway on {day}."),
    "not_worked_out": noop("The program failed on this student's record; audit the student."),
    "award_not_borne": noop(
        "Certificate {serial} is in force, and by the record as it is now this is not completed."
    ),
    "award_other_year": noop(
        "Certificate {serial} is in force, and by the record as it is now this was completed in "
        "{year}."
    ),
    "award_name": noop("Certificate {serial} is in force; the legal name is another by now."),
    "award_student_id": noop("Certificate {serial} is in force; the student id is another by now."),
    "award_record": noop(
        "Certificate {serial} is in force; courses or marks of the record are others by now."
    ),
    "award_revoked": noop("The certificate was revoked, so it isn't awarded again by itself."),
    "award_withdrawn": noop("The award was taken back, so it isn't awarded again by itself."),
}
"""The sentence of each reason of `domain/completion/finding.py`."""

DIFFERS = {
    "name": noop("The legal name is another by now."),
    "student_id": noop("The student id is another by now."),
    "record": noop("Courses or marks of the record are others by now."),
    "gone": noop("The student is no longer in this database."),
}
"""How the record says otherwise by now than the register."""

STATES = {
    "in_force": noop("in force"),
    "undone": noop("taken back"),
    "withdrawn": noop("taken back"),
    "revoked": noop("revoked"),
    "reissued": noop("replaced by a new certificate"),
}

LEFT_OUT = {
    "on_graduation": noop("On graduation"),
    "withheld": noop("Withheld"),
    "record_differs": noop("The record says otherwise by now: issue it anew"),
    "ended_elsewhere": noop("A joined list of keys says that it was revoked: issue it anew"),
    "impossible_day": noop("Its day of issue can't be true: issue it anew"),
    "letters_missing": noop("A text on it has letters that the fonts of the paper lack"),
    "no_room": noop("A text on it has no room"),
}


def because_text(why: Reason) -> str:
    """Return why a case needs a person."""
    values = dict(why.values)
    if "day" in values:
        values["day"] = date_label(date.fromisoformat(str(values["day"])))
    return tr(BECAUSE[why.code]).format_map(values)


def differs_text(code: str) -> str:
    """Return how the record says otherwise by now."""
    return tr(DIFFERS[code])


def state_text(state: str) -> str:
    """Return where a serial stands."""
    return tr(STATES[state])


def left_out_text(code: str) -> str:
    """Return why a certificate is not printed."""
    return tr(LEFT_OUT[code])


def before_graduation_note() -> str:
    """Return what stands above a certificate that is printed before graduation."""
    return tr("This student has not graduated yet: certificates are for graduation.")


def unprinted_text(left_out: Iterable[tuple[str, str]]) -> str:
    """Return whose certificates have a text that can't be printed, and why; "" for nobody.

    `left_out` are the students' ids, each with the code why their certificate is not printed.
    """
    students: dict[str, list[str]] = {}
    for student_id, code in left_out:
        if code in UNPRINTABLE:
            students.setdefault(code, []).append(student_id)
    return " ".join(
        tr("Not printed: {students}. {why}.", students=", ".join(ids), why=left_out_text(code))
        for code, ids in students.items()
    )


def missing_text(requirement: str, catalog: Catalog, pathway: str) -> str:
    """Return the name of the one requirement that is missing."""
    return requirement_title(f"pathway:{pathway}", requirement, catalog)
