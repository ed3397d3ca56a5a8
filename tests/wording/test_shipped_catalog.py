"""The Spanish that ships: what stands in it has the right places, and menus keep their letters.

Whether every sentence has its Spanish is asked by `dev.py check`.
"""

from __future__ import annotations

import pytest

from cte_desktop.ui.action_list import ACTIONS, MENUS
from cte_desktop.wording.translate import language, tr
from tools.translations import PROGRAM, TRANSLATIONS, faults_of, gathered


def test_words_have_the_places_and_plurals_of_their_sentences() -> None:
    faults = faults_of(gathered(PROGRAM), TRANSLATIONS, "es")
    assert [fault for fault in faults if not fault.startswith("es: no words")] == []


@pytest.mark.parametrize("menu", ["", *(menu for menu, _ in MENUS)])
def test_no_two_entries_of_a_spanish_menu_share_a_letter(menu: str) -> None:
    texts = [a.text for a in ACTIONS if a.menu == menu] if menu else [text for _, text in MENUS]
    with language("es"):
        letters = [tr(text).partition("&")[2][:1].lower() for text in texts]
    given = [letter for letter in letters if letter]
    assert len(given) == len(set(given))
