"""Reading an update file: who signed it first, then that every byte is what was signed.

Nothing in the file is believed before its signature holds, and nothing is unpacked before all of
it was read once. A file says of itself how large it becomes; more is never read.
"""

from __future__ import annotations

import hashlib
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from cte_desktop.exchange.certificates.signatures import signature_holds
from cte_desktop.exchange.updates.manifest import (
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    MOST_MANIFEST_BYTES,
    SIGNATURE,
    Manifest,
    UpdateFile,
    damaged_update,
    parse_manifest,
)
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PIECE_BYTES = 1 << 20
_SIGNATURE_BYTES = 64
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OverflowError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)
"""What reading a zip that was cut, changed or made to deceive may raise."""


@dataclass(frozen=True, slots=True)
class UpdatePackage:
    """An update file whose signature holds and of which every byte is what was signed."""

    path: Path
    manifest: Manifest


def read_package(
    path: Path, key: bytes, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> UpdatePackage:
    """Read an update file whole and return what it says of itself.

    `key` is the publisher's public key in PEM. Known errors: update_unreadable, update_not_genuine,
    update_damaged. Writes nothing. `progress` gets the bytes read and the bytes there are.
    """
    with opened(path) as package:
        manifest = _signed_manifest(package, key)
        _require_files(package, manifest)
        done = 0
        for file in manifest.files:
            for piece in pieces(package, file):
                done += len(piece)
                progress(done, manifest.size)
    return UpdatePackage(path, manifest)


def opened(path: Path) -> zipfile.ZipFile:
    """Open the zip of an update; a known error if it is none or can't be read."""
    try:
        # A pipe or a device is no file: reading one might never end.
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise _unreadable(path)
        return zipfile.ZipFile(path)
    except (OSError, *_BROKEN) as error:
        raise _unreadable(path) from error


def pieces(package: zipfile.ZipFile, file: UpdateFile) -> Iterator[bytes]:
    """Yield the content of a file; a known error if it is not what was signed.

    The last piece is yielded before the whole is known to be right.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with package.open(file.name) as stream:
            while piece := stream.read(min(PIECE_BYTES, file.size - size + 1)):
                size += len(piece)
                if size > file.size:
                    break
                digest.update(piece)
                yield piece
    except (OSError, *_BROKEN) as error:
        raise damaged_update() from error
    if size != file.size or digest.hexdigest() != file.digest:
        raise damaged_update()


def _signed_manifest(package: zipfile.ZipFile, key: bytes) -> Manifest:
    names = package.namelist()
    if len(names) > MOST_FILES + 2 or MANIFEST not in names:
        raise _unreadable(package.filename)
    content = _read(package, MANIFEST, MOST_MANIFEST_BYTES)
    signature = _read(package, SIGNATURE, _SIGNATURE_BYTES) if SIGNATURE in names else b""
    if not signature_holds(_raw(key), signature, content):
        raise KnownError(
            "update_not_genuine",
            "This update was not signed by the publisher of CTE Desktop, or was changed since.",
            kept="Nothing was changed.",
            do="Don't use it; get the update from where you got the program.",
        )
    return parse_manifest(content)


def _read(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    try:
        with package.open(name) as stream:
            content = stream.read(most + 1)
    except (OSError, *_BROKEN) as error:
        raise damaged_update() from error
    if len(content) > most:
        raise damaged_update()
    return content


def _require_files(package: zipfile.ZipFile, manifest: Manifest) -> None:
    """Refuse a zip with other files than were signed, two of one name, or another size."""
    entries = [entry for entry in package.infolist() if entry.filename not in (MANIFEST, SIGNATURE)]
    found = sorted((entry.filename, entry.file_size) for entry in entries)
    if found != sorted((file.name, file.size) for file in manifest.files):
        raise damaged_update()


def _raw(pem: bytes) -> bytes:
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return b""
    if not isinstance(key, Ed25519PublicKey):
        return b""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _unreadable(path: Path | str | BinaryIO | None) -> KnownError:
    return KnownError(
        "update_unreadable",
        "{file} is no update of CTE Desktop, or can't be read.",
        kept="Nothing was changed.",
        do='Choose a file whose name ends with ".cte-update".',
        file=path,
    )
