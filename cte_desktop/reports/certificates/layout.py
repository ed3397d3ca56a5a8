"""Where the words of a certificate stand, from top to bottom.

Room that is left over goes between them in whole points, so that few layouts come up: a layout is
drawn once for all pages that have it, and the certificates of a class look alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.reports.certificates.sheet import RISE, TOP, no_room
from cte_desktop.reports.certificates.words import RULE_GAP

if TYPE_CHECKING:
    from cte_desktop.reports.certificates.proofs import Evidence
    from cte_desktop.reports.certificates.words import Words

_BEFORE_EVIDENCE = 24.0  # from the words to the baseline of the headings
_EVIDENCE_SHARES = 2
_MOST_SHARE = 8  # points of free room for each share
_FURTHER_DOWN = 0.4  # of the room that is free even then goes above everything


@dataclass(frozen=True, slots=True)
class Layout:
    """The first baselines of the blocks, the rule under the name, and the headings' baseline."""

    baselines: tuple[float, ...]
    rule: float
    evidence: float


def room_for_evidence(words: Words, limit: float) -> float:
    """Return how tall the evidence may be that stands below the words and ends at `limit`."""
    return limit - TOP - words.height - _BEFORE_EVIDENCE


def lay_out(words: Words, evidence: Evidence | None, limit: float) -> Layout:
    """Return the places of words and evidence between the top of the page and `limit`.

    Raises `KnownError` (no_room) for words that have no room.
    """
    room = limit - TOP - words.height
    if evidence is not None:
        room -= _BEFORE_EVIDENCE + evidence.height
    if room < 0:
        raise no_room(words.blocks[-1].text.lines[0])
    shares = words.shares + (_EVIDENCE_SHARES if evidence is not None else 0)
    share = min(int(room / shares), _MOST_SHARE)
    y = TOP + int((room - share * shares) * _FURTHER_DOWN)
    baselines, rule = [], 0.0
    for place, block in enumerate(words.blocks):
        if place > 0:
            y += block.gap + share * block.share
        baselines.append(round(y + block.text.type.size * RISE, 1))
        y += block.text.height
        if place == words.name:
            y += RULE_GAP
            rule = round(y, 1)
    y += _BEFORE_EVIDENCE + share * _EVIDENCE_SHARES
    return Layout(tuple(baselines), rule, round(y, 1))
