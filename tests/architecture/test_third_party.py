"""Every locked library stands in THIRD-PARTY.md with its version and licence."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rows(text: str) -> dict[str, tuple[str, str]]:
    """Library -> (locked version, licence), from the tables with five columns."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5:
            found[cells[0].partition(" (")[0].lower()] = (cells[2], cells[3])
    return found


def test_the_list_names_each_locked_library_with_its_version_and_licence() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    listed = rows((ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8"))
    assert len(locked) > 40
    versions = {name: version for name, (version, _licence) in listed.items() if name in locked}
    assert versions == locked
    assert all(licence for _version, licence in listed.values())
