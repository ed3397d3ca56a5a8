"""Where answers go: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """Prints results as text or as JSON, one object a line."""

    as_json: bool

    def answer(self, made: dict[str, Any], text: str) -> None:
        """Print one result: the object with --json, else the text."""
        shown = json.dumps(made, ensure_ascii=False) if self.as_json else text
        sys.stdout.write(shown + "\n")
        sys.stdout.flush()

    def aside(self, text: str) -> None:
        """Say something that is not a result."""
        sys.stderr.write(text + "\n")
