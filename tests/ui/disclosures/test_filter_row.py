"""The filters above the disclosure log: what occurs is offered, days are periods."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pytestqt.qtbot import QtBot

from cte_desktop.services.disclosures import DisclosureLine, Sought
from cte_desktop.ui.disclosures.filter_row import DisclosureFilters

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _line(recipient: str, actor: str = "A. Lee") -> DisclosureLine:
    return DisclosureLine(1, AT, actor, "Week", recipient, "advising", "", ())


def test_what_occurs_is_offered_and_a_choice_narrows(qtbot: QtBot) -> None:
    filters = DisclosureFilters(TODAY)
    qtbot.addWidget(filters)
    told: list[Sought] = []
    filters.narrowed.connect(told.append)
    filters.offer((_line("parent"), _line("Registrar")))
    texts = [filters.recipient.itemText(at) for at in range(filters.recipient.count())]
    assert texts == ["All recipients", "parent", "Registrar"]
    filters.recipient.setCurrentIndex(1)
    assert told == [Sought(recipient="parent")]
    filters.offer((_line("Registrar"),))  # the chosen one is gone
    assert told[-1] == Sought()
    filters.actor.setCurrentIndex(1)
    filters.clear()
    assert told[-1] == Sought()


def test_periods_hold_both_their_days(qtbot: QtBot) -> None:
    filters = DisclosureFilters(TODAY)
    qtbot.addWidget(filters)
    found = {}
    for at in range(1, filters.days.count()):
        filters.days.setCurrentIndex(at)
        sought = filters.narrowing()
        found[filters.days.itemText(at)] = (sought.since, sought.until)
    assert found["Today"] == (TODAY, TODAY)
    assert found["The last 7 days"] == (date(2026, 11, 16), TODAY)
    assert found["School year 2026–27"] == (date(2026, 7, 1), date(2027, 6, 30))
    assert found["School year 2024–25"] == (date(2024, 7, 1), date(2025, 6, 30))
