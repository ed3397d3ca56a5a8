"""What the three lists show of a line: who it is, then what each list is about."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.finding import When
from cte_desktop.services.awards.completers import CompleterLine, Standing
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.awards import because_text, missing_text
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
        Standing.NOT_COMPLETED: "circle-dashed",
        Standing.ONE_AWAY: "circle-dot",
    }
)
_COLORS: MappingProxyType[Standing, ColorName] = MappingProxyType(
    {Standing.LOOK_FIRST: "warning", Standing.AWARDED: "met"}
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
        *_where(),
        Column(
            tr("Completed by"),
            lambda row: ", ".join(row.courses),
            tooltip=lambda row: ", ".join(row.courses),
            width=200,
        ),
        Column(tr("Serial number"), lambda row: row.serial, width=156),
        Column(
            tr("Certificate"), lambda row: when_text(row.certificate), width=108, searched=False
        ),
    )


def question_columns() -> Columns:
    """Return the columns of those who need a person."""
    why = Column(
        tr("Why a person should look at it"), because_words, tooltip=because_words, width=300
    )
    return (_name(), _standing_column(), why, *_where())


def away_columns(catalog: Catalog) -> Columns:
    """Return the columns of those who are one course away."""

    def missing(row: CompleterLine) -> str:
        return missing_text(row.missing, catalog, row.pathway)

    return (_name(), Column(tr("What is missing"), missing, width=150), *_where())


def because_words(row: CompleterLine) -> str:
    """Return why a person should look at a line."""
    return " ".join(because_text(why) for why in row.because)


def _name() -> Column[CompleterLine]:
    return Column(
        tr("Student"),
        lambda row: row.name,
        tooltip=lambda row: row.name,
        search_text=lambda row: row.name_key,
        width=168,
    )


def _where() -> Columns:
    return (
        Column(tr("Pathway"), lambda row: row.pathway, tooltip=lambda row: row.pathway, width=172),
        Column(tr("School"), lambda row: row.school_name, width=120),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.grade_level),
            sort_key=lambda row: row.grade_level,
            width=60,
            searched=False,
        ),
        Column(tr("Id"), lambda row: row.student_id, width=84, searched=False),
        Column(tr("Sector"), lambda row: row.sector, tooltip=lambda row: row.sector, width=150),
    )


def _standing_column() -> Column[CompleterLine]:
    return Column(
        tr("Award"),
        lambda row: standing_text(row.standing),
        icon=lambda row: _SHAPES[row.standing],
        color=lambda row: _COLORS.get(row.standing),
        tooltip=because_words,
        width=138,
    )
