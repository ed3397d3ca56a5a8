"""What stands in a block of the week: one section, or all those that meet then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import PERIODS, clock_text
from cte_desktop.ui.widgets.week_view import DrawnBlock
from cte_desktop.wording.labels import weekdays_label
from cte_desktop.wording.sections import hours_label, kind_label, seats_left_label, sections_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.timetable import Meeting
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.ui.sections.listed import SectionRow
    from cte_desktop.ui.sections.week_blocks import SectionGroup
    from cte_desktop.ui.widgets.week_view import Tone

TONES: dict[SectionKind, Tone] = {
    SectionKind.DAY: "day",
    SectionKind.EXTENDED: "extended",
    SectionKind.ZERO: "zero",
    SectionKind.COLLEGE: "college",
}


def block_key(key: SectionKey) -> str:
    """Return the key of a block that is one section."""
    return f"section:{key[0]}:{key[1]}"


def section_block(row: SectionRow, meeting: Meeting) -> DrawnBlock:
    """Return the block of one section on one weekday."""
    line, section = row.line, row.line.section
    left = seats_left_label([line.count.left])
    place = " · ".join(word for word in (section.section_id, row.room) if word)
    lines = [row.state, place, left, _kind_line(section.kind), section.teacher]
    lines = [line for line in lines if line]
    said = tr(
        "{day} {start} to {end}, {course}, {section}, {site}, {left}",
        day=weekdays_label(meeting.weekday),
        start=clock_text(meeting.start),
        end=clock_text(meeting.end),
        course=line.title,
        section=section.section_id,
        site=row.site,
        left=left,
    )
    return DrawnBlock(
        meeting.weekday,
        meeting.start,
        meeting.end,
        line.title,
        "\n".join(lines),
        TONES[section.kind],
        block_key(row.key),
        said,
        tip="\n".join((line.title, hours_label(meeting.start, meeting.end), *lines)),
    )


def group_block(key: str, group: SectionGroup, weekday: str, tone: Tone) -> DrawnBlock:
    """Return the block of several sections on one weekday."""
    count = len(group.rows)
    words = group_words(group)
    said = tr(
        "{day} {start} to {end}, {words}",
        day=weekdays_label(weekday),
        start=clock_text(group.start),
        end=clock_text(group.end),
        words=words,
    )
    left = group.left
    # One line: a period of fifty minutes has room for no more.
    return DrawnBlock(
        weekday,
        group.start,
        group.end,
        group.name,
        "\n".join(line for line in (left, sections_label(count), _kind_line(group.kind)) if line),
        tone,
        key,
        said,
        # A time and a badge don't fit side by side in a lane; the second line says the count too.
        count=count if group.name in PERIODS else 1,
        tip=f"{hours_label(group.start, group.end)}\n{words}",
    )


def group_words(group: SectionGroup) -> str:
    """Return "P3: 84 sections, 212 seats left", "16:00, Extended Day: 8 sections, ..."."""
    kind = _kind_line(group.kind)
    return tr(
        "{name}: {sections}, {left}",
        name=f"{group.name}, {kind}" if kind else group.name,
        sections=sections_label(len(group.rows)),
        left=group.left,
    )


def _kind_line(kind: SectionKind) -> str:
    """Return the kind where it is not the usual one: a tint alone says nothing."""
    return "" if kind is SectionKind.DAY else kind_label(kind)
