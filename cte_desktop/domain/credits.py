"""Exact credits: integers of one hundredth inside, decimals outside.

Half credits exist (72.5 elective credits, variable credit below 5), so floats would drift
(`domain/DOSSIER.md` section 3). Years of A-G and college units are held the same way.
"""

from __future__ import annotations

import re

HUNDREDTHS = 100
MOST_IN_A_ROW = 20 * HUNDREDTHS
CARNEGIE_UNIT = 10  # credits; 1.0 Carnegie unit is a year course of 10 credits (inferred)

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,2})?|\.\d{1,2}", re.ASCII)


def parse(text: str) -> int | None:
    """Return the hundredths that `text` writes ("2.5" is 250), or None if it is no such number.

    At most two decimals, a decimal point, no sign, no exponent (`interfaces.md` section 3).
    """
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, part = text.partition(".")
    return int(whole or "0") * HUNDREDTHS + int((part + "00")[:2])


def text(hundredths: int) -> str:
    """Return the shortest decimal text: 250 is "2.5", 500 is "5"."""
    sign = "-" if hundredths < 0 else ""
    whole, part = divmod(abs(hundredths), HUNDREDTHS)
    return f"{sign}{whole}.{part:02d}".rstrip("0").rstrip(".")


def number(hundredths: int) -> float:
    """Return the value as a number with at most two decimals, for JSON."""
    return round(hundredths / HUNDREDTHS, 2)
