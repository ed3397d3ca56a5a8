"""What is wrong with a cell, and what a spreadsheet program leaves behind in one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from cte_desktop.exchange.plain.columns import Value

_EXCEL_NUMBER = re.compile(r"^\d(?:\.\d+)?[Ee]\+\d{2,3}$")
_BECAME_DECIMAL = re.compile(r"^\d{5,}\.0+$")  # an id that was calculated with: 100234.0
_BECAME_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")  # as the date cell of a workbook is read
_EXCEL_MONTH = re.compile(
    r"^(?:\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$"
)
_EXCEL_ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|#+)$")
_DAMAGES = (_EXCEL_NUMBER, _EXCEL_MONTH, _BECAME_DECIMAL, _BECAME_DATE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell. `taken`: the row is kept and stores `value` instead.

    `asks` is the value under which a person is asked what the cell means, or was: its code is then
    "answered" (`detail` is the answer) or "left_out". `wrong` is an answer that can't be.
    """

    code: str
    value: Value = None
    taken: bool = False
    detail: str = ""  # what the sentence names besides: the allowed values, what it was read as
    asks: str = ""
    wrong: str = ""


Reader = Callable[[str], "Value | Trouble"]


def is_spreadsheet_error(text: str) -> bool:
    """Tell whether a formula that failed left its sign in place of a value."""
    return text.startswith("#") and _EXCEL_ERROR.match(text) is not None


def identifier(text: str) -> Value | Trouble:
    """Return an identifier, or the trouble of one that a spreadsheet calculated with.

    Digits of other scripts look like an id that they never equal, so they are refused.
    """
    if is_spreadsheet_error(text) or any(damage.match(text) for damage in _DAMAGES):
        return Trouble("excel_damage")
    if not text.isascii() and any(ord(c) > 127 and unicodedata.category(c) == "Nd" for c in text):
        return Trouble("bad_characters")
    return text
