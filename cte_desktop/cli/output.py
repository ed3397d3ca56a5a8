"""Where answers go: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import Any

from cte_desktop.system.errors import KnownError

_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What a terminal obeys instead of showing it, and halves of characters, which nothing can show."""


@dataclass(frozen=True, slots=True)
class Output:
    """Prints results as text or as JSON, one object a line."""

    as_json: bool

    def answer(self, made: dict[str, Any], text: str) -> None:
        """Print one result: the object with --json, else the text."""
        shown = line_of(made) if self.as_json else harmless(text)
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
        sys.stderr.write(harmless(text) + "\n")


def harmless(text: str) -> str:
    """Return a text that a terminal shows and never obeys, whatever a file wrote into it."""
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def line_of(made: dict[str, Any]) -> str:
    """Return an object as one line; what is no whole character is written as JSON's escape."""
    text = json.dumps(made, ensure_ascii=False)
    return json.dumps(made) if _COMMANDS.search(text) else text
