"""`what-if`: what a cancelled, moved or smaller section or a retired course would break."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.progress import watched
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.domain.catalog.timetable import parse_clock, parse_days
from cte_desktop.services.sections.blast_radius.radius import (
    BlastApplied,
    BlastRadius,
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
    Struck,
    apply_blast,
    blast_radius,
    find_change_target,
)
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.blast_radius import effect_label
from cte_desktop.wording.fits import SEATS_ARE_A_PLAN
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk

_USAGE = MappingProxyType(
    {
        "cancel": ("SECTION",),
        "move": ("SECTION", "DAYS", "START", "END"),
        "shrink": ("SECTION", "SEATS"),
        "retire": ("CODE",),
    }
)


def what_if(options: argparse.Namespace, output: Output) -> int:
    """Print whom a change concerns, how badly, and a repair for each; with --apply do it all."""
    applies = hasattr(options, "apply")
    words = _words(options.change, options.about)
    school_year = _school_year(getattr(options, "school_year", None))
    with desk_of(options, writable=applies) as desk:
        change = _change(desk, options.change, words, school_year)
        with watched(tr("{done} of {total} students")) as progress:
            radius = blast_radius(desk, change, progress=progress)
            done = apply_blast(desk, radius, progress=progress) if applies else None
    answer: dict[str, Any] = {
        "change": radius.title,
        "counted": {effect.value: count for effect, count in radius.counted.items()},
        "students": [_object(one) for one in radius.students],
    }
    if done is not None:
        answer["applied"] = _applied_object(done)
    output.answer(answer, "" if output.as_json else _text(radius))
    if not output.as_json:
        output.aside(tr(SEATS_ARE_A_PLAN))
    if done is not None:
        _say_what_was_done(done, output)
    return 0


def _words(change: str, about: Sequence[str]) -> Sequence[str]:
    usage = _USAGE[change]
    if len(about) != len(usage):
        raise WrongCall(
            "wrong_call",
            "It has to be: what-if {usage}",
            usage=" ".join((change, *usage)),
        )
    return about


def _change(
    desk: Desk, change: str, words: Sequence[str], school_year: int | None
) -> SectionChange:
    if change == "retire":
        return RetireCourse(words[0].strip())
    if change == "move":
        days, start, end = _days(words[1]), _clock(words[2]), _clock(words[3])
        return MoveSection(find_change_target(desk, words[0], school_year), days, start, end)
    if change == "shrink":
        seats = _seats(words[1])
        return ShrinkSection(find_change_target(desk, words[0], school_year), seats)
    return CancelSection(find_change_target(desk, words[0], school_year))


def _school_year(text: str | None) -> int | None:
    return None if text is None else school_year_asked(text)


def _days(text: str) -> str:
    days = parse_days(text)
    if days is None:
        raise WrongCall(
            "bad_days",
            '"{given}" are no weekdays.',
            do="Write them as letters of MTWRF, such as TR for Tuesday and Thursday.",
            given=text,
        )
    return days


def _clock(text: str) -> int:
    minutes = parse_clock(text)
    if minutes is None:
        raise WrongCall(
            "bad_time",
            '"{given}" is no time of day.',
            do="Write it as 15:45.",
            given=text,
        )
    return minutes


def _seats(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise WrongCall(
            "bad_seats",
            '"{given}" is no number of seats.',
            do="Write a whole number, 0 or more.",
            given=text,
        )
    return int(text)


def _object(one: Struck) -> dict[str, Any]:
    return {
        "student": one.student_id,
        "effect": one.effect.value,
        "repair": one.repair,
        "effects": [effect.value for effect in one.effects],
        "because": one.because,
        "seated_now": one.seated_now,
    }


def _applied_object(done: BlastApplied) -> dict[str, Any]:
    return {
        "step": done.step,
        "plans": done.plans,
        "kept_apart": [{"student": one.student_id, "text": one.text} for one in done.kept_apart],
    }


def _text(radius: BlastRadius) -> str:
    counted = ", ".join(
        f"{effect_label(effect)}: {count:,}" for effect, count in radius.counted.items() if count
    )
    lines = [radius.title, counted or tr("Nobody is concerned.")]
    for one in radius.students:
        lines.append(f"{one.student_id}  {effect_label(one.effect)}: {one.because}")
        if one.repair:
            lines.append(f"    {one.repair}")
    return "\n".join(lines)


def _say_what_was_done(done: BlastApplied, output: Output) -> None:
    for one in done.kept_apart:
        output.aside(f"{one.student_id}: {one.text}")
    if done.step is None:
        output.aside(tr("It was so already; nothing was changed."))
        return
    output.aside(
        trn(
            "Done as step {step}, with {count} plan repaired. To take all of it back: undo --step "
            "{step}",
            "Done as step {step}, with {count} plans repaired. To take all of it back: undo --step "
            "{step}",
            done.plans,
            step=done.step,
        )
    )


COMMANDS = MappingProxyType({"what-if": what_if})
