"""The help: one topic for each file of `resources/help/<language>`, in Markdown, and the search.

A file's name says the place of its topic in the list, then its id: `20-plan.md`. The first line is
the title. `{fill_plan}` stands for an action's name and keys, which only the window knows; it fills
them in with `filled`. `[words](plan)` leads to another topic.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.system.paths import resource
from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_TOPIC = "start"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)|[*#`|{}]")
_BEFORE, _AFTER = 24, 56  # characters around what was found


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the help; `text` is Markdown, its title included."""

    id: str
    title: str
    text: str

    @property
    def name(self) -> str:
        """The title up to its colon: what stands in the list."""
        return self.title.partition(":")[0]


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic that a search found; `excerpt` shows the words where they stand."""

    topic: Topic
    excerpt: str


def help_topics() -> tuple[Topic, ...]:
    """Return the topics in the language in force, in their order."""
    return _topics(current_language())


def help_topic(topic_id: str) -> Topic:
    """Return a topic by its id, the first one where there is none of that name."""
    topics = {topic.id: topic for topic in help_topics()}
    return topics.get(topic_id, topics[FIRST_TOPIC])


def filled(text: str, name_of: Callable[[str], str]) -> str:
    """Return the text with the words that `name_of` gives for each action."""
    return PLACEHOLDER.sub(lambda found: name_of(found[1]), text)


def search_help(query: str, name_of: Callable[[str], str]) -> tuple[FoundTopic, ...]:
    """Return the topics in which every word of the query stands, the most telling first.

    A word of the title weighs most, one of a heading more than one of the text; case and accents
    don't matter. An empty query finds every topic, in order.
    """
    words = _folded(query).split()
    found = []
    for place, topic in enumerate(help_topics()):
        text = filled(topic.text, name_of)
        weight = _weight(topic.title, text, words)
        if weight:
            found.append((-weight, place, FoundTopic(topic, _excerpt(text, words))))
    return tuple(one for _, _, one in sorted(found, key=lambda ranked: ranked[:2]))


def _weight(title: str, text: str, words: list[str]) -> int:
    """Return how much a topic says about the words, 0 where one of them is missing."""
    if not words:
        return 1
    whole, name = _folded(_plain(text)), _folded(title)
    headings = _folded(" ".join(_HEADING.findall(text)))
    if not all(word in whole for word in words):
        return 0
    return sum(
        100 * (word in name) + 10 * (word in headings) + min(whole.count(word), 9) for word in words
    )


def _excerpt(text: str, words: list[str]) -> str:
    """Return what stands around the words as they follow each other, else around the longest."""
    _, _, body = text.partition("\n")
    plain = " ".join(_plain(body).split())
    wanted = (" ".join(words), *sorted(words, key=len, reverse=True))
    at = next((place for part in wanted if (place := _folded(plain).find(part)) >= 0), 0)
    begin = plain.rfind(" ", 0, max(0, at - _BEFORE)) + 1 if at > _BEFORE else 0
    end = plain.find(" ", at + _AFTER)
    shown = plain[begin:] if end < 0 else plain[begin:end]
    return ("…" if begin else "") + shown + ("…" if end >= 0 else "")


def _plain(text: str) -> str:
    return _MARKS.sub(lambda found: found[1] or "", text)


def _folded(text: str) -> str:
    """Return the text without case and accents, of the same length so that places agree."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in letters)


@cache
def _topics(language: str) -> tuple[Topic, ...]:
    files = sorted(resource("help", language).glob("*.md"))
    return tuple(_topic(file.stem, file.read_text(encoding="utf-8")) for file in files)


def _topic(name: str, text: str) -> Topic:
    title = text.partition("\n")[0].removeprefix("#").strip()
    return Topic(name.partition("-")[2], title, text)
