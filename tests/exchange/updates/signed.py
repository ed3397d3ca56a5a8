"""Updates for tests: signed by a key of their own, and made wrong in one place each."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cte_desktop.system.updates import platform_name

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
SCRIPT = b"#!/bin/sh\necho installed\n"


def manifest(files: dict[str, bytes], /, **other: Any) -> dict[str, Any]:
    """What an update with these files says of itself, apart from what is given."""
    told = {
        "format": 1,
        "version": "9.1",
        "platform": platform_name(),
        "least_schema": "0001",
        "installer": next(iter(files), ""),
        "files": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    return told | other


def update(path: Path, files: dict[str, bytes] | None = None, **other: Any) -> Path:
    """Write an update; everything that is not given is as it should be."""
    packed = files if files is not None else {"setup.exe": b"MZ" + bytes(5000)}
    return packed_as(path, json.dumps(manifest(packed, **other)).encode(), packed)


def packed_as(
    path: Path, told: bytes, files: dict[str, bytes], signature: bytes | None = None
) -> Path:
    """Write an update with exactly this list, files and signature, the right one unless given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.json", told)
        package.writestr("manifest.sig", PRIVATE.sign(told) if signature is None else signature)
        for name, content in files.items():
            package.writestr(name, content)
    return path


def archive(members: dict[str, bytes | str]) -> bytes:
    """Return a tar.gz: bytes become files that can be run, texts become links."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            if isinstance(content, str):
                member.type, member.linkname = tarfile.SYMTYPE, content
                tar.addfile(member)
            else:
                member.size, member.mode = len(content), stat.S_IRWXU
                tar.addfile(member, io.BytesIO(content))
    return made.getvalue()
