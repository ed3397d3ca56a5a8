"""Certificates that were ended on this machine, of which the database knows nothing any more.

A database that came back from a backup is whole and takes what was revoked meanwhile for valid. The
note apart from the data remembers how many certificates each laptop id ended here. The district's
published list has them still: once it is joined, all is known again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.serial import laptop_of_serial
from cte_desktop.storage.certificates.joined_lists import load_joined
from cte_desktop.storage.certificates.laptop import ended_as_noted, ended_by
from cte_desktop.storage.facts import EARLIER_LAPTOPS, LAPTOP_ID, read_facts
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.storage.transaction import Transaction


def lost_endings(tx: Transaction) -> int:
    """Return how many certificates are no longer valid without this database knowing which."""
    laptops = {row[0] for row in fetch(tx, "SELECT DISTINCT laptop_id FROM register_entry")}
    facts = read_facts(tx.connection)
    laptops |= {facts[LAPTOP_ID], *facts.get(EARLIER_LAPTOPS, "").split()}
    behind = {one: ended_as_noted(tx, one) - ended_by(tx, one) for one in laptops}
    behind = {one: missing for one, missing in behind.items() if missing > 0}
    if not behind:
        return 0
    own = {row[0] for row in fetch(tx, "SELECT serial FROM certificate_revocation")}
    return sum(
        max(0, missing - len(_joined(tx, laptop_of_serial(one)) - own))
        for one, missing in behind.items()
    )


def ended_elsewhere(tx: Transaction) -> frozenset[str]:
    """Return the serials that joined lists name as revoked."""
    lists = map(_said, load_joined(tx).values())
    return frozenset(serial for _laptops, serials in lists for serial in serials)


def _joined(tx: Transaction, laptop: str) -> set[str]:
    """Return the serials that joined lists of a laptop name as revoked."""
    return {
        serial
        for laptops, serials in map(_said, load_joined(tx).values())
        if laptop in laptops
        for serial in serials
    }


def _said(text: str) -> tuple[set[str], set[str]]:
    """Return the laptops of a kept list, and the serials that it revokes."""
    made = json.loads(text)
    return set(_each(made["keys"], "laptop")), set(_each(made["revocations"], "serial"))


def _each(rows: list[dict[str, str]], name: str) -> Iterator[str]:
    return (row[name] for row in rows)
