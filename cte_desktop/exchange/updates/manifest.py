"""The signed list of an update: version, platform, and each file with its size and digest."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from cte_desktop.system.errors import KnownError
from cte_desktop.system.updates import is_version

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
MOST_MANIFEST_BYTES = 64 * 1024
MOST_FILES = 32
MOST_BYTES = 2 << 30
"""Unpacked bytes that one update may have."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SCHEMA = re.compile(r"\d{4}", re.ASCII)
_PLATFORM = re.compile(r"[a-z0-9]+-[a-z0-9_]+", re.ASCII)
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class UpdateFile:
    """One file of an update: its bare name, its bytes, and its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an update says of itself. `least_schema`: the revision of the databases that its program
    can bring up to date at the oldest. `installer`: the file that is started.
    """

    version: str
    platform: str
    least_schema: str
    installer: str
    files: tuple[UpdateFile, ...]

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest as it is signed and packed."""
    told = {
        "format": FORMAT,
        "version": manifest.version,
        "platform": manifest.platform,
        "least_schema": manifest.least_schema,
        "installer": manifest.installer,
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.digest} for file in manifest.files
        ],
    }
    return json.dumps(told, indent=1)


def parse_manifest(content: bytes) -> Manifest:
    """Return what a manifest says; a known error if it is none, or names files that may not be."""
    try:
        told = json.loads(content)
        manifest = _manifest(told)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged_update() from error
    return manifest


def is_safe_name(name: str) -> bool:
    """Say whether a file of this name can be unpacked anywhere: no folder, no device, no dot."""
    return _NAME.fullmatch(name) is not None and _DEVICE.fullmatch(name) is None


def damaged_update() -> KnownError:
    """Return the error about an update that is not what was signed."""
    return KnownError(
        "update_damaged",
        "The update file is damaged: what is in it is not what its list says.",
        kept="Nothing was changed.",
        do="Get the file again from whoever gave it to you.",
    )


def _manifest(told: dict[str, object]) -> Manifest:
    if told["format"] != FORMAT:
        raise ValueError
    files = told["files"]
    if not isinstance(files, list) or not 0 < len(files) <= MOST_FILES:
        raise ValueError
    manifest = Manifest(
        _text(told["version"]),
        _text(told["platform"]),
        _text(told["least_schema"]),
        _text(told["installer"]),
        tuple(_file(file) for file in files),
    )
    names = [file.name.casefold() for file in manifest.files]
    if (
        not is_version(manifest.version)
        or not _PLATFORM.fullmatch(manifest.platform)
        or not _SCHEMA.fullmatch(manifest.least_schema)
        or manifest.installer not in {file.name for file in manifest.files}
        or len(set(names)) != len(names)
        or manifest.size > MOST_BYTES
    ):
        raise ValueError
    return manifest


def _file(told: dict[str, object]) -> UpdateFile:
    name, size, digest = _text(told["name"]), told["size"], _text(told["sha256"])
    if not is_safe_name(name) or name.casefold() in (MANIFEST, SIGNATURE):
        raise ValueError
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= MOST_BYTES:
        raise ValueError
    if not _DIGEST.fullmatch(digest):
        raise ValueError
    return UpdateFile(name, size, digest)


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told
