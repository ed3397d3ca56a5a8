"""What is said of a section that the timetable doesn't have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from cte_desktop.domain.planning.sections.offers import SectionKey


def unknown_section(key: SectionKey) -> WrongCall:
    """Return the error for a section that is not known in that school year."""
    return WrongCall(
        "unknown_section",
        'There is no section "{section}" in {year}.',
        do="The Sections page lists those that there are.",
        section=key[1],
        year=school_year_text(key[0]),
    )
