"""Every update file that is not what its publisher signed is refused, and nothing is written."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.exchange.updates.manifest import is_safe_name, parse_manifest
from cte_desktop.exchange.updates.package import read_package
from cte_desktop.system.errors import KnownError
from tests.exchange.updates.signed import KEY, PRIVATE, manifest, packed_as, update

FILES = {"setup.exe": b"MZ" + bytes(range(256)) * 40}
OTHER_KEY = (
    Ed25519PrivateKey.from_private_bytes(bytes(32))
    .public_key()
    .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
)


def code_of(path: Path, key: bytes = KEY) -> str:
    """The code with which a file is refused, "" if it is not."""
    try:
        read_package(path, key)
    except KnownError as error:
        return error.code if error.kept == "Nothing was changed." else "silent"
    return ""


def test_a_signed_update_says_what_it_is_and_tells_how_far_it_was_read(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = update(tmp_path / "a.cte-update", FILES)
    found = read_package(path, KEY, lambda done, of: told.append((done, of)))
    assert found.manifest.version == "9.1"
    assert found.manifest.installer == "setup.exe"
    size = len(FILES["setup.exe"])
    assert told[-1] == (size, size)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("key", [OTHER_KEY, b"", b"no key"])
def test_another_publishers_update_is_not_genuine(key: bytes, tmp_path: Path) -> None:
    assert code_of(update(tmp_path / "a", FILES), key) == "update_not_genuine"


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_changed_byte_is_damage_however_the_file_was_packed(way: int, tmp_path: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w", way) as package:
        package.writestr("manifest.json", json.dumps(manifest(FILES)))
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)
    assert code_of(path) == "update_damaged"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no name here")
def test_a_pipe_or_a_device_is_no_update(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zeros").symlink_to("/dev/zero")
    for name in ("pipe", "zeros", "."):
        assert code_of(tmp_path / name) == "update_unreadable"


@pytest.mark.parametrize("signature", [b"", bytes(64), b"x" * 63])
def test_a_wrong_signature_is_not_genuine(signature: bytes, tmp_path: Path) -> None:
    told = json.dumps(manifest(FILES)).encode()
    assert code_of(packed_as(tmp_path / "a", told, FILES, signature)) == "update_not_genuine"


def test_a_list_changed_after_signing_is_not_genuine(tmp_path: Path) -> None:
    told = json.dumps(manifest(FILES)).encode()
    signature = PRIVATE.sign(told)
    changed = told.replace(b'"9.1"', b'"9.9"')
    assert code_of(packed_as(tmp_path / "a", changed, FILES, signature)) == "update_not_genuine"


def test_a_missing_signature_or_list_is_refused(tmp_path: Path) -> None:
    for name, left_out in (("a", "manifest.sig"), ("b", "manifest.json")):
        told = json.dumps(manifest(FILES)).encode()
        parts = {"manifest.json": told, "manifest.sig": PRIVATE.sign(told), **FILES}
        with zipfile.ZipFile(tmp_path / name, "w") as package:
            for part, content in parts.items():
                if part != left_out:
                    package.writestr(part, content)
    assert code_of(tmp_path / "a") == "update_not_genuine"
    assert code_of(tmp_path / "b") == "update_unreadable"


def test_a_file_that_is_missing_added_or_another_is_damage(tmp_path: Path) -> None:
    told = json.dumps(manifest(FILES)).encode()
    other = {"setup.exe": FILES["setup.exe"][:-1] + b"!"}
    shorter = {"setup.exe": FILES["setup.exe"][:-1]}
    for number, files in enumerate(({}, {**FILES, "more.dll": b""}, other, shorter)):
        assert code_of(packed_as(tmp_path / str(number), told, files)) == "update_damaged"


def test_a_file_that_is_there_twice_is_damage(tmp_path: Path) -> None:
    path = update(tmp_path / "a", FILES)
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("setup.exe", FILES["setup.exe"])
    assert code_of(path) == "update_damaged"


@pytest.mark.parametrize(
    "name",
    [
        "../setup.exe", "/etc/passwd", "a/b.exe", "C:\\a.exe", "..", ".hidden", "con.exe", "NUL",
        "a\u0000b", "manifest.json", "Manifest.SIG", "", "x" * 101, "trailing ", "ü.exe",
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder_even_when_it_is_signed(name: str, tmp_path: Path) -> None:
    told = json.dumps(manifest({name: b"content"})).encode()
    with pytest.raises(KnownError) as refused:
        parse_manifest(told)
    assert refused.value.code == "update_damaged"
    assert not is_safe_name(name) or name.lower().startswith("manifest.")
    path = packed_as(tmp_path / "a", told, {"setup.exe": b"content"})
    assert code_of(path) == "update_damaged"


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": 2}, {"format": None}, {"version": "1.x"}, {"version": 1}, {"version": "1"},
        {"platform": "../x"}, {"least_schema": "13"}, {"installer": "other.exe"}, {"files": []},
        {"files": {}}, {"files": [1]}, {"files": [{"name": "setup.exe"}]},
        {"files": [{"name": "setup.exe", "size": -1, "sha256": "0" * 64}]},
        {"files": [{"name": "setup.exe", "size": 1 << 40, "sha256": "0" * 64}]},
        {"files": [{"name": "setup.exe", "size": True, "sha256": "0" * 64}]},
        {"files": [{"name": "setup.exe", "size": 1, "sha256": "zz"}]},
        {"files": [{"name": "setup.exe", "size": 1, "sha256": "0" * 64}] * 2},
        {"files": [{"name": f"{n}.exe", "size": 1, "sha256": "0" * 64} for n in range(40)]},
    ],
)  # fmt: skip
def test_a_signed_list_that_says_nonsense_is_damage(wrong: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as refused:
        parse_manifest(json.dumps(manifest(FILES, **wrong)).encode())
    assert refused.value.code == "update_damaged"


@given(st.binary(max_size=200))
def test_whatever_stands_in_the_list_is_read_or_refused(content: bytes) -> None:
    with pytest.raises(KnownError):
        parse_manifest(content)


def test_a_bomb_is_never_read_whole(tmp_path: Path) -> None:
    bomb = bytes(40 << 20)
    with zipfile.ZipFile(tmp_path / "a", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.json", bomb)
        package.writestr("manifest.sig", bytes(64))
    assert code_of(tmp_path / "a") == "update_damaged"
    told = json.dumps(manifest(FILES)).encode()
    larger = packed_as(tmp_path / "b", told, {"setup.exe": bomb})
    assert code_of(larger) == "update_damaged"
    assert code_of(with_lying_size(larger, len(bomb), len(FILES["setup.exe"]))) == "update_damaged"


def with_lying_size(path: Path, size: int, said: int) -> Path:
    """Let a zip say of a file that it is smaller than what it unpacks to."""
    content = path.read_bytes()
    assert content.count(struct.pack("<L", size)) >= 2
    path.write_bytes(content.replace(struct.pack("<L", size), struct.pack("<L", said)))
    return path


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", bytes(1000)])
def test_what_is_no_zip_is_unreadable(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    assert code_of(tmp_path / "a") == "update_unreadable"
    assert code_of(tmp_path / "gone") == "update_unreadable"
    assert code_of(tmp_path) == "update_unreadable"


def test_a_changed_or_cut_byte_anywhere_is_found(tmp_path: Path) -> None:
    whole = update(tmp_path / "a", {"setup.exe": b"MZ" + bytes(range(256))}).read_bytes()
    accepted = []
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 0x41
        (tmp_path / "b").write_bytes(changed)
        if not code_of(tmp_path / "b"):
            accepted.append(place)
        (tmp_path / "c").write_bytes(whole[:place])
        assert code_of(tmp_path / "c")
    # What is left are fields of the zip that say nothing of content: dates, attributes, versions.
    for place in accepted:
        changed = bytearray(whole)
        changed[place] ^= 0x41
        (tmp_path / "b").write_bytes(changed)
        with zipfile.ZipFile(tmp_path / "b") as package:
            assert package.read("setup.exe") == b"MZ" + bytes(range(256))
