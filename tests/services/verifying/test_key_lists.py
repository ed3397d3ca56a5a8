"""Joining the key lists of several laptops: both are checked, nothing untrue is ever joined."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.domain.completion.certificates.code import CodeRecord
from cte_desktop.domain.completion.certificates.verified import Result
from cte_desktop.exchange.certificates.key_lists import JOINED_FORMAT, read_key_list, write_key_list
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.history import list_history, undo
from cte_desktop.services.settings import change_setting
from cte_desktop.services.verifying.key_lists import join_list, known_lists, look_at_list
from cte_desktop.services.verifying.verification import export_public_keys, verify, write_checker
from cte_desktop.storage.certificates.signing_keys import signing_key
from cte_desktop.storage.standings import basis_of
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.exchange.certificates.signing import FOREIGN, FOREIGN_KEYS
from tests.services.verifying.test_verification import issued, revoke, signed

LATER = date(2027, 8, 2)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another laptop of the district, with a database of its own."""
    made = new_district(tmp_path / "other.cte", None, Clock(date(2027, 7, 1)), actor="B. Cruz")
    yield made
    made.close()


@pytest.fixture
def exported(other: Desk, tmp_path: Path) -> Path:
    """The list of the other laptop."""
    return export_public_keys(other, tmp_path / "other.json").file


def result(text: str, desk: Desk | None, keys: Path | None = None) -> Result:
    return verify(text, keys, desk).result


def fault(desk: Desk, file: Path) -> KnownError:
    before = len(list_history(desk))
    with pytest.raises(KnownError) as told:
        join_list(desk, file)
    assert told.value.kept == "Nothing was joined."
    assert told.value.do
    assert len(list_history(desk)) == before
    return told.value


def certificate(of: Desk, number: int = 1) -> tuple[CodeRecord, str]:
    record = issued(of, number)
    return record, signed(of, record)


def test_the_certificates_of_a_joined_laptop_are_genuine(
    desk: Desk, other: Desk, exported: Path
) -> None:
    _, text = certificate(other)
    file = export_public_keys(other, exported).file
    assert result(text, desk) is Result.NOT_GENUINE
    made = join_list(desk, file)
    assert (len(made.new), made.known) == (1, ())
    assert made.changes.step == list_history(desk)[0].number
    assert list_history(desk)[0].text == f"Join the keys of {made.new[0].laptops[0]}"
    (answer,) = verify(text, None, desk).answers
    assert answer.result is Result.GENUINE
    assert answer.known_until == date(2027, 7, 1)


def test_a_look_at_a_list_keeps_nothing(desk: Desk, exported: Path) -> None:
    looked = look_at_list(desk, exported)
    assert len(looked.new) == 1
    assert looked.fingerprint == read_key_list(exported.read_bytes()).fingerprint
    assert not any(not one.is_own for one in known_lists(desk))


def test_one_s_own_list_is_known_as_one_s_own(desk: Desk, other: Desk, tmp_path: Path) -> None:
    certificate(desk)
    own = export_public_keys(desk, tmp_path / "own.json").file
    assert [one.is_own for one in join_list(desk, own).known] == [True]
    certificate(other)
    theirs = export_public_keys(other, tmp_path / "theirs.json").file
    join_list(desk, theirs)
    assert [one.is_own for one in join_list(desk, theirs).known] == [False]


def test_joining_is_one_step_that_can_be_undone(desk: Desk, other: Desk, exported: Path) -> None:
    _, text = certificate(other)
    join_list(desk, exported)
    assert not join_list(desk, exported).new
    assert [one.is_own for one in known_lists(desk)] == [False]
    join_list(desk, export_public_keys(other, exported).file)
    undo(desk)
    assert result(text, desk) is Result.NOT_GENUINE


