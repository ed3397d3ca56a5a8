"""In which line of a TOML file each key stands, which Python's own reader doesn't tell.

The text has been read as TOML already, so that nothing is checked here.
"""

from __future__ import annotations

import json
import re

Path = tuple[str, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)+")
_FENCES = ('"""', "'''")


def lines_of(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every key and table; of lists, of each place as a number."""
    return _Walk(text.replace("\r\n", "\n")).lines


class _Walk:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._counts: dict[Path, int] = {}  # how many [[tables]] there are by now
        self._document()

    def _document(self) -> None:
        table: Path = ()
        while self._skip_blank():
            if self._text[self._at] == "[":
                table = self._heading()
            else:
                self._pair(table)

    def _heading(self) -> Path:
        listed = self._text.startswith("[[", self._at)
        line = self._line()
        self._at += 2 if listed else 1
        path = self._placed(self._keys())
        self._at = self._text.index("]", self._at) + (2 if listed else 1)
        if listed:
            count = self._counts.get(path, 0)
            self._counts[path] = count + 1
            self.lines.setdefault(path, line)
            path = (*path, str(count))
        self.lines[path] = line
        return path

    def _placed(self, keys: Path) -> Path:
        """Return the path of a heading: below [[tables]] the last of them is meant."""
        path: Path = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if path in self._counts and place < len(keys) - 1:
                path = (*path, str(self._counts[path] - 1))
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._keys())
        for depth in range(len(table) + 1, len(path) + 1):
            self.lines.setdefault(path[:depth], line)
        self._at = self._text.index("=", self._at) + 1
        self._value(path)

    def _keys(self) -> Path:
        keys: list[str] = []
        while True:
            self._skip_blank()
            keys.append(self._key())
            self._skip_blank()
            if not self._text.startswith(".", self._at):
                return tuple(keys)
            self._at += 1

    def _key(self) -> str:
        if self._text[self._at] in "\"'":
            return self._string()
        found = _BARE.match(self._text, self._at)
        self._at = found.end() if found else self._at + 1
        return found[0] if found else ""

    def _value(self, path: Path) -> None:
        self._skip_blank()
        begins = self._text[self._at]
        if begins in "\"'":
            self._string()
        elif begins == "[":
            self._list(path)
        elif begins == "{":
            self._inline_table(path)
        else:
            found = _SCALAR.match(self._text, self._at)
            self._at = found.end() if found else self._at + 1

    def _list(self, path: Path) -> None:
        self._at += 1
        place = 0
        while self._skip_blank() and self._text[self._at] != "]":
            self.lines[*path, str(place)] = self._line()
            self._value((*path, str(place)))
            place += 1
            self._skip_comma()
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._skip_blank() and self._text[self._at] != "}":
            self._pair(path)
            self._skip_comma()
        self._at += 1

    def _string(self) -> str:
        """Step over a string of any of the four kinds; return what a key of one line says."""
        text, start = self._text, self._at
        quote = text[start]
        if text[start : start + 3] in _FENCES:
            end = self._closing(quote * 3, start + 3)
            while text.startswith(quote, end + 3):
                end += 1
            self._at = end + 3
            return ""
        end = self._closing(quote, start + 1)
        self._at = end + 1
        if quote == "'":
            return text[start + 1 : end]
        try:
            return str(json.loads(text[start : end + 1]))
        except ValueError:  # an escape that only TOML has
            return text[start + 1 : end]

    def _closing(self, fence: str, at: int) -> int:
        """Return where a string ends; in quotes that know escapes, past those."""
        while not self._text.startswith(fence, at):
            at += 2 if fence[0] == '"' and self._text[at] == "\\" else 1
        return at

    def _skip_comma(self) -> None:
        if self._skip_blank() and self._text[self._at] == ",":
            self._at += 1

    def _skip_blank(self) -> bool:
        """Step over blanks and comments; tell whether anything follows."""
        found = _BLANK.match(self._text, self._at)
        if found:
            self._at = found.end()
        return self._at < len(self._text)

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1
