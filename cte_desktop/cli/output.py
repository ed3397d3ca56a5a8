"""Where answers go: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from cte_desktop.system.errors import KnownError


@dataclass(frozen=True, slots=True)
class Output:
    """Prints results as text or as JSON, one object a line."""

    as_json: bool

    def answer(self, made: dict[str, Any], text: str) -> None:
        """Print one result: the object with --json, else the text."""
        shown = json.dumps(made, ensure_ascii=False) if self.as_json else text
        try:
            sys.stdout.write(shown + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            raise  # whoever reads has had enough; no fault
        except (OSError, ValueError, AttributeError) as error:
            raise KnownError(
                "answer_lost",
                "The answer can't be written: the place that it goes to is full or closed.",
                kept="What was asked for was done.",
                do="The history lists every step that changed something.",
            ) from error

    def aside(self, text: str) -> None:
        """Say something that is not a result."""
        sys.stderr.write(text + "\n")
