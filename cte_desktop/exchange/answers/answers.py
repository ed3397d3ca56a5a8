"""What a person said about values that files leave open: code -> value -> answer.

Each is asked once and remembered. "skip" leaves the rows of a value out; what else an answer may
be, its code says (`CODES`). The value of `title_differs` is a course number with the title that it
has in the file, "USGOV · Pottery Two": one number may stand for several other courses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.students.student import folded
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.import_questions import TITLED, number_and_title
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SKIP = "skip"
SAME = "same"  # title_differs: the course is the catalog's, whatever the file calls it
ELSEWHERE = "elsewhere"  # unknown_school: one outside the district, of the name as it stands
DIFFERENT = "different"  # look_alike: two students
CARNEGIE, LOCAL = "carnegie", "local"  # credit_scale

CODES = (
    "unknown_mark",
    "unknown_school",
    "unknown_term",
    "unknown_pathway",
    "unknown_course",
    "title_differs",
    "look_alike",
    "credit_scale",
)
_CLOSED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unknown_mark": MARKS,
        "unknown_term": ("year", "fall", "spring", "summer"),
        "credit_scale": (CARNEGIE, LOCAL),
    }
)
# Names are the same in any case and with any blanks; codes and ids are not.
_FOLDED = frozenset({"unknown_mark", "unknown_school", "unknown_term", "unknown_pathway"})
TITLE = "title_differs"
LONGEST = 200  # characters of a value that is asked about, and of an answer
MOST_BYTES = 16 * 2**20


def same_value(code: str, value: str) -> str:
    """Return what two spellings of one value have in common."""
    if code in _FOLDED:
        return _folded(value)
    number, title = number_and_title(value) if code == TITLE else (value, "")
    return f"{number}{TITLED}{_folded(title)}" if title else value


def titled(number: str, title: str) -> str:
    """Return the value under which it is asked whether a number with this title is the catalog's.

    What no file of answers could hold is left away.
    """
    written = "".join(sign for sign in " ".join(title.split()) if sign.isprintable())
    return f"{number}{TITLED}{written}"[:LONGEST].rstrip()


def bare_numbers(answers: Answers) -> Mapping[str, str]:
    """Return the answers about titles that name a course number alone, under their numbers."""
    given = answers.given(TITLE).items()
    return {value: answer for value, answer in given if not number_and_title(value)[1]}


def without_bare_numbers(answers: Answers) -> Answers:
    """Return the answers but those about titles that don't say which title is meant."""
    bare = bare_numbers(answers)
    return answers_of(one for one in answers if one[0] != TITLE or one[1] not in bare)


def _folded(text: str) -> str:
    return folded(" ".join(text.split()))


def _no_values() -> Mapping[str, Mapping[str, str]]:
    return {}


@dataclass(frozen=True)
class Answers:
    """The answers under their codes and values; a later spelling of a name finds its answer."""

    values: Mapping[str, Mapping[str, str]] = field(default_factory=_no_values)
    _found: dict[str, dict[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the look-up of spellings."""
        found = {
            code: {same_value(code, value): answer for value, answer in given.items()}
            for code, given in self.values.items()
        }
        object.__setattr__(self, "_found", found)

    def __bool__(self) -> bool:
        """Tell whether there is any answer."""
        return any(self.values.values())

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Yield code, value and answer of each, in order."""
        for code, given in self.values.items():
            for value, answer in given.items():
                yield code, value, answer

    def of(self, code: str, value: str) -> str | None:
        """Return the answer about a value; None when there is none."""
        given = self._found.get(code)
        return given.get(same_value(code, value)) if given else None

    def given(self, code: str) -> Mapping[str, str]:
        """Return the answers of one code under their values."""
        return self.values.get(code, {})

    def merged(self, newer: Answers) -> Answers:
        """Return both; what `newer` says of a value holds."""
        return answers_of((*self, *newer))


def answers_of(answers: Iterable[tuple[str, str, str]]) -> Answers:
    """Return the answers of (code, value, answer) triples; the last about a value holds."""
    values: dict[str, dict[str, str]] = {}
    spelled: dict[tuple[str, str], str] = {}
    for code, value, answer in answers:
        given = values.setdefault(code, {})
        given.pop(spelled.get((code, same_value(code, value)), value), None)
        spelled[code, same_value(code, value)] = value
        given[value] = answer
    return Answers(values)


def parse_answers(document: object) -> Answers:
    """Return the answers of a JSON document; a wrong call that names what is wrong with it."""
    if not isinstance(document, dict):
        raise _wrong_shape("")
    triples = []
    for code, given in document.items():
        if code not in CODES:
            raise WrongCall(
                "unknown_code",
                noop('The answers are about "{about}", which is never asked.'),
                do=noop("What can be asked is: {codes}."),
                about=code,
                codes=", ".join(CODES),
            )
        if not isinstance(given, dict):
            raise _wrong_shape(code)
        for value, answer in given.items():
            if not _is_text(answer) or not _is_text(value):
                raise _wrong_shape(code)
            triples.append((code, value.strip(), _closed(code, value, answer.strip())))
    return answers_of(triples)


def read_answers_file(path: Path) -> Answers:
    """Return the answers of a JSON file.

    Raises a known error when it can't be read, a wrong call when it holds no answers.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(
            "unreadable",
            noop("{file} can't be read."),
            kept=noop("Nothing was imported."),
            do=noop("Check that the file is there and that you may read it."),
            file=path.name,
        ) from error
    if len(content) > MOST_BYTES:
        raise _wrong_shape("")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _wrong_shape("") from error
    return parse_answers(document)


def _is_text(given: object) -> bool:
    return isinstance(given, str) and 0 < len(given.strip()) <= LONGEST and given.isprintable()


def _closed(code: str, value: str, answer: str) -> str:
    """Return the answer, if its code takes it at all: that tells no catalog for these codes."""
    allowed = _CLOSED.get(code)
    if allowed is None or answer == SKIP or answer in allowed:
        return answer
    raise WrongCall(
        "unknown_answer",
        noop('"{answer}" is no answer to what "{value}" ({about}) is.'),
        do=noop("Give one of: {allowed}."),
        answer=answer,
        value=value,
        about=code,
        allowed=", ".join((*allowed, SKIP)),
    )


def _wrong_shape(code: str) -> WrongCall:
    return WrongCall(
        "bad_answers",
        noop('The answers about "{about}" are no texts under texts.')
        if code
        else noop("The file of answers is no JSON object."),
        do=noop("Write them as {example}: what is asked, then value and answer."),
        about=code,
        example='{"unknown_mark": {"Q": "B"}}',
    )
