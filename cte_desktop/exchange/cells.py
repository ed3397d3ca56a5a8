"""One cell: from its text to the stored value, or to the trouble with it.

The cells of a column are remembered under their texts, so that a district's 700,000 rows cost a
look-up a cell. What a clean text means is said in `cell_readers.py`; what several columns of a row
say together is checked in `row_rules.py`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cte_desktop.exchange.cell_readers import reader
from cte_desktop.exchange.columns import Column, Sort, Value
from cte_desktop.exchange.trouble import Trouble, is_spreadsheet_error

if TYPE_CHECKING:
    from cte_desktop.exchange.known import Known

REMEMBERED = 200_000  # texts a column; then it starts anew, so that memory stays bounded
LOST = "\N{REPLACEMENT CHARACTER}"

_FORMULA = re.compile(r"^'+[=+\-@\t\r]")
_LINE_BREAK = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")
_WORDS = frozenset({Sort.NAME, Sort.TEXT, Sort.LONG_TEXT})
_FREE = frozenset({Sort.TEXT, Sort.LONG_TEXT})  # a note may well say "#N/A"
_ODD = frozenset({"Cc", "Cs", "Co"})
# UTF-8 read as cp1252: a lead byte and what the bytes 80 to BF look like there.
_TAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
_MISREAD = re.compile(
    f"(?:[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}})+"
)


class ReadCells(dict[str, Value]):
    """The values of a column under the texts of its cells, read when first met.

    `troubles` holds the texts that are not plainly right. A text in trouble has the value that is
    stored when its row is taken, else the column's empty value.
    """

    def __init__(self, column: Column, known: Known, *, mixed: bool = False) -> None:
        """Make the reader of a column; `mixed`: look for UTF-8 inside text that is not."""
        super().__init__()
        self.column = column
        self.troubles: dict[str, Trouble] = {}
        self._mixed = mixed
        self._read = reader(column, known)

    def __missing__(self, text: str) -> Value:
        """Read a text that was not met before."""
        clean, first = self._cleaned(text)
        if first is not None and not first.taken:
            answer: Value | Trouble = first
        elif self.column.sort not in _FREE and is_spreadsheet_error(clean):
            answer = Trouble("excel_damage")
        elif clean:
            answer = self._read(clean)
        elif self.column.needed and self.column.sort is not Sort.MARK:
            answer = Trouble("missing_value")
        else:
            answer = self.column.empty
        if isinstance(answer, Trouble):
            answer = self._eased(answer)
            self.troubles[text] = answer
            value = answer.value
        else:
            value = answer
            if first is not None:
                self.troubles[text] = Trouble(first.code, value, taken=True, detail=first.detail)
        self[text] = value
        return value

    def forget(self) -> None:
        """Start anew when too many texts are remembered."""
        if len(self) > REMEMBERED:
            self.clear()
            self.troubles.clear()

    def _eased(self, trouble: Trouble) -> Trouble:
        if trouble.taken or trouble.code == "missing_value":
            return trouble
        if self.column.harmless:
            return Trouble(trouble.code, self.column.empty, taken=True, detail=trouble.detail)
        return Trouble(trouble.code, self.column.empty, detail=trouble.detail)

    def _cleaned(self, text: str) -> tuple[str, Trouble | None]:
        clean = text.strip()
        if _FORMULA.match(clean):
            clean = clean[1:]  # the apostrophe that an export put before a formula
        if clean.isascii() and clean.isprintable():
            return clean, None
        return _without_odd_characters(clean, self.column, mixed=self._mixed)


def _without_odd_characters(
    text: str, column: Column, *, mixed: bool
) -> tuple[str, Trouble | None]:
    trouble = None
    if "\0" in text:
        return "", Trouble("bad_characters")
    if mixed and (repaired := _MISREAD.sub(_as_utf8, text)) != text:
        text = repaired
        trouble = Trouble("mixed_encoding", taken=True, detail=text)
    text = unicodedata.normalize("NFC", text)
    if LOST in text:
        trouble = Trouble("bad_characters", taken=column.sort in _WORDS, detail=text)
    broken = _LINE_BREAK.search(text)
    if broken and column.sort is Sort.LONG_TEXT:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    elif broken:
        text = _LINE_BREAK.sub(" ", text).strip()
        trouble = trouble or Trouble("line_break", taken=True, detail=text)
    odd = [c for c in text if c not in {"\n", "\t"} and unicodedata.category(c) in _ODD]
    if odd:
        if column.sort not in _WORDS:
            return text, Trouble("bad_characters")
        text = "".join(c for c in text if c not in odd).strip()
        trouble = trouble or Trouble("bad_characters", taken=True, detail=text)
    return text, trouble


def _as_utf8(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]
