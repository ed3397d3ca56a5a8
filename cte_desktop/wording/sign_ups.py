"""Sign-ups in words: what a student did, what doing it for many would do, and did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.pathway_findings import LAST_GRADE_TO_SIGN_UP
from cte_desktop.wording.labels import all_of_label, date_label, grade_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.student_file import action_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.students.experiences import Enrollment

_PART = "  ·  "


def when_text(enrollment: Enrollment) -> str:
    """Return the day of an entry, else its school year; "" when neither is known."""
    if enrollment.on is not None:
        return date_label(enrollment.on)
    year = enrollment.school_year
    return school_year_heading(year) if year is not None else ""


def entry_text(enrollment: Enrollment) -> str:
    """Return "Signed up: Welding"."""
    action = action_label(enrollment.action)
    return tr("{action}: {pathway}", action=action, pathway=enrollment.pathway)


def entry_details(enrollment: Enrollment, actor: str, *, by_hand: bool) -> str:
    """Return when, why, and who wrote it, in one line."""
    who = ""
    if actor:
        who = tr("by {actor}", actor=actor) if by_hand else tr("imported by {actor}", actor=actor)
    shown = (when_text(enrollment), enrollment.reason, who)
    return _PART.join(part for part in shown if part)


def pathways_text(names: Iterable[str]) -> str:
    """Return in which pathways a student is, in a sentence."""
    those = tuple(names)
    if not those:
        return tr("Signed up for no pathway.")
    return tr("Signed up for {pathways}.", pathways=all_of_label(those))


def late_text(grade_level: int) -> str:
    """Return that a sign-up in this grade is told as late, "" where it is the usual time."""
    if grade_level <= LAST_GRADE_TO_SIGN_UP:
        return ""
    grade = grade_label(grade_level)
    return tr("A sign-up in {grade} grade is told as late; it counts all the same.", grade=grade)


def sign_up_effect(new: int, late: int, signed_up: int, too_early: int, gone: int) -> str:
    """Return what signing up would do, in sentences."""
    said = [trn("{count} student is signed up.", "{count} students are signed up.", new)]
    if late:
        said.append(
            trn(
                "{count} of them after grade 10: the plan tells it as a late sign-up.",
                "{count} of them after grade 10: their plans tell it as a late sign-up.",
                late,
            )
        )
    if signed_up:
        said.append(_left_alone(signed_up))
    if too_early:
        said.append(
            trn(
                "{count} is not in high school yet: note an interest instead.",
                "{count} are not in high school yet: note an interest instead.",
                too_early,
            )
        )
    if gone:
        said.append(_gone(gone))
    return " ".join(said)


def interest_effect(new: int, signed_up: int, interested: int, gone: int) -> str:
    """Return what noting an interest would do, in sentences."""
    said = [
        trn(
            "The interest of {count} student is noted.",
            "The interest of {count} students is noted.",
            new,
        )
    ]
    if signed_up:
        said.append(_left_alone(signed_up))
    if interested:
        said.append(
            trn(
                "It is noted of {count} already.",
                "It is noted of {count} already.",
                interested,
            )
        )
    if gone:
        said.append(_gone(gone))
    return " ".join(said)


def not_offered_text(count: int) -> str:
    """Return the offer to sign up whom the pathway doesn't reach."""
    return trn(
        "Also {count} student whose school doesn't offer it, nor Extended Day",
        "Also {count} students whose school doesn't offer it, nor Extended Day",
        count,
    )


def full_text(count: int) -> str:
    """Return the offer to sign up for whom there is no seat left."""
    return trn(
        "Also {count} student for whom no section has a seat left",
        "Also {count} students for whom no section has a seat left",
        count,
    )


def signed_up_text(count: int, pathway: str) -> str:
    """Return that students were signed up."""
    return trn(
        "{count} student is signed up for {pathway}.",
        "{count} students are signed up for {pathway}.",
        count,
        pathway=pathway,
    )


def interest_noted_text(count: int, pathway: str) -> str:
    """Return that the interest of students was noted."""
    return trn(
        "The interest of {count} student in {pathway} is noted.",
        "The interest of {count} students in {pathway} is noted.",
        count,
        pathway=pathway,
    )


def _left_alone(count: int) -> str:
    return trn(
        "{count} is signed up already and stays as it is.",
        "{count} are signed up already and stay as they are.",
        count,
    )


def _gone(count: int) -> str:
    return trn(
        "{count} is no longer in the database.", "{count} are no longer in the database.", count
    )
