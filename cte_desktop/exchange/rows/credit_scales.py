"""Credits of the record on another scale: Carnegie units, said by the file or by a person.

0.5 for a semester of 5.0 is most likely half a Carnegie unit, also for a course from elsewhere.
Taken as credits it would be wrong in silence, so a row whose file says no scale is refused until a
person has said which it is. The answer is remembered, and the next file may be on another scale: so
each row that is multiplied is reported, for a person to look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.credits import CARNEGIE_UNIT, MOST_IN_A_ROW
from cte_desktop.domain.credits import text as credits_text
from cte_desktop.exchange.answers.answers import CARNEGIE, LOCAL, SKIP
from cte_desktop.exchange.answers.questions import Doubt

if TYPE_CHECKING:
    from cte_desktop.exchange.plain.batch import Batch
    from cte_desktop.exchange.plain.known import Known

CODE = "credit_scale"
JUNIOR_HIGH = (7, 8)  # earn no credit, on whichever scale

_COLUMN = "credits_attempted"
_HALF_A_UNIT = 50  # hundredths; what a semester is on the transcripts of most other districts


class CreditScales:
    """Brings the credits of one file of the record to the district's scale."""

    def __init__(self, known: Known) -> None:
        """Begin a file: know what a tenth of each course's semester is."""
        self._known = known
        halves = {c.code: c.half_credits for c in known.catalog.courses}
        self._tenths = {
            code: half // CARNEGIE_UNIT
            for code, half in halves.items()
            if half and half % CARNEGIE_UNIT == 0
        }
        self._ours = halves.keys()
        self._doubtful = frozenset({*self._tenths.values(), _HALF_A_UNIT})

    def convert(self, batch: Batch) -> None:
        """Multiply Carnegie units; refuse what may be some and nobody has said."""
        scales = batch.of("credit_scale")
        if CARNEGIE in scales:
            for place, scale in enumerate(scales):
                if scale == CARNEGIE:
                    _multiply(batch, place)
        attempted = batch.of(_COLUMN)
        if self._doubtful.isdisjoint(attempted):
            return
        levels, terms = batch.of("grade_level"), batch.of("term")
        for place, code in enumerate(batch.of("course_code")):
            if scales[place] or attempted[place] != self._doubtful_units(str(code)):
                continue
            if levels[place] not in JUNIOR_HIGH or terms[place] == "summer":
                self._ask(batch, place)

    def _doubtful_units(self, code: str) -> int | None:
        return self._tenths.get(code) if code in self._ours else _HALF_A_UNIT

    def _ask(self, batch: Batch, place: int) -> None:
        units = batch.of(_COLUMN)[place]
        value, meant = credits_text(int(units or 0)), credits_text(int(units or 0) * CARNEGIE_UNIT)
        answer = self._known.answers.of(CODE, value)
        if answer == CARNEGIE:
            _multiply(batch, place)
        elif answer == SKIP:
            batch.refuse(place, _COLUMN, "left_out")
        elif answer != LOCAL:
            if place not in batch.refused:
                row, wrong = batch.numbers[place], answer or ""
                self._known.asked.met(Doubt(CODE, value, _COLUMN, row, detail=meant, wrong=wrong))
            batch.refuse(place, _COLUMN, "needs_answer", meant)
            return
        self._known.asked.used(CODE, value, answer, _COLUMN, row=batch.numbers[place])


def _multiply(batch: Batch, place: int) -> None:
    """Turn the units of a row into credits and report it; nothing where a cell is no number.

    More than a row can hold refuses the row.
    """
    attempted, earned = batch.of(_COLUMN), batch.of("credits_earned")
    units, done = attempted[place], earned[place]
    if not isinstance(units, int) or not isinstance(done, int):
        return
    attempted[place], earned[place] = units * CARNEGIE_UNIT, done * CARNEGIE_UNIT
    if max(units, done) * CARNEGIE_UNIT > MOST_IN_A_ROW:
        batch.refuse(place, _COLUMN, "bad_credits")
    batch.adjust(place, _COLUMN, CODE, credits_text(units * CARNEGIE_UNIT))
