"""No serial is given twice, not by a copied folder either, and the last one is the last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cte_desktop.domain.completion.certificates.serial import MOST_NUMBER, Serial
from cte_desktop.domain.completion.register.entries import Kind
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.storage.certificates.laptop import note_path
from cte_desktop.system.errors import KnownError
from tests.services.awards.people import CLOCK, YEAR


def ever_given(desk: Desk) -> list[str]:
    return [line.serial for line in register(desk) if line.kind is Kind.AWARD]


def test_a_folder_copied_whole_to_another_laptop_gives_out_other_serials(
    desk: Desk, tmp_path: Path
) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:1])
    (before,) = ever_given(desk)
    file = desk.database.path
    assert file is not None
    desk.close()
    folder = tmp_path / "another laptop"
    folder.mkdir()
    for path in (file, file.with_name(f"{file.name}.keys"), note_path(file)):
        shutil.copy(path, folder)
    given = []
    for place in (file, folder / file.name):
        again = open_desk(place, None, CLOCK, actor="A. Lee", writable=True)
        award(again, find_completers(again, YEAR).open)
        given.append(set(ever_given(again)))
        again.close()
    assert given[0] & given[1] == {before}


def test_the_last_serial_of_a_laptop_and_year_is_given_and_none_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "cte_desktop.storage.certificates.register._Serials._given", lambda *_: MOST_NUMBER - 2
    )
    award(desk, find_completers(desk, YEAR).completed[:1])
    (first,) = ever_given(desk)
    monkeypatch.undo()
    with pytest.raises(KnownError, match="all 99,999 serial numbers of 2027") as refused:
        award(desk, find_completers(desk, YEAR).open)
    assert refused.value.kept == "Nothing was awarded."
    assert len(ever_given(desk)) == 1
    award(desk, find_completers(desk, YEAR).open[:1])
    assert ever_given(desk)[-1] == Serial(YEAR + 1, first[5:9], MOST_NUMBER).text
    with pytest.raises(KnownError):
        award(desk, find_completers(desk, YEAR).open[:1])
