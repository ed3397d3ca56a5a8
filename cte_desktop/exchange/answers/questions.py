"""What the rows of files leave to a person: collected while they are checked, asked once.

A question is about one value of one code, however many rows hang on it: "Mark Q stands in 12 rows
of record.csv. What does it mean?". Only rows in trouble are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.exchange.answers.answers import same_value
from cte_desktop.exchange.report import Reported, answered, needs_answer
from cte_desktop.wording.import_questions import question_text

if TYPE_CHECKING:
    from cte_desktop.exchange.plain.known import Known

MOST = 500  # questions of one call; no person answers more, and memory stays bounded
MOST_EXAMPLES = 60  # questions of a file whose likely answer its report shows; each is searched for


WHOLE_YEAR = "year"  # as ELSEWHERE a detail of doubts: what the column can hold besides

# A row refused for one of these is worth another question; any other problem is to be mended first.
ASKING = frozenset(
    {
        "unknown_mark",
        "unknown_school",
        "unknown_term",
        "unknown_pathway",
        "unknown_course",
        "unknown_elsewhere",
        "needs_answer",
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A likely answer, and what it says in words."""

    answer: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one value. `free`: any other valid value can be typed as well.

    `rows`: how many rows of the call hang on it; `first_row`: the first of them, in `file`.
    `suggested` is the answer of one of the choices when it is likely enough, else None.
    """

    code: str
    value: str
    file: str
    column: str
    rows: int
    first_row: int | None
    text: str
    choices: tuple[Choice, ...]
    suggested: str | None
    free: bool


@dataclass(slots=True)
class Doubt:
    """One value that leaves something open, and where it was met first."""

    code: str
    value: str  # as first written
    column: str
    first_row: int
    detail: str = ""  # what the question names besides: the title, the other student
    refused: bool = True  # rows were not taken because of it
    wrong: str = ""  # the answer that was given and can't be
    who: str = ""  # the name of the student; in questions alone, never in a report
    sure: bool = True  # that the students look alike
    file: str = ""
    rows: int = 0
    files: int = 1
    last_row: int = 0


@dataclass(slots=True)
class _Settled:
    """One value of a file that was read as a person had answered, and in how many rows."""

    code: str
    value: str
    answer: str
    column: str
    rows: int = 0
    last_row: int = 0


@dataclass(slots=True)
class Asked:
    """The questions of one call, and the answers that its rows made use of."""

    doubts: dict[tuple[str, str], Doubt] = field(default_factory=dict)
    _of_file: dict[tuple[str, str], Doubt] = field(default_factory=dict)
    _used: dict[tuple[str, str, str], _Settled] = field(default_factory=dict)
    _file: str = ""

    def begin(self, file: str) -> None:
        """Begin to read a file."""
        self._file = file
        self._of_file.clear()
        self._used.clear()
        for doubt in self.doubts.values():
            doubt.last_row = 0

    def met(self, met: Doubt) -> None:
        """Count a row of the present file that hangs on a value: the row of `met`."""
        key = (met.code, same_value(met.code, met.value))
        if key in self.doubts and key not in self._of_file:
            self.doubts[key].files += 1
        for doubts in (self.doubts, self._of_file):
            doubt = doubts.get(key)
            if doubt is None:
                if len(doubts) >= MOST:
                    continue
                doubt = doubts[key] = replace(met, file=self._file)
            if doubt.last_row != met.first_row:  # a row of a file may be two of the record
                doubt.rows += 1
            doubt.last_row = met.first_row
            doubt.refused = doubt.refused or met.refused
            doubt.detail = doubt.detail or met.detail
            doubt.wrong = doubt.wrong or met.wrong

    def used(self, code: str, value: str, answer: str, column: str, *, row: int) -> None:
        """Count a row of the present file that was read as a person had answered."""
        key = (code, same_value(code, value), answer)
        settled = self._used.get(key)
        if settled is None:
            if len(self._used) >= MOST:
                return
            settled = self._used[key] = _Settled(code, value, answer, column)
        if settled.last_row != row:
            settled.rows += 1
        settled.last_row = row

    def entries(self, known: Known) -> list[Reported]:
        """Return what is reported of the present file: one entry an answer used or not given.

        Nothing is said where rows were taken all the same: what is odd about them is reported of
        the rows themselves.
        """
        from cte_desktop.exchange.answers.likely_answers import likely

        doubts = [d for d in self._of_file.values() if d.refused or d.wrong]
        open_ones = [
            needs_answer(
                d.code,
                d.value,
                column=d.column,
                rows=d.rows,
                detail=d.detail,
                wrong=d.wrong,
                suggested=(likely(d, known).suggested or "") if place < MOST_EXAMPLES else "",
            )
            for place, d in enumerate(doubts)
        ]
        settled = [
            answered(code=s.code, value=s.value, answer=s.answer, column=s.column, rows=s.rows)
            for s in self._used.values()
        ]
        return open_ones + settled

    def questions(self, known: Known) -> tuple[Question, ...]:
        """Return what is to be asked, those first on which most rows hang, code by code."""
        from cte_desktop.exchange.answers.likely_answers import likely

        order = {code: place for place, code in enumerate(dict.fromkeys(k for k, _ in self.doubts))}
        doubts = sorted(self.doubts.values(), key=lambda d: (order[d.code], -d.rows))
        made = []
        for doubt in doubts:
            found = likely(doubt, known)
            choices = tuple(Choice(answer, text) for answer, text in found.choices)
            made.append(
                Question(
                    doubt.code,
                    doubt.value,
                    doubt.file,
                    doubt.column,
                    doubt.rows,
                    doubt.first_row,
                    question_text(doubt),
                    choices,
                    found.suggested,
                    found.free,
                )
            )
        return tuple(made)
