"""The letterhead of plans and letters: its pictures, each kept or taken away as one step.

The lines and the titles of who signs are settings of the district (`services/settings.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.letterhead import Letterhead
from cte_desktop.domain.people.roles import Right
from cte_desktop.services.changes import Changes
from cte_desktop.services.people.rights import require
from cte_desktop.storage.certificates import templates as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.settings import LETTERHEAD, SIGNATORIES, SIGNATORIES_ES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction
    from cte_desktop.system.settings import Value

PICTURE, SEAL = "letterhead", "seal"
NOUNS = frozenset({"settings", "history"})


def letterhead_in(tx: Transaction, values: Mapping[str, Value]) -> Letterhead:
    """Return the letterhead within a transaction; `values` are the settings of the district."""
    images = store.load_paper_images(tx)
    lines = tuple(str(values[name]) for name in LETTERHEAD)
    return Letterhead(
        tuple(line for line in lines if line),
        images.get(PICTURE, b""),
        images.get(SEAL, b""),
        tuple(str(values[name]) for name in SIGNATORIES),
        tuple(str(values[name]) for name in SIGNATORIES_ES),
    )


def letterhead_of(desk: Desk) -> Letterhead:
    """Return the letterhead in force."""
    return desk.district().letterhead


def keep_picture(desk: Desk, name: str, path: Path) -> Changes:
    """Print the picture of a file on papers from now on: `PICTURE` or `SEAL`.

    Known errors say what is wrong with the file (`exchange/certificates/pictures_in.py`): nothing
    is kept then.
    """
    from cte_desktop.exchange.certificates.pictures_in import read_picture

    require(desk, Right.SETTINGS)
    return _save(desk, "add_paper_picture", name, read_picture(path).png)


def remove_picture(desk: Desk, name: str) -> Changes:
    """Print that picture no longer."""
    return _save(desk, "remove_paper_picture", name, None)


def _save(desk: Desk, action: str, name: str, png: bytes | None) -> Changes:
    if name not in (PICTURE, SEAL):
        raise ValueError(f"no such picture: {name}")
    with desk.database.writing() as tx:
        begin_step(tx, action, {"picture": name})
        changed = store.save_paper_image(tx, name, png)
        number = step_number(tx) if changed else None
    desk.forget_district()
    return Changes(NOUNS if changed else frozenset(), step=number)
