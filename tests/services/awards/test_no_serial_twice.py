"""A serial is never given twice: used up, taken back, or restored from before it was given."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cte_desktop.domain.completion.certificates.serial import parse_serial
from cte_desktop.services import checking
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.history import undo
from cte_desktop.storage.certificates.laptop import note_path
from cte_desktop.system.errors import KnownError
from tests.services.awards.awarding import award_all, ever_given, serials
from tests.services.awards.people import CLOCK, YEAR


def test_serials_that_are_used_up_are_a_known_error(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cte_desktop.storage.certificates.register.MOST_NUMBER", 3)
    found = find_completers(desk, YEAR)
    with pytest.raises(KnownError) as refused:
        award(desk, found.open)
    assert refused.value.code == "serials_used_up"
    assert serials(desk) == []
    award(desk, found.open[:3])
    assert len(serials(desk)) == 3


def _reopened(file: Path) -> Desk:
    return open_desk(file, None, CLOCK, actor="A. Lee", writable=True)


def test_a_database_from_before_the_last_award_never_repeats_a_serial(
    desk: Desk, tmp_path: Path
) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:1])
    old = desk.database.back_up("test").path
    given = set(award_all(desk))
    file = desk.database.path
    assert file is not None
    desk.close()
    shutil.copy(old, file)
    for restored in (file, _moved(old, tmp_path)):
        again = _reopened(restored)
        now = set(award_all(again))
        kept = {line.serial for line in register(again)[:1]}
        assert now & given == kept
        assert checking.check(restored, None) == ()
        again.close()


def _moved(backup: Path, folder: Path) -> Path:
    other = folder / "another laptop.cte"
    shutil.copy(backup, other)
    shutil.copy(f"{backup}.keys", f"{other}.keys")
    return other


def test_a_database_that_stays_where_it_is_stays_the_same_laptop(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:1])
    file = desk.database.path
    assert file is not None
    assert note_path(file).exists()
    desk.close()
    again = _reopened(file)
    undo(again)
    award_all(again)
    laptops = {p.laptop for p in map(parse_serial, ever_given(again)) if p}
    numbers = [p.number for p in map(parse_serial, ever_given(again)) if p]
    assert len(laptops) == 1
    assert numbers == list(range(1, len(numbers) + 1))
    again.close()


def _all_files(file: Path) -> tuple[Path, ...]:
    return (file, file.with_name(f"{file.name}.keys"), note_path(file))


def test_files_copied_back_over_those_in_place_never_repeat_a_serial(
    desk: Desk, tmp_path: Path
) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:1])
    (first,) = serials(desk)
    file = desk.database.path
    assert file is not None
    desk.close()
    kept = tmp_path / "kept"
    kept.mkdir()
    for path in _all_files(file):
        shutil.copy(path, kept)
    given: list[set[str]] = []
    for _time in range(3):
        again = _reopened(file)
        given.append(set(award_all(again)) - {first})
        assert checking.check(file, None) == ()
        again.close()
        for path in _all_files(file):
            shutil.copyfile(kept / path.name, path)
    assert all(given)
    assert len(set().union(*given)) == sum(map(len, given))


def test_an_entry_that_another_person_s_copy_wrote_in_the_same_place_gives_a_new_laptop_id(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    award(desk, find_completers(desk, YEAR).completed[:1])
    file = desk.database.path
    assert file is not None
    desk.close()
    kept = {path: path.read_bytes() for path in _all_files(file)}
    laptops = []
    for place, folder in enumerate(("own", "other", "own")):
        monkeypatch.setenv("CTE_DATA_FOLDER", str(tmp_path / folder))
        again = _reopened(file)
        award(again, find_completers(again, YEAR).open[place : place + 1])
        laptops.append(serials(again)[-1][5:9])
        again.close()
        if place == 0:
            for path, content in kept.items():
                path.write_bytes(content)
    assert laptops[2] not in laptops[:2]


def test_without_the_note_apart_from_the_data_a_database_in_place_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    award(desk, find_completers(desk, YEAR).completed[:1])
    monkeypatch.setenv("CTE_DATA_FOLDER", str(tmp_path / "elsewhere"))
    award_all(desk)
    numbers = [p.number for p in map(parse_serial, ever_given(desk)) if p]
    assert numbers == list(range(1, len(numbers) + 1))
