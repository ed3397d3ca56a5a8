"""An answer of filling with all its words, worked out on the thread that looked for it.

The words ask the rules again what each plan brings; the window shall not wait for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.wording.filling.told import Told, told_of
from cte_desktop.wording.findings import finding_text

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.findings import Severity
    from cte_desktop.services.filling.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposal or a clash with its words; `findings` are what the rules say of what was given."""

    proposal: Proposal
    words: Told
    findings: tuple[tuple[Severity, str], ...] = ()

    @property
    def parts(self) -> tuple[tuple[Reason, str], ...]:
        """Return the parts of the clash, each as a line of its own."""
        clash = zip(self.proposal.filled.clash, self.words.clash, strict=True)
        return tuple((reason, _started(told.text)) for reason, told in clash)

    @property
    def ways(self) -> tuple[tuple[WayOut, str, str], ...]:
        """Return the ways out, each with what it does and what follows from it."""
        ways = zip(self.proposal.filled.ways_out, self.words.ways_out, strict=True)
        return tuple((way, told.text, _started(told.consequence)) for way, told in ways)


def told(proposal: Proposal) -> Answer:
    """Return an answer with its words."""
    problem, filled = proposal.problem, proposal.filled
    catalog = problem.given.catalog
    findings = tuple((one.severity, finding_text(one, catalog)) for one in filled.findings)
    return Answer(proposal, told_of(problem, filled), findings)


def _started(words: str) -> str:
    """Return a clause as a line of its own begins."""
    return words[:1].upper() + words[1:]
