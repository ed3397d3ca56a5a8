"""What the three lists show of a line: who it is, then what each list is about."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.finding import When
from cte_desktop.services.awards.completers import CompleterLine, Standing
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.completion.awards import because_text, missing_text
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.theme import ColorName

Columns = tuple[Column[CompleterLine], ...]

STANDINGS = MappingProxyType(
    {
        Standing.TO_AWARD: noop("To be awarded"),
        Standing.LOOK_FIRST: noop("Look at it first"),
        Standing.AWARDED: noop("Awarded"),
        Standing.TAKEN_BACK: noop("Taken back"),
        Standing.REVOKED: noop("Revoked"),
        Standing.NOT_COMPLETED: noop("Not completed yet"),
        Standing.ONE_AWAY: noop("One course away"),
    }
)
_SHAPES = MappingProxyType(
    {
        Standing.TO_AWARD: "circle",
        Standing.LOOK_FIRST: "circle-question-mark",
        Standing.AWARDED: "circle-check",
        Standing.TAKEN_BACK: "undo-2",
        Standing.REVOKED: "x",
        Standing.NOT_COMPLETED: "circle-dashed",
        Standing.ONE_AWAY: "circle-dot",
    }
)
_COLORS: MappingProxyType[Standing, ColorName] = MappingProxyType(
    {Standing.LOOK_FIRST: "warning", Standing.AWARDED: "met", Standing.REVOKED: "must_fix"}
)
WHENS = MappingProxyType(
    {
        When.NOW: noop("Now"),
        When.ON_GRADUATION: noop("On graduation"),
        When.WITHHELD: noop("Withheld"),
    }
)


def standing_text(standing: Standing) -> str:
    """Return how a line stands."""
    return tr(STANDINGS[standing])


def when_text(when: When | None) -> str:
    """Return when a certificate is handed out."""
    return tr(WHENS[when]) if when is not None else ""


def completed_columns() -> Columns:
    """Return the columns of those who completed."""
    return (
        _name(),
        _standing_column(),
        _pathway(),
        _school(),
        Column(tr("Serial number"), lambda row: row.serial, width=168),
        Column(
            tr("Certificate"), lambda row: when_text(row.certificate), width=116, searched=False
        ),
    )


def question_columns() -> Columns:
    """Return the columns of those who need a person."""
    why = Column(tr("Why a person should look at it"), because_words, tooltip=because_words)
    return (_name(), _standing_column(), why, _pathway(150), _school())


def away_columns(catalog: Catalog) -> Columns:
    """Return the columns of those who are one course away."""

    def missing(row: CompleterLine) -> str:
        return missing_text(row.missing, catalog, row.pathway)

    what = Column(tr("What is missing"), missing, width=150)
    return (_name(), what, _pathway(), _school(), *_grade_and_id())


def because_words(row: CompleterLine) -> str:
    """Return why a person should look at a line."""
    return " ".join(because_text(why) for why in row.because)


def _who(row: CompleterLine) -> str:
    return f"{row.name} · {row.student_id} · {grade_label(row.grade_level)}"


def _name() -> Column[CompleterLine]:
    return Column(
        tr("Student"),
        lambda row: row.name,
        tooltip=_who,
        search_text=lambda row: row.name_key,
        width=146,
    )


def _pathway(width: int = 0) -> Column[CompleterLine]:
    return Column(
        tr("Pathway"), lambda row: row.pathway, tooltip=lambda row: row.pathway, width=width
    )


def _school() -> Column[CompleterLine]:
    return Column(tr("School"), lambda row: row.school_name, width=112)


def _grade_and_id() -> Columns:
    return (
        Column(
            tr("Grade"),
            lambda row: grade_label(row.grade_level),
            sort_key=lambda row: row.grade_level,
            width=60,
            searched=False,
        ),
        Column(tr("Id"), lambda row: row.student_id, width=84, searched=False),
    )


def _standing_column() -> Column[CompleterLine]:
    return Column(
        tr("Award"),
        lambda row: standing_text(row.standing),
        icon=lambda row: _SHAPES[row.standing],
        color=lambda row: _COLORS.get(row.standing),
        tooltip=because_words,
        width=144,
    )
