"""What one can go to, and which of it a few letters mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.ui.row_search import fold, words_of
from cte_desktop.wording.help_topics import help_topics
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.settings import part_title, setting_entries
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.saved_lists import SavedList
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.actions import Actions
    from cte_desktop.ui.navigation import PageRecord

MOST_SHOWN = 60


class PlaceKind(StrEnum):
    """What a place is; when nothing is typed they stand in this order, students left out."""

    PAGE = "page"
    ACTION = "action"
    LIST = "list"
    STUDENT = "student"
    COURSE = "course"
    SETTING = "setting"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Place:
    """Something to go to. `key` is its id, `searched` the folded text in which letters are found.

    `words` say more of it, `keys` are the keys of an action.
    """

    kind: PlaceKind
    key: str
    title: str
    words: str
    icon: str
    searched: str
    keys: str = ""


def pages_and_actions(
    records: Sequence[PageRecord], actions: Actions, without: str
) -> tuple[Place, ...]:
    """Return pages, what can be done now but `without`, settings, and topics of the help.

    Settings are left out while a page keeps others from being opened.
    """
    pages = (
        _place(PlaceKind.PAGE, record.id, record.title, tr("Page"), record.icon)
        for record in records
    )
    done = (
        _place(
            PlaceKind.ACTION,
            spec.id,
            action.text().replace("&", ""),
            tr(spec.tip),
            spec.icon or "chevron-right",
            action.shortcut().toString(action.shortcut().SequenceFormat.NativeText),
        )
        for spec, action in actions.offered()
        if action.isEnabled() and spec.id != without
    )
    topics = (
        _place(PlaceKind.HELP, topic.id, topic.title, tr("Help"), "circle-question-mark")
        for topic in help_topics()
    )
    settings = () if actions.are_held() else _settings()
    return (*pages, *done, *settings, *topics)


def _settings() -> tuple[Place, ...]:
    """Return every setting; its words are searched in both languages."""
    return tuple(
        Place(
            PlaceKind.SETTING,
            f"{entry.part}/{entry.key}",
            entry.title,
            tr("Setting: {part}", part=part_title(entry.part)),
            "settings",
            fold(f"{entry.title} {entry.words}"),
        )
        for entry in setting_entries()
    )


def read_places(
    lists: Iterable[SavedList], lines: Iterable[StudentLine], catalog: Catalog
) -> tuple[Place, ...]:
    """Return the own lists and the students, by name, and the courses of the catalog."""
    own = (
        _place(PlaceKind.LIST, one.uid, one.name, tr("List of students"), "star") for one in lists
    )
    students = (
        Place(
            PlaceKind.STUDENT,
            line.uid,
            line.name,
            " · ".join((grade_label(line.grade_level), line.school, line.student_id)),
            "user",
            f"{fold(line.name)} {line.name_key}",
        )
        for line in lines
    )
    courses = (
        _place(PlaceKind.COURSE, course.code, course.title, course.code, "book-open")
        for course in catalog.courses
    )
    return (*own, *students, *courses)


def best(places: Sequence[Place], query: str, most: int = MOST_SHOWN) -> tuple[Place, ...]:
    """Return the places in which every word stands, those that begin with them first.

    Without a word these are pages and actions: of thousands of students none is meant yet.
    """
    words = words_of(query)
    if not words:
        shown = (p for p in places if p.kind in {PlaceKind.PAGE, PlaceKind.ACTION})
        return tuple(shown)[:most]
    begins = fold(query).strip()
    found = [place for place in places if all(word in place.searched for word in words)]
    found.sort(key=lambda place: _rank(place, begins, words))
    return tuple(found[:most])


def _rank(place: Place, begins: str, words: Sequence[str]) -> tuple[bool, bool, int, str]:
    spaced = f" {place.searched}"
    return (
        not place.searched.startswith(begins),
        not all(f" {word}" in spaced for word in words),
        _ORDER[place.kind],
        place.searched,
    )


def _place(kind: PlaceKind, key: str, title: str, words: str, icon: str, keys: str = "") -> Place:
    return Place(kind, key, title, words, icon, fold(f"{title} {words}"), keys)


_ORDER = {kind: place for place, kind in enumerate(PlaceKind)}
