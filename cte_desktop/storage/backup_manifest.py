"""What stands beside every finished backup: when and why it was made, and the digests of its files.

A manifest is read as something a stranger wrote: it names no file but the two beside it, it is
small, and what it says of the content is never believed before the copy itself was looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cte_desktop import __version__
from cte_desktop.storage.key_file import keys_path

FORMAT = "cte-desktop backup"
VERSION = 2
_FIRST_VERSION = 1
"""Did not say what it is itself."""
ENDING = ".manifest.json"
MOST_BYTES = 64 * 1024
_REASON = re.compile(r"[a-z][a-z0-9-]{0,39}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup: the copy at `path`, its key file and its manifest lie side by side.

    `database_id` is "" in manifests of before it was noted.
    """

    path: Path
    made_at: datetime
    reason: str
    database_digest: str
    keys_digest: str
    database_id: str = ""


def manifest_path(path: Path) -> Path:
    """Return the manifest of the backup at `path`."""
    return path.with_name(path.name + ENDING)


def manifest_text(backup: Backup) -> bytes:
    """Return what is written beside a finished backup."""
    kept: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": backup.made_at.isoformat(),
        "made_by": __version__,
        "reason": backup.reason,
        "database_id": backup.database_id,
        "sha256": {
            backup.path.name: backup.database_digest,
            keys_path(backup.path).name: backup.keys_digest,
        },
    }
    return (json.dumps(kept | {"digest": _own_digest(kept)}, indent=1) + "\n").encode()


def read_manifest(manifest: Path) -> Backup:
    """Return the backup of a manifest; OSError, ValueError, KeyError or TypeError if it is none."""
    path = manifest.with_name(manifest.name.removesuffix(ENDING))
    if not (manifest.is_file() and path.is_file() and keys_path(path).is_file()):
        raise ValueError("files")
    kept = json.loads(_content(manifest).decode("utf-8"))
    if kept["format"] != FORMAT:
        raise ValueError("format")
    _require_as_written(kept)
    digests = kept["sha256"]
    made_at = datetime.fromisoformat(kept["made_at"])
    if made_at.tzinfo is None or made_at.year not in _YEARS:
        raise ValueError("moment")
    return Backup(
        path,
        made_at,
        _matching(_REASON, kept["reason"]),
        _matching(_DIGEST, digests[path.name]),
        _matching(_DIGEST, digests[keys_path(path).name]),
        str(kept.get("database_id", ""))[:40],
    )


def _require_as_written(kept: dict[str, object]) -> None:
    """Raise ValueError unless a manifest says what was written: a spoiled one may tell another day.

    No single bit makes the second version the first.
    """
    version, digest = kept["version"], kept.pop("digest", None)
    if version != _FIRST_VERSION and (version != VERSION or digest != _own_digest(kept)):
        raise ValueError("digest")


def _own_digest(kept: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _content(manifest: Path) -> bytes:
    with manifest.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("size")
    return content


def _matching(pattern: re.Pattern[str], text: object) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError("text")
    return text
