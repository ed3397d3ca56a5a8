"""What the tests of the wording share: the shipped catalog, and how a broken sentence looks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.exchange.plain.catalog import read_shipped_catalog

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

# An empty place leaves two spaces, a space before a stop, empty brackets or two stops.
_HOLES = re.compile(r"\s\s|\s[.,:;)]|\(\)|\(\s|[:,(]\.|\.\.|^[\s.,:;]|[{}]|_|None")


@cache
def catalog() -> Catalog:
    """The catalog that the program ships."""
    return read_shipped_catalog()


def holes(text: str) -> list[str]:
    """What looks like an empty place, a brace or a code in a sentence."""
    return _HOLES.findall(text)
