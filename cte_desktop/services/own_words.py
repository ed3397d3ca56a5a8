"""The district's own words, as its settings have them, put into use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.settings import list_settings
from cte_desktop.system.settings import OWN_WORDS
from cte_desktop.wording.own_words import take_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.services.desk import Desk


def own_words(desk: Desk) -> Mapping[str, str]:
    """Return the district's own words by the names of their settings; "" for the shipped word."""
    every = list_settings(desk)
    return {name: every[name] for name in OWN_WORDS}


def use_words_of(desk: Desk) -> bool:
    """Speak in the district's own words from now on (`wording/own_words`); False: as before."""
    return take_words(own_words(desk))
