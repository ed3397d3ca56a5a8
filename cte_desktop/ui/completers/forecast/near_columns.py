"""The columns of the lists of the forecast: who, which pathway, what is missing, what would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import moment
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.completion.forecast import (
    last_text,
    missing_name,
    offer_text,
    sections_text,
    when_text,
    where_text,
)
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.forecast.near import Near

_NEVER = 1 << 30


def near_columns(catalog: Catalog) -> tuple[Column[Near], ...]:
    """Return the columns; the missing course's next start stands beside its last one."""
    return (
        *_who(),
        Column(tr("Missing"), lambda one: missing_name(one.missing), width=100),
        Column(
            tr("Would do"),
            lambda one: offer_text(one.offer, catalog),
            tooltip=lambda one: " / ".join(offer_text(offer, catalog) for offer in one.offers),
            width=190,
        ),
        Column(
            tr("Next start"),
            lambda one: when_text(one.offer),
            sort_key=_next_start,
            width=100,
        ),
        Column(
            tr("Where"),
            lambda one: where_text(one, catalog),
            tooltip=lambda one: where_text(one, catalog),
            width=112,
        ),
        Column(
            tr("Sections"),
            lambda one: sections_text(one.offer),
            tooltip=lambda one: sections_text(one.offer),
            sort_key=lambda one: (one.offer.sections or 0) if one.offer is not None else -1,
            width=112,
        ),
        Column(
            tr("Last start"),
            last_text,
            sort_key=lambda one: moment(*one.last_start),
            icon=lambda one: "triangle-alert" if one.last_chance else None,
            color=lambda one: "warning" if one.last_chance else None,
            width=128,
            tooltip=_about_the_last_start,
        ),
    )


def _who() -> tuple[Column[Near], ...]:
    return (
        Column(
            tr("Name"),
            lambda one: one.name,
            tooltip=lambda one: one.name,
            search_text=lambda one: one.name_key,
            least=150,
        ),
        Column(tr("Grade"), lambda one: grade_label(one.grade_level), width=60),
        Column(
            tr("Pathway"),
            lambda one: one.pathway,
            tooltip=lambda one: one.pathway,
            width=146,
        ),
    )


def _next_start(one: Near) -> int:
    return moment(one.offer.school_year, one.offer.term) if one.offer is not None else _NEVER


def _about_the_last_start(one: Near) -> str:
    said = [tr("The last chance") if one.last_chance else tr("There are later chances too")]
    if one.is_stale:
        said.append(tr("the standing is not current"))
    return "; ".join(said)
