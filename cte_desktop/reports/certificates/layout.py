"""Where the words of a certificate stand, from top to bottom.

Room that is left over goes between them in whole points, so that few layouts come up: a layout is
drawn once for all pages that have it, and the certificates of a class look alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.reports.certificates.evidence import arranged
from cte_desktop.reports.certificates.sheet import RISE, TOP, no_room
from cte_desktop.reports.certificates.words import RULE_GAP

if TYPE_CHECKING:
    from cte_desktop.reports.certificates.evidence import Column, Evidence
    from cte_desktop.reports.certificates.words import Block, Words

_BEFORE_EVIDENCE = 24.0  # from the words to the baseline of the headings
_EVIDENCE_SHARES = 2
_MOST_SHARE = 8  # points of free room for each share
_FURTHER_DOWN = 0.4  # of the room that is free even then goes above everything


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks with their first baselines, the rule under the name, and the evidence."""

    blocks: tuple[tuple[Block, float], ...]
    rule: float
    evidence: Evidence | None
    evidence_y: float  # the baseline of its headings


def lay_out(words: Words, columns: tuple[Column, ...], limit: float) -> Layout:
    """Return the places of words and evidence between the top of the page and `limit`.

    Raises `KnownError` (no_room) for evidence that has no room in the smallest type.
    """
    room = limit - TOP - words.height
    evidence = arranged(columns, room - _BEFORE_EVIDENCE)
    if evidence is not None:
        room -= _BEFORE_EVIDENCE + evidence.height
    if room < 0:
        raise no_room(words.below[-1].text.lines[0])
    shares = words.shares + (_EVIDENCE_SHARES if evidence is not None else 0)
    share = min(int(room / shares), _MOST_SHARE)
    y = TOP + int((room - share * shares) * _FURTHER_DOWN) - words.blocks[0].gap
    blocks, rule, first = [], 0.0, True
    for block in words.blocks:
        y += block.gap + (0 if first else share * block.share)
        blocks.append((block, round(y + block.text.type.size * RISE, 1)))
        y += block.text.height
        if block is words.above[-1]:
            y += RULE_GAP
            rule = round(y, 1)
        first = False
    y += _BEFORE_EVIDENCE + share * _EVIDENCE_SHARES
    return Layout(tuple(blocks), rule, evidence, round(y, 1))
