"""The cells of a workbook as the texts that a person sees there, column by column.

A text stays as it is, with leading zeros. A workbook keeps 15 digits of a number: a longer one has
lost its last digits, so it is written as a spreadsheet shows it (1.23456789012346E+15), which no
identifier may be (`trouble.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast

DIGITS = 15  # that a workbook keeps of a number
MOST_WHOLE = 10**DIGITS

Cell = object  # str, float, int, bool, date, datetime, time or timedelta


def text_rows(rows: list[list[Cell]]) -> list[list[str]]:
    """Return the same rows of the same width, with every cell made a text in its place."""
    for place, cells in enumerate(zip(*rows, strict=True)):
        kinds = set(map(type, cells))
        if kinds == {str}:
            continue
        read = _NUMBERS.__getitem__ if kinds == {float} else cell_text
        for row, text in zip(rows, map(read, cells), strict=True):
            row[place] = text
    return cast("list[list[str]]", rows)


def cell_text(cell: Cell) -> str:
    """Return one cell as a text: 9, 9.5, yes, 2010-03-04, 2010-03-04 08:30, 08:30, 36:00."""
    return _TEXTS.get(type(cell), str)(cell)


def number_text(number: float) -> str:
    """Return a number as a spreadsheet shows it: no noise of binary fractions, no "9.0"."""
    if number.is_integer():
        if abs(number) < MOST_WHOLE:
            return str(int(number))
        figures, _, power = f"{number:.{DIGITS - 1}E}".partition("E")
        return f"{figures.rstrip('0').rstrip('.')}E{power}"
    text = f"{number:.{DIGITS}g}"
    return f"{Decimal(text):f}" if "e" in text else text


class _Numbers(dict[float, str]):
    """The texts of numbers met before; marks, credits and grades are few."""

    most = 50_000

    def __missing__(self, number: float) -> str:
        text = number_text(number)
        if len(self) < self.most:
            self[number] = text
        return text


_NUMBERS = _Numbers()


def _whole_text(number: int) -> str:
    return str(number) if abs(number) < MOST_WHOLE else number_text(float(number))


def _moment_text(moment: datetime) -> str:
    if moment.time() == time.min:
        return moment.date().isoformat()
    return f"{moment.date().isoformat()} {_clock_text(moment.time())}"


def _clock_text(clock: time) -> str:
    return clock.isoformat("seconds" if clock.second else "minutes")


def _span_text(span: timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


_TEXTS: dict[type, Callable[..., str]] = {
    float: number_text,
    int: _whole_text,
    bool: lambda truth: "yes" if truth else "no",
    date: date.isoformat,
    datetime: _moment_text,
    time: _clock_text,
    timedelta: _span_text,
}
