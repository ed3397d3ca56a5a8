"""What the page with the recovery code says: the one paper that opens a database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """`database` is the name of the file without its folder; `code` stands in groups."""

    database: str
    code: str
    made_on: date
