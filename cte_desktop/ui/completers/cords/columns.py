"""The columns of the tables of cords: who gets which, and how many each school needs."""

from __future__ import annotations

from cte_desktop.services.awards.look.cords import CordCount, CordLine
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.completion.cords import cord_text
from cte_desktop.wording.translate import tr


def line_columns() -> tuple[Column[CordLine], ...]:
    """Return the columns of who gets what."""
    return (
        Column(tr("Student"), lambda line: line.name, width=170),
        Column(tr("Id"), lambda line: line.student_id, width=86),
        Column(tr("School"), lambda line: line.school, width=130),
        Column(tr("Pathway"), lambda line: line.pathway, tooltip=lambda line: line.sector),
        Column(tr("Cord"), lambda line: cord_text(line.colours), width=170),
        Column(tr("Seal"), lambda line: line.seal, tooltip=lambda line: line.seal, width=190),
        Column(
            tr("Graduation"),
            lambda line: tr("met") if line.graduates else tr("not yet"),
            icon=lambda line: "circle-check" if line.graduates else "circle-dashed",
            color=lambda line: "met" if line.graduates else "text_muted",
            width=100,
        ),
    )


def order_columns() -> tuple[Column[CordCount], ...]:
    """Return the columns of what to order."""
    return (
        Column(tr("To order"), _what),
        Column(tr("Kind"), _kind, width=70),
        Column(tr("School"), lambda line: line.school, width=150),
        Column(
            tr("Students"),
            lambda line: f"{line.students:,}",
            figures=True,
            sort_key=lambda line: line.students,
            width=90,
        ),
        Column(
            tr("Graduation met"),
            lambda line: f"{line.graduate:,}",
            figures=True,
            sort_key=lambda line: line.graduate,
            width=120,
        ),
    )


def _what(line: CordCount) -> str:
    return cord_text(line.colours) or line.seal


def _kind(line: CordCount) -> str:
    return tr("Cord") if line.colours else tr("Seal")
