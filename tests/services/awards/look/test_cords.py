"""Who of a class gets a cord, by the awards in force; the district's list is one step to change."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from cte_desktop.services.awards.awarding import award, withhold
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.look.cords import (
    cord_list,
    cords,
    cords_text,
    default_cords_text,
    keep_cords,
    keep_cords_pdf,
)
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.services.printing import Disclosure
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.errors import KnownError
from tests.services.awards.people import YEAR, let_everybody_graduate


@pytest.fixture
def awarded(desk: Desk) -> Desk:
    for year in (YEAR - 1, YEAR):
        award(desk, find_completers(desk, year).open)
    return desk


def test_the_class_gets_cords_whenever_the_pathway_was_completed(awarded: Desk) -> None:
    lines = cord_list(awarded, YEAR)
    ids = {line.student_id for line in lines}
    assert "0013" in ids  # completed the year before
    assert "0010" not in ids  # a junior
    assert [line.student_id for line in cord_list(awarded, YEAR + 1)] == ["0010"]
    assert {line.sector for line in lines if line.pathway == "Sports Medicine"} == {
        "Health Science and Medical Technology"
    }
    assert {line.colours for line in lines if line.pathway == "Sports Medicine"} == {
        ("red", "white")
    }
    assert not any(line.graduates or line.verified for line in lines)


def test_who_has_met_graduation_is_told_and_a_withheld_award_has_no_cord(awarded: Desk) -> None:
    let_everybody_graduate(awarded)
    lines = cord_list(awarded, YEAR)
    assert all(line.graduates for line in lines)
    withhold(awarded, lines[0].serial, withheld=True)
    assert {line.serial for line in cord_list(awarded, YEAR)} == {line.serial for line in lines[1:]}


def test_the_districts_own_list_is_kept_and_taken_back(awarded: Desk) -> None:
    own = '[HSMT]\ncolors = ["scarlet"]\nverified = true\n'
    keep_cords(awarded, own)
    assert {line.colours for line in cord_list(awarded, YEAR)} == {("scarlet",), ()}
    assert list_history(awarded, limit=1)[0].text == "Change the cords and seals of the sectors"
    assert not keep_cords(awarded, own).nouns
    undo(awarded)
    assert cords_text(awarded) == default_cords_text()
    with pytest.raises(KnownError) as caught:
        keep_cords(awarded, own.replace("HSMT", "HSMTX"))
    assert "Line 1" in caught.value.text
    assert "HSMT" in caught.value.text
    assert cords(awarded)["HSMT"].colours == ("red", "white")


def test_the_paper_lists_what_to_order_and_is_logged(awarded: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cords.pdf"
    students = keep_cords_pdf(awarded, YEAR, file, Disclosure("vendor", "cords"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "Cords and seals, class of 2027" in text
    assert "red and white" in text
    assert "Nobody has confirmed" in text
    with awarded.database.reading() as tx:
        (entry,) = list_disclosures(tx)[:1]
    assert (entry.what, entry.recipient) == ("cords", "vendor")
    assert students == len({line.student_uid for line in cord_list(awarded, YEAR)})
    nobody = tmp_path / "nobody.pdf"
    assert keep_cords_pdf(awarded, YEAR + 5, nobody, Disclosure()) == 0
