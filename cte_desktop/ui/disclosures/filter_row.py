"""The row above the disclosure log: words, what, to whom, what for, by whom, and which days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.disclosures import DisclosureLine, Sought
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.searched_filters import SearchedFilters
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    Days = tuple[date | None, date | None]

_JULY, _JUNE = 7, 6
_LAST_OF_JUNE = 30
_WEEK, _MONTH = 7, 30  # days
_WIDE = 168


def _sought(
    what: str | None = None,
    recipient: str | None = None,
    purpose: str | None = None,
    actor: str | None = None,
    days: Days | None = None,
) -> Sought:
    return Sought(what, recipient, purpose, actor, *(days or (None, None)))


class DisclosureFilters(SearchedFilters[Sought]):
    """The row. Signal: `narrowed(Sought)`."""

    def __init__(self, today: date) -> None:
        super().__init__(_sought, tr("Search the log"))
        self.what = ChoiceBox(tr("What"))
        self.recipient = ChoiceBox(tr("To whom"))
        self.purpose = ChoiceBox(tr("What for"))
        self.actor = ChoiceBox(tr("By"))
        self.days = ChoiceBox(tr("Days"))
        boxes = (self.what, self.recipient, self.purpose, self.actor, self.days)
        self._lay_out(dict.fromkeys(boxes, _WIDE), spare=60)
        offer(self.days, tr("All days"), _periods(today))
        self.offer(())
        self._listen()

    def offer(self, lines: Iterable[DisclosureLine]) -> None:
        """Offer what occurs in the log; a choice that still occurs stays chosen."""
        former, known = self.narrowing(), tuple(lines)
        for box, everything, texts in (
            (self.what, tr("All kinds"), {line.what for line in known}),
            (self.recipient, tr("All recipients"), {line.recipient for line in known}),
            (self.purpose, tr("All purposes"), {line.purpose for line in known}),
            (self.actor, tr("By everybody"), {line.actor for line in known}),
        ):
            offer(box, everything, [(text, text) for text in sorted(texts, key=str.casefold)])
        if self.narrowing() != former:
            self._on_chosen()


def _periods(today: date) -> list[tuple[str, object]]:
    """Return periods that are asked for, the shortest first; both their days are included."""
    year = school_year_of(today)
    found: list[tuple[str, object]] = [
        (tr("Today"), (today, today)),
        (tr("The last 7 days"), (today - timedelta(days=_WEEK - 1), today)),
        (tr("The last 30 days"), (today - timedelta(days=_MONTH - 1), today)),
    ]
    for first in (year, year - 1, year - 2):
        days = (
            today.replace(year=first, month=_JULY, day=1),
            today.replace(year=first + 1, month=_JUNE, day=_LAST_OF_JUNE),
        )
        found.append((tr("School year {year}", year=school_year_heading(first)), days))
    return found
