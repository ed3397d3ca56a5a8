"""What was typed into a field, as the value of the rules; or the sentence that refuses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cte_desktop.domain import credits
from cte_desktop.domain.audit.rule_tree import AMOUNTS, Field, FieldKind
from cte_desktop.domain.audit.rules import NO_LAST_CLASS
from cte_desktop.wording.translate import tr

MOST = 9_999
LONGEST_TEXT = 2_000
EARLIEST_CLASS, LATEST_CLASS = 1950, 2200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", re.ASCII)
_WHOLE = re.compile(r"\d{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """A value to keep, None to take it out; or with `refusal` nothing is kept."""

    value: object = None
    refusal: str = ""


def typed_value(field: Field, text: str, taken: frozenset[str] = frozenset()) -> Typed:
    """Return what a text means in a field; `taken` are the names that its neighbors have."""
    text = " ".join(text.split()) if field.kind is not FieldKind.LONG_TEXT else text.strip()
    if not text:
        return _nothing(field)
    if field.kind in AMOUNTS:
        return _amount(text)
    match field.kind:
        case FieldKind.NUMBER:
            return _whole(text)
        case FieldKind.CLASS:
            return typed_class(text)
        case FieldKind.NAME:
            return _name(text, taken)
        case FieldKind.WORDS:
            return Typed([word for word in map(str.strip, text.split(",")) if word])
        case _ if len(text) > LONGEST_TEXT:
            return Typed(refusal=tr("That is too long: at most 2,000 letters."))
        case _:
            return Typed(text)


def typed_class(text: str) -> Typed:
    """Return the year of graduation that a text names."""
    year = int(text) if _WHOLE.fullmatch(text) else 0
    if EARLIEST_CLASS <= year <= LATEST_CLASS:
        return Typed(year)
    return Typed(refusal=tr('A class is the year of its graduation, such as 2031, not "{text}".',
                            text=text[:40]))  # fmt: skip


def typed_classes(first: str, last: str, *, open_end: bool, optional: bool) -> Typed:
    """Return the classes from one to another; both empty: every class, where that may be."""
    first, last = first.strip(), last.strip()
    if optional and not first and (not last or open_end):
        return Typed()
    one = typed_class(first)
    other = Typed(NO_LAST_CLASS) if open_end else typed_class(last)
    if one.refusal or other.refusal:
        return Typed(refusal=one.refusal or other.refusal)
    if isinstance(one.value, int) and isinstance(other.value, int) and one.value > other.value:
        return Typed(refusal=tr("The first class can't come after the last one."))
    return Typed([one.value, other.value])


def _nothing(field: Field) -> Typed:
    texts = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.WORDS)
    if field.optional or field.base is not None or field.kind in texts:
        return Typed()
    if field.kind is FieldKind.NAME:
        return Typed(refusal=tr("A name is needed here."))
    return Typed(refusal=tr("A number is needed here."))


def _amount(text: str) -> Typed:
    if text.startswith(("-", "−")):
        return Typed(refusal=tr('"{text}" is less than nothing.', text=text[:40]))
    hundredths = credits.parse(text)
    if hundredths is None:
        return Typed(
            refusal=tr('"{text}" is no amount: write a number such as 5 or 2.5.', text=text[:40])
        )
    if hundredths > MOST * credits.HUNDREDTHS:
        return Typed(refusal=tr("{text} is more than any rule can ask for.", text=text[:40]))
    return Typed(credits.number(hundredths))


def _whole(text: str) -> Typed:
    if _WHOLE.fullmatch(text):
        return Typed(int(text))
    return Typed(refusal=tr('"{text}" is no whole number.', text=text[:40]))


def _name(text: str, taken: frozenset[str]) -> Typed:
    if text in taken:
        return Typed(refusal=tr('Something here is named "{text}" already.', text=text[:60]))
    if _NAME.fullmatch(text):
        return Typed(text)
    return Typed(refusal=tr("A name has letters, figures, _ . and -, at most 60 of them."))
