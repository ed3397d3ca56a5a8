"""The columns of the register: which certificate, what the entry tells, where the serial stands."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.register.entries import AwardState, Kind
from cte_desktop.services.awards.registering import RegisterLine
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.completion.awards import differs_text
from cte_desktop.wording.completion.register import kind_text, reason_text, stands_text
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.theme import ColorName

Columns = tuple[Column[RegisterLine], ...]

_KINDS = MappingProxyType(
    {
        Kind.AWARD: "award",
        Kind.WITHDRAWAL: "undo-2",
        Kind.REVOCATION: "x",
        Kind.REISSUE: "rotate-cw",
    }
)
_STATES = MappingProxyType(
    {
        AwardState.IN_FORCE: "circle-check",
        AwardState.UNDONE: "undo-2",
        AwardState.WITHDRAWN: "undo-2",
        AwardState.REVOKED: "octagon-alert",
        AwardState.REISSUED: "rotate-cw",
    }
)


def register_columns() -> Columns:
    """Return the columns of the register."""
    return (
        Column(tr("Serial number"), lambda row: row.serial, width=186),
        Column(
            tr("Entry"),
            lambda row: kind_text(row.kind),
            icon=lambda row: _KINDS[row.kind],
            width=134,
            searched=False,
        ),
        Column(
            tr("Now"),
            now_text,
            icon=_shape,
            color=_color,
            tooltip=_tooltip,
            width=164,
            searched=False,
        ),
        *_whose(),
        *_when(),
        *_why(),
    )


def now_text(line: RegisterLine) -> str:
    """Return where the serial stands now, and that the record says otherwise."""
    said = stands_text(line.state, withheld=line.withheld)
    return tr("{state}, record differs", state=said) if line.differs else said


def _whose() -> Columns:
    return (
        Column(
            tr("Student"),
            lambda row: row.decided.legal_name,
            tooltip=lambda row: row.decided.legal_name,
            width=158,
        ),
        Column(tr("Id"), lambda row: row.decided.student_id, width=80),
        Column(
            tr("Pathway"),
            lambda row: row.decided.pathway,
            tooltip=lambda row: row.decided.pathway,
            width=160,
        ),
    )


def _when() -> Columns:
    return (
        Column(
            tr("Day"),
            lambda row: short_date_label(row.issued_on),
            sort_key=lambda row: (row.issued_on, row.number),
            width=104,
            searched=False,
        ),
        Column(
            tr("Printed"),
            lambda row: short_date_label(row.printed_on) if row.printed_on else "",
            sort_key=lambda row: row.printed_on.isoformat() if row.printed_on else "",
            width=104,
            searched=False,
        ),
    )


def _why() -> Columns:
    return (
        Column(tr("In place of"), lambda row: row.refers_to, width=186),
        Column(tr("Reason"), _reason, tooltip=_reason, width=180),
        Column(tr("Who"), lambda row: row.actor, width=100),
    )


def _reason(line: RegisterLine) -> str:
    return reason_text(line.kind, line.reason)


def _shape(line: RegisterLine) -> str:
    if line.differs:
        return "triangle-alert"
    if line.withheld and line.state is AwardState.IN_FORCE:
        return "lock"
    return _STATES[line.state]


def _color(line: RegisterLine) -> ColorName | None:
    if line.differs:
        return "warning"
    match line.state:
        case AwardState.IN_FORCE:
            return "warning" if line.withheld else "met"
        case AwardState.REVOKED:
            return "must_fix"
        case _:
            return "text_muted"


def _tooltip(line: RegisterLine) -> str:
    return " ".join((f"{now_text(line)}.", *(differs_text(code) for code in line.differs)))
