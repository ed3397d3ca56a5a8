"""The columns of a list of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.table_model import Column
from cte_desktop.wording.history.days import when_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.services.history_pages import PagedLine


def step_columns(today: date, *, whom: bool) -> tuple[Column[PagedLine], ...]:
    """Return the columns; `whom` where the steps are about different students."""
    about: Column[PagedLine] = Column(
        tr("About"), lambda row: row.whom, tooltip=lambda row: row.whom, width=130
    )
    return (
        Column(
            tr("When"),
            lambda row: when_words(row.line.at, today),
            sort_key=lambda row: row.line.number,
            width=150,
        ),
        Column(
            tr("What"),
            step_words,
            tooltip=step_words,
            icon=lambda row: "undo-2" if row.line.undone else None,
            color=lambda row: "text_muted" if row.line.undone else None,
            least=190,
        ),
        *((about,) if whom else ()),
        Column(tr("By"), lambda row: row.line.actor, width=84),
    )


def step_words(row: PagedLine) -> str:
    """Return what was done, and that it was undone since."""
    if row.undone_by is None:
        return row.line.text
    return tr("{step} (undone)", step=row.line.text)
