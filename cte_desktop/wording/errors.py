"""The world's faults in words: what happened, what was kept and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.system.errors import KnownError


@dataclass(frozen=True, slots=True)
class Told:
    """A fault told in the reader's language; `kept` and `do` may be empty."""

    text: str
    kept: str
    do: str

    @property
    def whole(self) -> str:
        """Return everything in one paragraph."""
        return " ".join(part for part in (self.text, self.kept, self.do) if part)


def told(error: KnownError) -> Told:
    """Return the error in the language in force."""
    return Told(
        *(
            tr(template).format_map(error.values) if template else ""
            for template in (error.text_template, error.kept_template, error.do_template)
        )
    )
