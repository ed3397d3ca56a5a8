"""The commands verify and keys: exit 0 genuine, 1 not genuine, 4 revoked; 2 and 3 as everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import segno

from cte_desktop.exchange.certificates.key_lists import write_key_list
from cte_desktop.storage.lock import WriterLock
from tests.cli.conftest import Call, District
from tests.exchange.certificates.signing import (
    FOREIGN,
    FOREIGN_KEYS,
    KEYS,
    REVOKED_SERIAL,
    SECOND,
    SERIAL,
    code,
)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "keys.json"
    file.write_bytes(write_key_list(KEYS, SECOND))
    return file


def test_a_genuine_certificate_ends_with_0_and_says_what_it_says(call: Call, keys: Path) -> None:
    answer = call("verify", code(), "--keys", keys, "--json")
    assert answer.status == 0
    found: dict[str, Any] = answer.json
    assert {name: found[name] for name in ("result", "serial", "name", "pathway", "school")} == {
        "result": "genuine",
        "serial": SERIAL,
        "name": "Ana Sofía Rivera-Núñez",
        "pathway": "Patient Care",
        "school": "Valencia High School",
    }
    assert found["date"] == "2027-06-03"
    said = call("verify", code(), "--keys", keys)
    assert said.out.startswith("Genuine\n")
    assert "Serial number: " + SERIAL in said.out
    assert "by July 1, 2027 it was not revoked" in said.out


def test_a_revoked_one_ends_with_4_and_says_when_and_why(call: Call, keys: Path) -> None:
    answer = call("verify", code(serial=REVOKED_SERIAL), "--keys", keys, "--json")
    assert answer.status == 4
    assert answer.json["result"] == "revoked"
    assert answer.json["reason"] == "Printed with a wrong name"
    assert answer.json["revoked_on"] == "2027-06-20"
    said = call("verify", code(serial=REVOKED_SERIAL), "--keys", keys)
    assert "revoked on June 20, 2027: Printed with a wrong name" in said.out


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("", "empty"),
        ("hello", "no_code"),
        ("CTE2.abc", "newer"),
        (code()[:-7], "damaged"),
        (code(FOREIGN), "unknown_key"),
        (code()[:-20] + ("A" if code()[-20] != "A" else "B") + code()[-19:], "altered"),
    ],
)
def test_what_is_not_genuine_ends_with_1_and_tells_nothing_of_it(
    call: Call, keys: Path, what: str, reason: str
) -> None:
    answer = call("verify", what, "--keys", keys, "--json")
    assert answer.status == 1
    assert (answer.json["result"], answer.json["reason"]) == ("not_genuine", reason)
    facts = ("serial", "name", "pathway", "school", "date")
    assert [answer.json[name] for name in facts] == [None] * 5
    said = call("verify", what, "--keys", keys)
    assert (said.status, said.err) == (1, "")
    assert "enuine" in said.out


def test_a_picture_is_read_and_each_of_several_codes_is_a_line(
    call: Call, keys: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.png"
    segno.make(code(), error="m").save(str(picture), scale=4)
    assert call("verify", picture, "--keys", keys).status == 0
    several = tmp_path / "codes.txt"
    several.write_text(f"{code()}\n{code(serial=REVOKED_SERIAL)}\n", encoding="utf-8")
    answer = call("verify", several, "--keys", keys, "--json")
    assert answer.status == 4
    results = [json.loads(line)["result"] for line in answer.out.splitlines()]
    assert results == ["genuine", "revoked"]


def test_wrong_calls_and_unreadable_files_end_with_2_and_3(
    call: Call, keys: Path, tmp_path: Path
) -> None:
    assert call("verify", code()).status == 2
    assert call("verify").status == 2
    assert call("keys", "private", "--out", tmp_path / "x").status == 2
    assert call("verify", tmp_path / "gone.pdf", "--keys", keys).status == 3
    assert call("verify", code(), "--keys", tmp_path / "gone.json").status == 3
    damaged = tmp_path / "damaged.json"
    damaged.write_bytes(keys.read_bytes()[:-30])
    answer = call("verify", code(), "--keys", damaged, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (3, "not_a_key_list")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    answer = call("verify", broken, "--keys", keys)
    assert (answer.status, answer.out) == (3, "")
    assert "Traceback" not in answer.err


def test_the_keys_of_a_database_are_published_and_used_beside_a_writer(
    call: Call, district: District, tmp_path: Path
) -> None:
    base = ("--database", district.database)
    out = tmp_path / "public.json"
    answer = call(*base, "keys", "public", "--out", out, "--json")
    assert answer.status == 0
    assert (answer.json["keys"], answer.json["revocations"]) == (1, 0)
    assert json.loads(out.read_text(encoding="utf-8"))["format"] == "cte-public-keys-1"
    page = tmp_path / "check.html"
    said = call(*base, "keys", "checker", "--out", page)
    assert said.status == 0
    assert answer.json["fingerprint"] in said.out
    assert answer.json["fingerprint"] in page.read_text(encoding="utf-8")
    lock = WriterLock(district.database)
    try:
        assert call(*base, "verify", code()).status == 1
        assert call(*base, "keys", "public", "--out", out).status == 3
    finally:
        lock.release()


def test_keys_given_as_a_file_count_before_those_of_the_database(
    call: Call, district: District, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.json"
    theirs.write_bytes(write_key_list(FOREIGN_KEYS, FOREIGN))
    base = ("--database", district.database)
    assert call(*base, "verify", code(FOREIGN), "--keys", theirs).status == 0
    assert call(*base, "verify", code(FOREIGN)).status == 1


def test_another_laptops_keys_are_joined_and_listed(
    call: Call, district: District, tmp_path: Path
) -> None:
    other = tmp_path / "other.cte"
    call("new", other, "--no-passphrase")
    call("--database", other, "keys", "public", "--out", tmp_path / "o.json")
    base = ("--database", district.database, "keys")
    assert "no key yet" in call(*base, "list").out
    made = call(*base, "join", tmp_path / "o.json", "--json")
    assert made.status == 0
    (joined,) = made.json["joined"]
    assert made.json["fingerprint"] == joined["fingerprint"]
    assert call(*base, "list", "--json").json["lists"] == [joined]
    assert "1 key, 0 revocations, as of November 21, 2026" in call(*base, "list").out
    assert "all of it is known" in call(*base, "join", tmp_path / "o.json").out
    both = call(*base, "public", "--out", tmp_path / "both.json", "--json").json
    assert (both["keys"], len(both["laptops"])) == (2, 2)


@pytest.mark.parametrize(
    "words", [("join",), ("list", "f.json"), ("public",), ("join", "f.json", "--out", "x")]
)
def test_keys_says_what_it_needs(call: Call, district: District, words: tuple[str, ...]) -> None:
    assert call("--database", district.database, "keys", *words).status == 2
    assert call("--database", district.database, "keys", "join", "nowhere.json").status == 3
