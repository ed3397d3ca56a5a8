"""The language in force."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cte_desktop.system import paths
from cte_desktop.system.errors import KnownError
from cte_desktop.wording import translate
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import current_language, language, tr, trn, use_language


def test_a_block_speaks_its_language_and_gives_the_former_one_back() -> None:
    with language("es"):
        assert (current_language(), tr("Counselor")) == ("es", "Consejero(a)")
        with language("en"):
            assert tr("Counselor") == "Counselor"
        assert current_language() == "es"
    assert (current_language(), tr("Counselor")) == ("en", "Counselor")


def test_the_former_language_comes_back_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), language("es"):
        raise ZeroDivisionError
    assert current_language() == "en"


def test_a_paper_in_spanish_does_not_change_what_another_thread_says() -> None:
    with language("es"), ThreadPoolExecutor(1) as other:
        assert other.submit(current_language).result() == "en"


def test_an_unknown_language_is_english() -> None:
    with language("es"):
        use_language("fr")
        assert current_language() == "en"


def test_the_empty_text_stays_empty() -> None:
    with language("es"):
        assert tr("") == ""


def test_a_sentence_that_nobody_translated_is_said_in_english() -> None:
    with language("es"):
        assert tr("Never said {name}.", name="before") == "Never said before."
        assert trn("{count} never", "{count} nevers", 2) == "2 nevers"


def test_a_fault_is_told_whole_in_the_language_in_force() -> None:
    error = KnownError(
        "disk_full",
        "There is no room left to write {file}.",
        kept="What was there before is untouched.",
        do="Free some space on the disk and try again.",
        file="plan.pdf",
    )
    with language("es"):
        assert told(error).whole == (
            "No queda espacio para escribir plan.pdf. Lo que había antes sigue intacto. "
            "Libere espacio en el disco e intente otra vez."
        )


@pytest.mark.expects_log
@pytest.mark.parametrize("size", [0, 3, 8, 20, 100, 5_000, -1])
def test_a_catalog_cut_off_by_a_full_disk_means_english_and_a_line_in_the_log(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = (paths.resource("translations") / "es/LC_MESSAGES/cte.mo").read_bytes()
    cut = tmp_path / "es/LC_MESSAGES/cte.mo"
    cut.parent.mkdir(parents=True)
    cut.write_bytes(whole[:size])
    translate._catalog.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(translate, "resource", lambda _name: tmp_path)
        with language("es"):
            assert tr("Counselor") == "Counselor"
        assert not translate.is_catalog_there("es")
    translate._catalog.cache_clear()
    (line,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert line.getMessage().startswith("no sentences of the language es")
