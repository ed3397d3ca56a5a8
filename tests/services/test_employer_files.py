"""The address book of employers as a plain file: imported, exported, undone, kept where written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.employers import list_employers, save_employer
from cte_desktop.services.export_orders import Order
from cte_desktop.services.exporting import Disclosure, prepare, save
from cte_desktop.services.importing import import_paths

FILE = (
    "name,contact,phone,email,place,sectors,note\n"
    'Henry Mayo Hospital,R. Núñez,661-555-0100,jobs@mayo.example,"23845 McBean, Valencia",HSMT,'
    '"Ask for\nthe clinic"\n'
    "Valley Welding,,,,Newhall,BCT;BF,\n"
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "employers.csv").write_text(FILE, encoding="utf-8")
    return tmp_path / "employers.csv"


def _names(desk: Desk) -> list[str]:
    return [line.employer.name for line in list_employers(desk)]


def test_a_file_fills_the_address_book_in_one_step_that_can_be_undone(
    desk: Desk, written: Path
) -> None:
    before = _names(desk)
    import_paths(desk, (written,))
    assert set(_names(desk)) - set(before) == {"Henry Mayo Hospital", "Valley Welding"}
    hospital = next(
        line.employer for line in list_employers(desk) if line.employer.contact == "R. Núñez"
    )
    assert hospital.note == "Ask for\nthe clinic"
    assert hospital.place == "23845 McBean, Valencia"
    welding = next(x.employer for x in list_employers(desk) if x.employer.place == "Newhall")
    assert welding.sectors == ("BCT", "BF")
    history.undo(desk)
    assert _names(desk) == before


def test_a_name_that_is_there_is_brought_up_to_date(desk: Desk, written: Path) -> None:
    import_paths(desk, (written,))
    there = _names(desk)
    written.write_text(FILE.replace("Newhall", "Castaic"), encoding="utf-8")
    import_paths(desk, (written,))
    assert _names(desk) == there
    places = {line.employer.name: line.employer.place for line in list_employers(desk)}
    assert places["Valley Welding"] == "Castaic"


def test_everything_exported_brings_the_address_book_back(
    desk: Desk, written: Path, tmp_path: Path
) -> None:
    import_paths(desk, (written,))
    kept = [replace(line.employer, uid="") for line in list_employers(desk)]
    out = tmp_path / "everything"
    save(desk, "everything", prepare(desk, "everything", Order(out)), Disclosure())
    history.undo(desk)
    import_paths(desk, (out / "employers.csv",))
    assert [replace(line.employer, uid="") for line in list_employers(desk)] == kept


def test_a_line_of_the_file_can_be_corrected_by_hand(desk: Desk, written: Path) -> None:
    import_paths(desk, (written,))
    line = next(x.employer for x in list_employers(desk) if x.employer.name == "Valley Welding")
    save_employer(desk, replace(line, phone="661-555-0123"))
    phones = {x.employer.name: x.employer.phone for x in list_employers(desk)}
    assert phones["Valley Welding"] == "661-555-0123"
