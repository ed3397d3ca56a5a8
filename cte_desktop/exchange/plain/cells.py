"""One cell: from its text to the stored value, or to the trouble with it.

The cells of a column are remembered under their texts, so that a district's 700,000 rows cost a
look-up a cell. What a clean text means is said in `cell_readers.py`; what several columns of a row
say together is checked in `row_rules.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.exchange.answers.answers import ELSEWHERE, LONGEST, SKIP
from cte_desktop.exchange.answers.questions import ASKING, WHOLE_YEAR, Doubt
from cte_desktop.exchange.plain.batch import Batch
from cte_desktop.exchange.plain.cell_readers import reader
from cte_desktop.exchange.plain.columns import Column, Sort, Value
from cte_desktop.exchange.plain.trouble import Trouble, is_spreadsheet_error

if TYPE_CHECKING:
    from cte_desktop.exchange.plain.known import Known

ANSWERED, LEFT_OUT = "answered", "left_out"  # codes of troubles that a person has settled
REMEMBERED = 200_000  # texts a column; then it starts anew, so that memory stays bounded
LOST = "\N{REPLACEMENT CHARACTER}"

_FORMULA = re.compile(r"^'+[=+\-@\t\r]")
_AS_TEXT = re.compile(r'^="([^"]*)"$')  # ="007": how systems keep a spreadsheet off the zeros
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))  # soft hyphen, spaces without width
_LINE_BREAK = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")
_WORDS = frozenset({Sort.NAME, Sort.TEXT, Sort.LONG_TEXT})
_FREE = frozenset({Sort.TEXT, Sort.LONG_TEXT})  # a note may well say "#N/A"
_COURSES = frozenset({Sort.COURSE, Sort.PLANNED_COURSE, Sort.ANY_COURSE})
_IDS = frozenset({Sort.IDENTIFIER, Sort.NEW_STUDENT, Sort.STUDENT, *_COURSES})
_ODD = frozenset({"Cc", "Cs", "Co"})
# What is asked about a text that a column of this sort doesn't know.
_ASKED = {
    Sort.MARK: "unknown_mark",
    Sort.SCHOOL: "unknown_school",
    Sort.SITE: "unknown_school",
    Sort.ANY_SCHOOL: "unknown_school",
    Sort.TERM: "unknown_term",
    Sort.TERM_OF_RECORD: "unknown_term",
    Sort.TERM_OR_YEAR: "unknown_term",
    Sort.PATHWAY: "unknown_pathway",
    Sort.COURSE: "unknown_course",
    Sort.PLANNED_COURSE: "unknown_course",
    Sort.STUDENT: "look_alike",
}
# UTF-8 read as cp1252: a lead byte and what the bytes 80 to BF look like there.
_TAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
_MISREAD = re.compile(
    f"(?:[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}})+"
)

# What a column of this sort can hold besides, so that the question offers it.
_ALSO = {
    Sort.TERM_OF_RECORD: WHOLE_YEAR,
    Sort.TERM_OR_YEAR: WHOLE_YEAR,
    Sort.ANY_SCHOOL: ELSEWHERE,
}


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
        self._known = known
        self._asked = _ASKED.get(column.sort, "")
        self._read = reader(column, known)

    def look_over(self, batch: Batch, texts: Sequence[str]) -> None:
        """Refuse and adjust the rows whose text is in trouble; count those that ask something."""
        for place, text in enumerate(texts):
            trouble = self.troubles.get(text)
            if trouble is None:
                continue
            if trouble.asks:
                problem = batch.refused.get(place)
                if problem is None or problem[1] in ASKING:
                    self._count(trouble, batch.numbers[place])
            if trouble.taken and trouble.code in {ANSWERED, LEFT_OUT}:
                continue  # told once for the file
            note = batch.adjust if trouble.taken else batch.refuse
            note(place, self.column.name, trouble.code, trouble.detail)

    def _count(self, trouble: Trouble, row: int) -> None:
        asked, name = self._known.asked, self.column.name
        if trouble.code in {ANSWERED, LEFT_OUT}:
            asked.used(self._asked, trouble.asks, trouble.detail, name, row=row)
            return
        detail = _ALSO.get(self.column.sort, "")
        refused, wrong = not trouble.taken, trouble.wrong
        asked.met(Doubt(self._asked, trouble.asks, name, row, detail, refused, wrong))

    def __missing__(self, text: str) -> Value:
        """Read a text that was not met before."""
        clean, first = self._cleaned(text)
        if first is not None and not first.taken:
            answer: Value | Trouble = first
        elif self.column.sort not in _FREE and is_spreadsheet_error(clean):
            answer = Trouble("excel_damage")
        elif clean:
            answer = self._read(clean)
            if self._asked:
                answer = self._with_answer(clean, answer)
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

    def _with_answer(self, text: str, read: Value | Trouble) -> Value | Trouble:
        """Return what a person said of a text that leaves something open; else the open trouble."""
        code = self._asked
        if code == "look_alike":
            return self._same_person(text, read)
        if not isinstance(read, Trouble) or read.code != code or len(text) > LONGEST:
            return read
        given = self._known.answers.of(code, text)
        if given is None:
            return replace(read, asks=text)
        if given == SKIP:
            return Trouble(LEFT_OUT, asks=text, detail=SKIP)
        is_itself = given in {ELSEWHERE, text} and self.column.sort is Sort.ANY_SCHOOL
        value = text if is_itself else self._read(given)
        if not isinstance(value, Trouble):
            return Trouble(ANSWERED, value, taken=True, asks=text, detail=given)
        return replace(read, asks=text, wrong=given)

    def _same_person(self, text: str, read: Value | Trouble) -> Value | Trouble:
        """Return the student to whom the rows of this one belong."""
        if self._known.answers.of("look_alike", text) == SKIP:
            return Trouble(LEFT_OUT, asks=text, detail=SKIP)
        other = self._known.same_person(text)
        if other is None:
            return read
        return Trouble(ANSWERED, other, taken=True, asks=text, detail=other)

    def _eased(self, trouble: Trouble) -> Trouble:
        if trouble.taken or trouble.code == "missing_value":
            return trouble
        return replace(trouble, value=self.column.empty, taken=self.column.harmless)

    def _cleaned(self, text: str) -> tuple[str, Trouble | None]:
        clean = text.strip()
        if _FORMULA.match(clean):
            clean = clean[1:]  # the apostrophe that an export put before a formula
        elif clean.startswith('="') and (kept := _AS_TEXT.match(clean)):
            clean = kept[1].strip()
        elif clean.startswith("'") and self.column.sort in _IDS:
            clean = clean.lstrip("'")  # a spreadsheet's sign of a text, which it doesn't show
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
    if column.sort not in _WORDS:
        text = text.translate(_UNSEEN).strip()
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