def test_the_published_list_and_the_checker_carry_both_laptops(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    (_, own), (gone, revoked), (_, theirs) = (
        certificate(desk),
        certificate(other, 2),
        certificate(other, 3),
    )
    revoke(other, gone)
    join_list(desk, export_public_keys(other, tmp_path / "o.json").file)
    published = export_public_keys(desk, tmp_path / "all.json")
    assert (published.keys, published.revocations, len(published.laptops)) == (2, 1, 2)
    assert json.loads(published.file.read_bytes())["format"] == JOINED_FORMAT
    results = [result(text, None, published.file) for text in (own, theirs, revoked)]
    assert results == [Result.GENUINE, Result.GENUINE, Result.REVOKED]
    page = write_checker(desk, tmp_path / "check.html").file.read_text(encoding="utf-8")
    found = json.loads(page.partition('id="list">')[2].partition("</script>")[0])
    assert [key.get("listed_on") for key in found["keys"]] == [None, "2027-07-01"]
    assert [one["serial"] for one in found["revocations"]] == [gone.serial]


def test_two_laptops_that_join_each_other_know_the_same(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    texts = [certificate(one)[1] for one in (desk, other)]
    join_list(other, export_public_keys(desk, tmp_path / "a.json").file)
    made = join_list(desk, export_public_keys(other, tmp_path / "b.json").file)
    assert (len(made.new), len(made.known)) == (1, 1)
    assert {result(text, one) for text in texts for one in (desk, other)} == {Result.GENUINE}


def test_a_newer_list_takes_the_place_of_the_older_one(
    desk: Desk, other: Desk, exported: Path, tmp_path: Path
) -> None:
    old = exported.rename(tmp_path / "old.json")
    join_list(desk, old)
    record, text = certificate(other)
    revoke(other, record)
    with other.database.writing() as tx:
        signing_key(tx, 2028)
    other.clock = other.database.clock = Clock(LATER)
    join_list(desk, export_public_keys(other, exported).file)
    (line,) = (one for one in known_lists(desk) if not one.is_own)
    assert (line.keys, line.revocations, line.listed_on) == (3, 1, LATER)
    assert result(text, desk) is Result.REVOKED
    assert not join_list(desk, old).new


def test_a_list_without_a_revocation_takes_none_back(
    desk: Desk, other: Desk, exported: Path
) -> None:
    record, text = certificate(other)
    whole = read_key_list(exported.read_bytes())
    with other.database.reading() as tx:
        signer = signing_key(tx, 2027)
    revoke(other, record)
    join_list(desk, export_public_keys(other, exported).file)
    exported.write_bytes(write_key_list(replace(whole, listed_on=LATER), signer))
    join_list(desk, exported)
    assert result(text, desk) is Result.REVOKED


@pytest.mark.parametrize("place", [300, 900, 1500])
def test_a_tampered_list_is_refused(desk: Desk, exported: Path, place: int) -> None:
    content = bytearray(exported.read_bytes())
    place %= len(content)
    content[place] ^= 1
    exported.write_bytes(bytes(content))
    assert fault(desk, exported).code in {"key_list_damaged", "not_a_key_list"}


def test_a_joined_list_with_a_part_changed_or_left_out_is_refused(
    desk: Desk, other: Desk, exported: Path, tmp_path: Path
) -> None:
    certificate(desk)
    join_list(desk, exported)
    file = export_public_keys(desk, tmp_path / "all.json").file
    whole = json.loads(file.read_bytes())
    changes: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda made: made["lists"].pop(),
        lambda made: made["lists"].reverse(),
        lambda made: made["lists"][1].update(district="X"),
        lambda made: made.update(more=1),
        lambda made: made.update(lists=[]),
        lambda made: made.update(lists=7),
        lambda made: made.pop("signature"),
    )
    for change in changes:
        made = json.loads(json.dumps(whole))
        change(made)
        file.write_text(json.dumps(made), encoding="utf-8")
        assert fault(other, file).code == "key_list_damaged"


def test_another_districts_list_is_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "foreign.json"
    file.write_bytes(write_key_list(FOREIGN_KEYS, FOREIGN))
    told = fault(desk, file)
    assert told.code == "key_list_foreign"
    assert "Another District" in told.text


def test_what_is_missing_or_no_list_is_told(desk: Desk, tmp_path: Path) -> None:
    assert fault(desk, tmp_path / "nowhere.json").code == "key_list_unreadable"
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    assert fault(desk, tmp_path / "a.json").code == "not_a_key_list"


def test_joining_leaves_settings_and_standings_as_they_are(desk: Desk, exported: Path) -> None:
    with desk.database.reading() as tx:
        before = basis_of(tx)
    join_list(desk, exported)
    with desk.database.reading() as tx:
        assert basis_of(tx) == before
    change_setting(desk, "travel_margin_minutes", "7")
    with desk.database.reading() as tx:
        assert basis_of(tx) != before
