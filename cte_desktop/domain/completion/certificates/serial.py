"""Serial numbers of certificates: "2027-K7QM-00042-V".

The calendar year in which the school year of completion ends, four characters of the laptop that
issued it, a number per year and laptop, and a check character. Two offline laptops never issue the
same one. How a serial is given out lives with the register.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nobody misreads one on paper."""
FIRST_YEAR = 2000
LAST_YEAR = 2199
LAPTOP_LENGTH = 4
NUMBER_LENGTH = 5
MOST_NUMBER = 99_999
"""Serials of one laptop in one year."""

_LONGEST_TYPED = 60
_LENGTH = 4 + LAPTOP_LENGTH + NUMBER_LENGTH + 1
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_MISREAD = str.maketrans("OIL", "011")
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_FIELD = 0b100101  # x^5 + x^2 + 1: arithmetic in the field of 32 elements
_DOUBLED = tuple(2 * value if value < 16 else 2 * value ^ _FIELD for value in range(32))


@dataclass(frozen=True, slots=True, order=True)
class Serial:
    """A serial; `year` is the calendar year in which the school year of completion ends.

    Raises `ValueError` for a year, laptop or number that no serial can have.
    """

    year: int
    laptop: str
    number: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError("the year of a serial lies between 2000 and 2199")
        if len(self.laptop) != LAPTOP_LENGTH or not set(self.laptop) <= set(ALPHABET):
            raise ValueError("the laptop of a serial has four characters of the paper alphabet")
        if not 1 <= self.number <= MOST_NUMBER:
            raise ValueError("the number of a serial lies between 1 and 99,999")

    @property
    def text(self) -> str:
        """The serial as it stands on paper, with its check character."""
        number = f"{self.number:0{NUMBER_LENGTH}}"
        check = _check_character(f"{self.year}{self.laptop}{number}")
        return f"{self.year}-{self.laptop}-{number}-{check}"


def laptop_of_serial(laptop_id: str) -> str:
    """Return the part of a laptop's id that its serials carry."""
    return laptop_id[:LAPTOP_LENGTH]


def parse_serial(text: str) -> Serial | None:
    """Return the serial that somebody typed, or None when it is none or was mistyped.

    Lower case, spaces for hyphens, and O for 0, I or L for 1 are forgiven: the alphabet lacks them.
    """
    if len(text) > _LONGEST_TYPED:
        return None
    plain = _SEPARATORS.sub("", text).upper().translate(_MISREAD)
    if len(plain) != _LENGTH or not set(plain) <= set(ALPHABET):
        return None
    year, laptop, number = plain[:4], plain[4:8], plain[8:-1]
    if not (year.isdigit() and number.isdigit()) or plain[-1] != _check_character(plain[:-1]):
        return None
    try:
        return Serial(int(year), laptop, int(number))
    except ValueError:
        return None


def is_like_serial(text: str) -> bool:
    """Tell whether a text is meant as a serial: right but for a slip of the pen, or wholly so."""
    if len(text) > _LONGEST_TYPED:
        return False
    plain = _SEPARATORS.sub("", text).upper().translate(_MISREAD)
    year, number = plain[:4], plain[8:-1]
    return len(plain) == _LENGTH and set(plain) <= set(ALPHABET) and f"{year}{number}".isdigit()


def _check_character(plain: str) -> str:
    """Return the check character after H. M. Damm (2004), of order 32.

    It notices every single wrong character and every two characters that changed places, wherever
    they stand.
    """
    interim = 0
    for character in plain:
        interim = _DOUBLED[interim ^ _VALUES[character]]
    return ALPHABET[interim]
