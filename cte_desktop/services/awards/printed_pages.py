"""Noting what of a batch went to a printer when that were not all of its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.services.awards.batch import log_batch
from cte_desktop.storage.certificates.awards import list_awards

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.services.awards.batch import Batch
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure


def log_pages(desk: Desk, batch: Batch, pages: Collection[int], disclosed: Disclosure) -> None:
    """Log the pages, from 1, of a batch in one file: a page is a certificate.

    The others count neither as printed nor as disclosed.
    """
    log_batch(desk, _of_pages(desk, batch, pages), disclosed)


def _of_pages(desk: Desk, batch: Batch, pages: Collection[int]) -> Batch:
    went = frozenset(pages)
    serials = tuple(s for page, s in enumerate(batch.serials, 1) if page in went)
    if len(serials) == len(batch.serials):
        return batch
    among = frozenset(serials)
    with desk.database.reading() as tx:
        uids = {one.student_uid for one in list_awards(tx) if one.serial in among}
    return replace(batch, serials=serials, student_uids=frozenset(uids))
