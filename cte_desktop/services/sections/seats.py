"""The open order for the seats of a section, as anybody may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.seats.open_order import queue
from cte_desktop.services.sections.unknown import unknown_section
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store

if TYPE_CHECKING:
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Queued
    from cte_desktop.services.desk import Desk


def open_order(desk: Desk, key: SectionKey) -> tuple[Queued, ...]:
    """Return everybody with a claim to a seat in the order in which seats are given.

    Seats are a plan until the information system confirms them. A wrong call if there is no such
    section.
    """
    catalog, day = desk.catalog(), desk.today()
    with desk.database.reading() as tx:
        section = section_store.find_section(tx, key)
        if section is None:
            raise unknown_section(key)
        claims = seat_store.claims_of(tx, (key,), day)[key]
    return queue(section, claims, catalog)
