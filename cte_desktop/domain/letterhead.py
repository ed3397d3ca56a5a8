"""What the district has printed at the head of plans and letters, and who signs plans."""

from __future__ import annotations

from dataclasses import dataclass

SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines under the district's name, pictures as PNG, and titles of who signs; "" is as usual.

    `signatories` stand in the order of the lines; those in Spanish fall back to the others.
    """

    lines: tuple[str, ...] = ()
    picture: bytes = b""
    seal: bytes = b""
    signatories: tuple[str, ...] = ("", "", "")
    signatories_es: tuple[str, ...] = ("", "", "")

    @property
    def has_head(self) -> bool:
        """Whether anything stands at the head of a paper."""
        return bool(self.picture) or any(self.lines)

    def signatory(self, place: int, language: str) -> str:
        """Return the title of who signs on a line, "" for the usual one."""
        spanish = self.signatories_es[place] if language == SPANISH else ""
        return spanish or self.signatories[place]


PLAIN = Letterhead()
