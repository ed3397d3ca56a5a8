"""Key files: unlocked by passphrase or recovery code, rewrapped, and never mistaken for whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cte_desktop.storage import keys
from cte_desktop.storage.key_file import keys_path, read_key_file
from cte_desktop.storage.recovery_code import new_recovery_code, read_recovery_code
from cte_desktop.system.errors import KnownError

PASSPHRASE = "correct horse, Núñez"
COMPOSED = "correct horse, Nu\u0301n\u0303ez"


def _code_of(action: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        action()
    assert caught.value.text
    return caught.value.code


@pytest.fixture(scope="module")
def wrapped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keys.NewKeys]:
    path = tmp_path_factory.mktemp("keys") / "district.cte"
    return path, keys.create_keys(path, PASSPHRASE)


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


def test_a_new_passphrase_and_a_new_code_replace_the_old_ones(tmp_path: Path) -> None:
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


def _means_the_same(content: bytes, meaning: object) -> bool:
    """A flipped bit can turn one space of the JSON into another."""
    try:
        return bool(json.loads(content) == meaning)
    except ValueError:
        return False


def test_every_flipped_bit_of_a_key_file_is_noticed(wrapped: tuple[Path, keys.NewKeys]) -> None:
    path, _ = wrapped
    whole = keys_path(path).read_bytes()
    meaning = json.loads(whole)
    try:
        for place in range(0, len(whole), 7):
            spoiled = bytearray(whole)
            spoiled[place] ^= 1 << (place % 8)
            keys_path(path).write_bytes(spoiled)
            if _means_the_same(bytes(spoiled), meaning):
                continue
            assert _code_of(lambda: read_key_file(path)) in ("keys_damaged", "newer_version")
    finally:
        keys_path(path).write_bytes(whole)


def test_a_missing_a_newer_and_a_greedy_key_file_get_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "district.cte"
    assert _code_of(lambda: keys.unlock(path, None)) == "keys_missing"
    keys.create_keys(path, None)
    kept = json.loads(keys_path(path).read_text(encoding="utf-8"))
    keys_path(path).write_text(json.dumps(kept | {"version": 3, "sha256": ""}), encoding="utf-8")
    assert _code_of(lambda: keys.unlock(path, None)) == "newer_version"
    keys_path(path).write_text("[]", encoding="utf-8")
    assert _code_of(lambda: keys.unlock(path, None)) == "keys_damaged"
