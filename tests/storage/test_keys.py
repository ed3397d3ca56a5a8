"""Key files: unlocked by passphrase or recovery code, rewrapped, and never mistaken for whole."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.storage import keys
from cte_desktop.storage.key_file import FORMAT, keys_path, read_key_file, write_key_file
from cte_desktop.storage.recovery_code import new_recovery_code, read_recovery_code
from cte_desktop.storage.tries import FREE_TRIES, tries_path
from cte_desktop.system.errors import KnownError

PASSPHRASE = "correct horse, Núñez"
COMPOSED = "correct horse, Nu\u0301n\u0303ez"


def _code_of(action: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        action()
    assert caught.value.text
    return caught.value.code


@pytest.fixture
def wrapped(tmp_path: Path, quick_keys: None) -> tuple[Path, keys.NewKeys]:
    path = tmp_path / "district.cte"
    return path, keys.create_keys(path, PASSPHRASE)


def test_a_guess_is_as_dear_as_promised(tmp_path: Path) -> None:
    path = tmp_path / "district.cte"
    made = keys.create_keys(path, PASSPHRASE)
    assert keys.unlock(path, PASSPHRASE) == made.key
    kept = read_key_file(path)
    for wrapped in (kept.passphrase, kept.recovery):
        assert wrapped is not None
        assert (wrapped.iterations, wrapped.memory_kib) == (3, 64 * 1024)


def test_the_passphrase_gives_the_key_however_its_accents_are_typed(
    wrapped: tuple[Path, keys.NewKeys],
) -> None:
    path, made = wrapped
    assert len(made.key) == 32
    assert keys.unlock(path, COMPOSED) == made.key
    assert made.key not in keys_path(path).read_bytes()


def test_a_wrong_or_missing_passphrase_gets_a_sentence(wrapped: tuple[Path, keys.NewKeys]) -> None:
    path, _ = wrapped
    assert _code_of(lambda: keys.unlock(path, "Correct horse, Núñez")) == "wrong_passphrase"
    assert _code_of(lambda: keys.unlock(path, None)) == "passphrase_needed"
    assert _code_of(lambda: keys.unlock(path, "")) == "passphrase_empty"


def test_the_recovery_code_gives_the_key_however_it_is_typed(
    wrapped: tuple[Path, keys.NewKeys],
) -> None:
    path, made = wrapped
    assert made.recovery_code is not None
    assert len(made.recovery_code.split("-")) == 9
    typed = made.recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.unlock_with_recovery(path, typed) == made.key


def test_a_mistyped_recovery_code_is_told_from_a_foreign_one(
    wrapped: tuple[Path, keys.NewKeys],
) -> None:
    path, made = wrapped
    assert made.recovery_code is not None
    other = "8" if made.recovery_code[0] != "8" else "9"
    mistyped = other + made.recovery_code[1:]
    assert _code_of(lambda: keys.unlock_with_recovery(path, mistyped)) == "recovery_code_mistyped"
    foreign = new_recovery_code()
    assert _code_of(lambda: keys.unlock_with_recovery(path, foreign)) == "wrong_recovery_code"


def test_two_swapped_letters_of_a_recovery_code_are_noticed() -> None:
    code = read_recovery_code(new_recovery_code())
    assert len(code) == 32
    assert _code_of(lambda: read_recovery_code(code)) == "recovery_code_mistyped"


def test_a_new_passphrase_and_a_new_code_replace_the_old_ones(
    tmp_path: Path, quick_keys: None
) -> None:
    path = tmp_path / "district.cte"
    made = keys.create_keys(path, "old")
    assert made.recovery_code is not None
    keys.change_passphrase(path, made.key, "new")
    assert keys.unlock(path, "new") == made.key
    assert _code_of(lambda: keys.unlock(path, "old")) == "wrong_passphrase"
    assert keys.unlock_with_recovery(path, made.recovery_code) == made.key
    fresh = keys.replace_recovery_code(path, made.key)
    assert keys.unlock_with_recovery(path, fresh) == made.key
    old_code = made.recovery_code
    assert _code_of(lambda: keys.unlock_with_recovery(path, old_code)) == "wrong_recovery_code"


def test_without_a_passphrase_the_file_says_that_anybody_can_read(tmp_path: Path) -> None:
    path = tmp_path / "sample.cte"
    made = keys.create_keys(path, None)
    assert made.recovery_code is None
    assert not read_key_file(path).needs_passphrase
    assert keys.unlock(path, None) == keys.unlock(path, "any") == made.key
    assert "no passphrase" in keys_path(path).read_text(encoding="utf-8")
    assert _code_of(lambda: keys.change_passphrase(path, made.key, "new")) == "no_passphrase"
    assert _code_of(lambda: keys.replace_recovery_code(path, made.key)) == "no_passphrase"


def _same_spaces(content: bytes, whole: object) -> bool:
    """A flipped bit can turn a space of the JSON into another, which changes nothing."""
    try:
        return bool(json.loads(content) == whole)
    except ValueError:
        return False


@pytest.mark.parametrize("kind", ["open", "passphrase", "people"])
def test_every_flipped_bit_of_a_key_file_is_noticed(
    tmp_path: Path, quick_keys: None, kind: str
) -> None:
    path = tmp_path / "district.cte"
    made = keys.create_keys(path, None if kind == "open" else PASSPHRASE)
    if kind == "people":
        keys.add_person_key(path, made.key, "u1", "Ana", "quiet doors")
    whole = keys_path(path).read_bytes()
    meant = json.loads(whole)
    for place in range(8 * len(whole)):
        spoiled = bytearray(whole)
        spoiled[place // 8] ^= 1 << (place % 8)
        if place % 5 and b'"version"' not in whole[place // 8 - 16 : place // 8 + 16]:
            continue
        keys_path(path).write_bytes(spoiled)
        if not _same_spaces(bytes(spoiled), meant):
            assert _code_of(lambda: read_key_file(path)) == "keys_damaged"


def test_without_people_and_keychain_the_file_is_as_the_first_version_wrote_it(
    wrapped: tuple[Path, keys.NewKeys],
) -> None:
    path, made = wrapped
    assert json.loads(keys_path(path).read_bytes())["version"] == 1
    keys.add_person_key(path, made.key, "u1", "Ana", "quiet doors")
    assert json.loads(keys_path(path).read_bytes())["version"] == 2
    keys.remove_person_key(path, "u1")
    assert json.loads(keys_path(path).read_bytes())["version"] == 1


def test_each_person_has_a_passphrase_of_their_own(wrapped: tuple[Path, keys.NewKeys]) -> None:
    path, made = wrapped
    for uid, name in (("u1", "Ana Núñez"), ("u2", "Bo Lee")):
        keys.add_person_key(path, made.key, uid, name, f"quiet doors of {uid}")
    assert keys.people_named(path) == ("Ana Núñez", "Bo Lee")
    found = keys.unlock_named(path, "quiet doors of u1", "ana nu\u0301n\u0303ez")
    assert found == keys.Unlocked(made.key, "u1")
    assert keys.unlock_named(path, PASSPHRASE) == keys.Unlocked(made.key)
    keys.add_person_key(path, made.key, "u1", "Ana N. Lee", "other doors")
    keys.rename_person_key(path, "u2", "Bo")
    keys.rename_person_key(path, "nobody", "Nobody")
    assert keys.people_named(path) == ("Ana N. Lee", "Bo")
    assert keys.unlock_named(path, "other doors", "Ana N. Lee").person_uid == "u1"
    old = _code_of(lambda: keys.unlock_named(path, "quiet doors of u1", "Ana N. Lee"))
    assert old == "wrong_passphrase"
    assert _code_of(lambda: keys.unlock_named(path, "x", "Ana Núñez")) == "unknown_person"
    keys.change_passphrase(path, made.key, "another of the database")
    keys.remove_person_key(path, "u2")
    assert keys.unlock_named(path, "other doors", "Ana N. Lee").key == made.key
    assert keys.people_named(path) == ("Ana N. Lee",)


def test_the_passphrase_of_somebody_else_is_told_and_guesses_nothing(
    wrapped: tuple[Path, keys.NewKeys],
) -> None:
    path, made = wrapped
    for uid, name in (("u1", "Ana Núñez"), ("u2", "Bo Lee")):
        keys.add_person_key(path, made.key, uid, name, f"quiet doors of {uid}")
    for typed, asked, whose, said in (
        (PASSPHRASE, "Bo Lee", "", "the passphrase of the database itself, not that of Bo Lee."),
        ("quiet doors of u1", "Bo Lee", "Ana Núñez", "passphrase of Ana Núñez, not that of Bo Lee"),
        ("quiet doors of u2", "", "Bo Lee", "passphrase of Bo Lee, not that of the database"),
    ):
        for _ in range(FREE_TRIES + 1):
            with pytest.raises(KnownError) as caught:
                keys.unlock_named(path, typed, asked)
            assert caught.value.code == "wrong_passphrase"
            assert caught.value.values["whose"] == whose
            assert said in caught.value.text
    assert not tries_path(path).exists()
    with pytest.raises(KnownError) as caught:
        keys.unlock_named(path, "nobody's", "Bo Lee")
    assert "whose" not in caught.value.values
    assert tries_path(path).exists()


def test_whose_key_is_put_under_another_name_in_the_file_opens_nothing(
    wrapped: tuple[Path, keys.NewKeys],
) -> None:
    path, made = wrapped
    keys.add_person_key(path, made.key, "administrator", "Ana", "quiet doors")
    kept = read_key_file(path)
    taken = replace(kept.people[0], uid="counselor")
    write_key_file(path, replace(kept, people=(taken,)))
    assert _code_of(lambda: keys.unlock_named(path, "quiet doors", "Ana")) == "wrong_passphrase"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@given(_JSON, st.integers(0, 3))
def test_whatever_stands_in_a_key_file_is_a_sentence(body: object, version: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "district.cte"
        covered = body if version == 1 else {"version": version, "body": body}
        digest = hashlib.sha256(json.dumps(covered, sort_keys=True).encode()).hexdigest()
        kept = {"format": FORMAT, "version": version, "body": body, "sha256": digest}
        for content in (kept, {**kept, "body": {"passphrase": body, "recovery": body}}, body):
            keys_path(path).write_text(json.dumps(content), encoding="utf-8")
            assert _code_of(lambda: read_key_file(path)) in ("keys_damaged", "newer_version")


def test_an_endless_or_deep_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "district.cte"
    for content in (b"[" * 200_000, b" " * (2 << 20), b'{"format": ' * 2000, b"\xff\xfe"):
        keys_path(path).write_bytes(content)
        assert _code_of(lambda: read_key_file(path)) == "keys_damaged"


def test_a_missing_a_newer_and_a_greedy_key_file_get_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "district.cte"
    assert _code_of(lambda: keys.unlock(path, None)) == "keys_missing"
    keys.create_keys(path, None)
    kept = json.loads(keys_path(path).read_text(encoding="utf-8"))
    keys_path(path).write_text(json.dumps(kept | {"version": 3, "sha256": ""}), encoding="utf-8")
    assert _code_of(lambda: keys.unlock(path, None)) == "newer_version"
    keys_path(path).write_text("[]", encoding="utf-8")
    assert _code_of(lambda: keys.unlock(path, None)) == "keys_damaged"
