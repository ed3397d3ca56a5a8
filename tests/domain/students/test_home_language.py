"""The language of papers for a home."""

from __future__ import annotations

import pytest

from cte_desktop.domain.students.home_language import paper_language

SPANISH = ("es", "ES", "Spanish", " spanish ", "Español", "Espan\u0303ol", "spa", "01")


@pytest.mark.parametrize("written", [*SPANISH, "castellano", "Spanish; Castilian"])
def test_spanish_is_known_however_it_is_written(written: str) -> None:
    assert paper_language(written) == "es"


@pytest.mark.parametrize(
    "written", ["", "English", "en", "00", "Tagalog", "Esperanto", "Estonian", "Korean; Spanish"]
)
def test_every_other_home_gets_english(written: str) -> None:
    assert paper_language(written) == "en"
