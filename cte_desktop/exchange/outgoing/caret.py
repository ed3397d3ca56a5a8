"""Lines of the State's files: fields between carets, no header, CR LF, UTF-8 without a mark.

Nothing is quoted or neutralised: the State reads every character as it stands. What could end a
field or a line early was refused before (`domain/completion/state_fields.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CARET = "^"
LINE_END = "\r\n"


def caret_file(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return the file; a value that holds a caret or a control character is a `ValueError`."""
    return "".join(_line(row) for row in rows).encode("utf-8")


def _line(row: tuple[str, ...]) -> str:
    if any(CARET in value or not value.isprintable() for value in row):
        raise ValueError("a value would end its field or its line early")
    return CARET.join(row) + LINE_END
