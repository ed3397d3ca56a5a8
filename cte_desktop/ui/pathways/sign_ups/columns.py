"""The columns of the three lists of sign-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.sign_ups import when_text
from cte_desktop.wording.student_file import action_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.pathways.sign_ups.lines import SignUpLine

Columns = tuple[Column["SignUpLine"], ...]


def columns_of_none() -> Columns:
    """Return the columns of those who are signed up for nothing."""
    return (
        *_who(),
        Column(
            tr("Suggested"),
            _suggestion,
            tooltip=_suggestion,
            sort_key=lambda line: (not line.suggestion, line.suggestion.casefold()),
            color=lambda line: None if line.suggestion else "text_muted",
        ),
        Column(tr("Interested in"), _interests, tooltip=_interests, width=140),
    )


def columns_of_interest() -> Columns:
    """Return the columns of the interest list."""
    return (
        *_who(),
        Column(tr("Interested in"), _interest, tooltip=_interest),
        Column(
            tr("Since"),
            _since,
            sort_key=lambda line: _day(line.interest.since if line.interest else None),
            width=116,
            searched=False,
        ),
        Column(tr("Grade then"), _grade_then, width=96, searched=False),
        Column(
            tr("Now"),
            _came_of_it,
            icon=lambda line: "check" if line.interest and line.interest.signed_up else None,
            color=lambda line: "met" if line.interest and line.interest.signed_up else "text_muted",
            width=144,
            searched=False,
        ),
    )


def columns_of_change() -> Columns:
    """Return the columns of what changed in a school year."""
    return (
        *_who(),
        Column(
            tr("On"),
            lambda line: when_text(line.change.enrollment) if line.change else "",
            sort_key=lambda line: _day(line.change.enrollment.on if line.change else None),
            width=112,
            searched=False,
        ),
        Column(
            tr("What"),
            lambda line: action_label(line.change.enrollment.action) if line.change else "",
            width=104,
            searched=False,
        ),
        Column(tr("Pathway"), lambda line: line.change.enrollment.pathway if line.change else ""),
        Column(
            tr("Instead of"),
            lambda line: ", ".join(line.change.left) if line.change else "",
            width=150,
        ),
        Column(
            tr("Reason"),
            _reason,
            tooltip=_reason,
            width=170,
        ),
    )


def _who() -> Columns:
    return (
        Column(
            tr("Name"),
            lambda line: line.student.name,
            search_text=lambda line: line.student.name_key,
            width=156,
        ),
        Column(tr("ID"), lambda line: line.student.student_id, width=88, searched=False),
        Column(
            tr("Grade"),
            lambda line: grade_label(line.student.grade_level),
            sort_key=lambda line: line.student.grade_level,
            width=60,
            searched=False,
        ),
        Column(tr("School"), lambda line: line.student.school_name, width=120, searched=False),
    )


def _interests(line: SignUpLine) -> str:
    return ", ".join(line.none.interests) if line.none is not None else ""


def _suggestion(line: SignUpLine) -> str:
    if line.suggested is None:
        return tr("being worked out…")
    return line.suggestion or tr("Nothing on file points to a pathway")


def _interest(line: SignUpLine) -> str:
    return line.interest.pathway if line.interest is not None else ""


def _since(line: SignUpLine) -> str:
    one = line.interest
    if one is None:
        return ""
    if one.since is not None:
        return date_label(one.since)
    return school_year_text(one.school_year) if one.school_year is not None else ""


def _grade_then(line: SignUpLine) -> str:
    one = line.interest
    return grade_label(one.grade_level) if one and one.grade_level is not None else ""


def _came_of_it(line: SignUpLine) -> str:
    one = line.interest
    if one is None:
        return ""
    if one.signed_up:
        return tr("Signed up")
    return tr("In another pathway") if one.in_another else tr("Not signed up yet")


def _reason(line: SignUpLine) -> str:
    return line.change.enrollment.reason if line.change is not None else ""


def _day(day: object) -> str:
    return str(day or "")
