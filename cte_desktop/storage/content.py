"""How a thing looks in the history: JSON that is the same for the same thing, byte by byte."""

from __future__ import annotations

import json

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Content = dict[str, Json]
"""A thing as its noun writes and reads it; None in its place means "there is none"."""


def as_json(content: Json) -> str:
    """Return JSON with sorted keys and no spaces; refuses numbers that JSON can't hold."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def text_or_none(content: Content | None) -> str | None:
    """Return the JSON of a thing, None if there is none."""
    return None if content is None else as_json(content)


def content_or_none(text: str | None) -> Content | None:
    """Return the thing that a JSON text of the history means."""
    if text is None:
        return None
    content = json.loads(text)
    if not isinstance(content, dict):
        raise TypeError("the history keeps things as JSON objects")
    return content
