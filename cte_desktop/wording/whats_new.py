"""What is new in each version: one file for each in `resources/whats_new/<language>`, in Markdown.

A file is named after its version: `1.2.0.md`. A version without a Spanish file is told in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.system.paths import resource
from cte_desktop.system.updates import is_newer, is_version
from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from pathlib import Path

_FIRST = "en"


@dataclass(frozen=True, slots=True)
class News:
    """What is new in one version; `text` is Markdown with its title."""

    version: str
    text: str


def whats_new(since: str = "") -> tuple[News, ...]:
    """Return what is new in every version, or in those after one, the newest first."""
    found = [one for one in _files() if not since or is_newer(one.stem, since)]
    found.sort(key=lambda file: tuple(map(int, file.stem.split("."))), reverse=True)
    return tuple(News(file.stem, _text(file)) for file in found)


def _files() -> list[Path]:
    return [one for one in resource("whats_new", _FIRST).glob("*.md") if is_version(one.stem)]


def _text(file: Path) -> str:
    translated = resource("whats_new", current_language(), file.name)
    return (translated if translated.is_file() else file).read_text(encoding="utf-8")
