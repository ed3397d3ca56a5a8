"""The levels of a pathway: the choice of class, and courses that the catalog doesn't have."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit.pathway_outline import pathway_versions
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.ui.pathways.levels_card import LevelsCard
from cte_desktop.ui.widgets.labels import ThemedLabel
from tests.builders import catalog

PHOTOGRAPHY = "Photography"


def with_a_new_capstone(code: str) -> Catalog:
    """The shipped catalog, in which the classes from 2030 have another capstone."""
    shipped = catalog()
    former = next(step for step in shipped.steps if step.course_code == "PH2")
    ended = tuple(
        replace(step, last_class=2029) if step is former else step for step in shipped.steps
    )
    newer = replace(former, course_code=code, first_class=2030)
    return replace(shipped, steps=(*ended, newer))


def made(changed: Catalog, at: int, qtbot: QtBot) -> LevelsCard:
    versions = pathway_versions(changed.pathway_by_name[PHOTOGRAPHY], changed)
    card = LevelsCard(versions, changed, at)
    qtbot.addWidget(card)
    card.show()
    return card


def words(card: LevelsCard) -> str:
    return "\n".join(one.text() for one in card.findChildren(ThemedLabel) if one.isVisible())


def test_a_class_is_chosen_where_the_classes_differ(qtbot: QtBot) -> None:
    card = made(with_a_new_capstone("GD2"), 0, qtbot)
    assert card.version.isVisible()
    assert card.version.currentText() == "Classes of 2030 and later"
    assert "Graphic Design 2" in words(card)
    card.version.setCurrentIndex(1)
    assert card.version.currentText() == "Classes of 2022 to 2029"
    qtbot.waitUntil(lambda: "Graphic Design 2" not in words(card))
    assert "Digital Photography 2" in words(card)


def test_without_versions_nothing_is_chosen_and_the_classes_are_told(qtbot: QtBot) -> None:
    card = made(catalog(), 0, qtbot)
    assert not card.version.isVisible()
    assert "Classes of 2022 and later" in words(card)


def test_a_course_that_is_not_in_the_catalog_says_so(qtbot: QtBot) -> None:
    card = made(with_a_new_capstone("NOSUCH"), 0, qtbot)
    assert "NOSUCH is not in the catalog." in words(card)


def test_a_pathway_without_courses_says_so(qtbot: QtBot) -> None:
    card = LevelsCard((), catalog(), -1)
    qtbot.addWidget(card)
    card.show()
    assert "The catalog lists no courses for it yet." in words(card)
