"""What is new, version by version, in both languages."""

from __future__ import annotations

from cte_desktop import __version__
from cte_desktop.system.paths import resource
from cte_desktop.wording.translate import use_language
from cte_desktop.wording.whats_new import whats_new


def test_the_present_version_stands_first_and_is_told_in_both_languages() -> None:
    assert whats_new()[0].version == __version__
    assert "The first version" in whats_new()[-1].text
    use_language("es")
    assert "La primera versión" in whats_new()[-1].text
    use_language("en")
    names = [
        sorted(file.name for file in resource("whats_new", one).iterdir()) for one in ("en", "es")
    ]
    assert names[0] == names[1]


def test_only_what_came_after_a_version_is_told() -> None:
    assert whats_new(since=__version__) == ()
    assert [one.version for one in whats_new(since="0.0.1")] == [one.version for one in whats_new()]
