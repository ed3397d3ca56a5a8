"""The centered words of a certificate, from the district's name down to the closing sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.template import fill
from cte_desktop.reports.certificates.sheet import Fitted, fitted
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import Type
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cte_desktop.domain.completion.certificates.paper import Certificate
    from cte_desktop.domain.completion.certificates.template import Fields, Texts
    from cte_desktop.reports.certificates.accents import Accent

RULE_GAP = 6.0  # from the name down to its rule
_NAME_SIZES = (38.0, 35.0, 32.0, 29.0, 26.0)
_LONG_NAME_SIZES = (23.0, 20.0, 18.0, 16.0)  # on two lines
_PATHWAY_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_TITLE_SIZES = (33.0, 30.0, 27.0, 24.0, 21.0, 18.0)
_SAYS_SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
_SMALL_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
_MUTED = "text_muted"


@dataclass(frozen=True, slots=True)
class Block:
    """A centered text with its tag, the gap above it, and how much of free room comes there."""

    kind: str
    text: Fitted
    gap: float
    share: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """The blocks from top to bottom. The name, at place `name`, has a rule under it."""

    blocks: tuple[Block, ...]
    name: int

    @property
    def height(self) -> float:
        """From the first block's upper edge to the last one's lower edge."""
        heights = sum(block.gap + block.text.height for block in self.blocks)
        return heights - self.blocks[0].gap + RULE_GAP

    @property
    def shares(self) -> int:
        """How many parts of free room go between the blocks."""
        return sum(block.share for block in self.blocks[1:])


def filling(certificate: Certificate) -> dict[str, str]:
    """Return what fills the places of a template's texts."""
    return {
        "name": certificate.legal_name,
        "pathway": certificate.pathway,
        "sector": certificate.sector,
        "district": certificate.district,
        "school": certificate.school_name,
        "school_year": school_year_heading(certificate.completed_in),
        "date": date_of(certificate),
    }


def date_of(certificate: Certificate) -> str:
    """Return the day of issue as people write it."""
    return _date(certificate.issued_on, current_language())


class Wording:
    """The words of a batch. Those around the name are alike on many certificates, and kept."""

    def __init__(self, texts: Texts, shown: Fields, accent: Accent) -> None:
        self._texts, self._shown, self._accent = texts, shown, accent
        self._names_in_texts = any("{name}" in getattr(texts, key) for key in texts.__slots__)
        self._kept: dict[object, Words] = {}

    def words(self, certificate: Certificate) -> Words:
        """Return the words of a certificate, each as large as it fits.

        For names that take the same room it is the same object, with the name of any of them.
        """
        name = name_block(certificate.legal_name).text
        key = (
            *(certificate.district, certificate.school_name, certificate.pathway),
            *(certificate.sector, certificate.completed_in, certificate.issued_on),
            *(name.type.size, len(name.lines)),
            certificate.legal_name if self._names_in_texts else "",
        )
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._words(certificate)
        return kept

    def _words(self, certificate: Certificate) -> Words:
        values = filling(certificate)
        above = [block for block in self._above(values) if block is not None]
        below = [block for block in self._below(values) if block is not None]
        return Words((*above, name_block(certificate.legal_name), *below), len(above))

    def _above(self, values: Mapping[str, str]) -> tuple[Block | None, ...]:
        texts, shown, accent = self._texts, self._shown, self._accent
        district = values["district"] if shown.district else ""
        school = values["school"] if shown.school else ""
        says = Type(Face.ITALIC, 0, _MUTED)
        return (
            _block("P", district, Type(Face.SEMIBOLD, 0, accent.main), (12.0, 11.0, 10.0), 0),
            _block("P", school, Type(Face.REGULAR, 0, _MUTED), (10.5, 10.0, 9.0), 5),
            _block(
                "H1",
                fill(texts.title, values),
                Type(Face.BOLD, 0, accent.strong),
                _TITLE_SIZES,
                21,
                2,
            ),
            _block("P", fill(texts.certifies, values), says, _SAYS_SIZES, 14, 1),
        )

    def _below(self, values: Mapping[str, str]) -> tuple[Block | None, ...]:
        texts, accent = self._texts, self._accent
        sector = fill(texts.sector, values) if self._shown.sector and values["sector"] else ""
        small, says = Type(Face.REGULAR, 0, _MUTED), Type(Face.ITALIC, 0, _MUTED)
        pathway = Type(Face.BOLD, 0, accent.main)
        return (
            _block("P", fill(texts.completed, values), says, _SAYS_SIZES, 13, 1),
            _block("H2", values["pathway"], pathway, _PATHWAY_SIZES, 11, 1),
            _block("P", sector, small, _SMALL_SIZES, 8),
            _block("P", fill(texts.closing, values), small, _SMALL_SIZES, 6, most=3),
        )


@lru_cache(maxsize=256)
def _date(day: date, _language: str) -> str:
    return date_label(day)


@lru_cache(maxsize=2048)
def _block(
    kind: str,
    text: str,
    type_: Type,
    sizes: tuple[float, ...],
    gap: float,
    share: int = 0,
    most: int = 2,
) -> Block | None:
    """Return a block, None for no text."""
    return Block(kind, fitted(text, type_, sizes, most=most), gap, share) if text.strip() else None


@lru_cache(maxsize=4096)
def name_block(name: str) -> Block:
    """Return the legal name on one line, or else on two that are smaller."""
    type_ = Type(Face.SEMIBOLD, 0)
    try:
        return Block("H2", fitted(name, type_, _NAME_SIZES), 12, 1)
    except KnownError as error:
        if error.code != "no_room":
            raise
        return Block("H2", fitted(name, type_, _LONG_NAME_SIZES, most=2), 12, 1)
