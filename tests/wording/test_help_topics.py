"""The help: its topics, in both languages, and the search over them."""

from __future__ import annotations

import re

import pytest

from cte_desktop.system.paths import resource
from cte_desktop.ui.action_list import ACTIONS
from cte_desktop.wording.help_topics import (
    FIRST_TOPIC,
    PLACEHOLDER,
    Topic,
    filled,
    help_topic,
    help_topics,
    search_help,
)
from cte_desktop.wording.translate import LANGUAGES, language

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")


def named(action: str) -> str:
    return f"**{action}**"


def topics_in(code: str) -> tuple[Topic, ...]:
    with language(code):
        return help_topics()


def found(query: str, code: str = "en") -> list[str]:
    with language(code):
        return [one.topic.id for one in search_help(query, named)]


def test_every_page_of_the_window_has_its_topic() -> None:
    pages = {"home", "students", "plan", "sections", "pathways", "completers", "data", "settings"}
    assert pages | {FIRST_TOPIC} <= {topic.id for topic in help_topics()}


def test_each_language_has_the_same_topics_parts_links_actions_and_pictures() -> None:
    english = topics_in("en")
    for code in LANGUAGES:
        others = topics_in(code)
        assert [topic.id for topic in others] == [topic.id for topic in english]
        for one, other in zip(english, others, strict=True):
            for part in (LINK, PICTURE, PLACEHOLDER, re.compile(r"^(#+) ", re.MULTILINE)):
                assert part.findall(other.text) == part.findall(one.text), (code, one.id, part)


@pytest.mark.parametrize("code", LANGUAGES)
def test_links_actions_and_pictures_are_there(code: str) -> None:
    topics = topics_in(code)
    known, actions = {topic.id for topic in topics}, {spec.id for spec in ACTIONS}
    for topic in topics:
        assert set(LINK.findall(topic.text)) <= known, topic.id
        assert set(PLACEHOLDER.findall(topic.text)) <= actions, topic.id
        for picture in PICTURE.findall(topic.text):
            for shade in ("light", "dark"):
                name = f"{picture}-{code}-{shade}.png"
                assert resource("help", "pictures", name).exists(), name


def test_every_picture_is_shown_by_a_topic() -> None:
    shown = {stem for topic in topics_in("en") for stem in PICTURE.findall(topic.text)}
    kept = {file.name for file in resource("help", "pictures").glob("*.png")}
    shades = ("light", "dark")
    assert kept == {
        f"{one}-{code}-{dark}.png" for one in shown for code in LANGUAGES for dark in shades
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_titles_differ_and_every_topic_says_something(code: str) -> None:
    topics = topics_in(code)
    assert len({topic.title for topic in topics}) == len(topics)
    assert all(topic.title and len(topic.text.split()) > 60 for topic in topics)


def test_an_unknown_topic_is_the_first() -> None:
    assert help_topic("no such page").id == FIRST_TOPIC


def test_actions_are_filled_in_by_the_words_of_the_window() -> None:
    assert filled("Press {undo} twice.", named) == "Press **undo** twice."


def test_an_empty_search_lists_every_topic_in_order() -> None:
    assert found("") == [topic.id for topic in help_topics()]


def test_a_word_of_a_title_counts_most() -> None:
    assert found("privacy")[0] == "privacy"
    assert found("settings")[0] == "settings"


def test_every_word_must_stand_in_a_topic() -> None:
    assert "safety" in found("recovery laptop")
    assert found("recovery xylophone") == []


def test_case_and_accents_do_not_matter() -> None:
    assert found("CODIGO DE RECUPERACION", "es") == found("código de recuperación", "es")
    assert "safety" in found("codigo de recuperacion", "es")


def test_words_of_actions_are_found_too() -> None:
    assert found("radar")[0] in {"pathways", "fill"}


def test_what_was_found_is_shown_where_it_stands_without_marks() -> None:
    (one, *_) = search_help("usb", named)
    assert "USB" in one.excerpt
    assert not set(one.excerpt) & set("*#|[]{}")
