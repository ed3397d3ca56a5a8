"""The page with the recovery code."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.recovery_sheet import RecoverySheet
from cte_desktop.reports.recovery import build_recovery
from cte_desktop.storage.recovery_code import new_recovery_code, read_recovery_code
from cte_desktop.wording.translate import language
from tests.reports.reading import overlaps, tags, text_boxes, words

DAY = date(2026, 11, 22)


def test_the_code_can_be_read_off_the_page_and_it_says_how_to_keep_it() -> None:
    code = new_recovery_code()
    paper = build_recovery(RecoverySheet("district", code, DAY))
    text = words(paper)
    assert all(group in text for group in code.split("-"))
    start = text.index(code[:4])
    shown = text[start : start + 60].split("How")[0]
    assert read_recovery_code(shown) == read_recovery_code(code)
    assert "Made on November 22, 2026" in text
    assert "apart from the computer" in text


@pytest.mark.parametrize("code", ["en", "es"])
def test_it_is_one_tagged_page_in_each_language_whatever_the_name(code: str) -> None:
    with language(code):
        name = "Distrito de la Sierra con un nombre larguísimo que no cabe en una línea " * 2
        sheet = RecoverySheet(name, new_recovery_code(), DAY)
        paper = build_recovery(sheet)
        boxes = text_boxes(paper)
        assert len(boxes) == 1
        assert overlaps(boxes[0]) == []
        kinds = [element["/S"] for element in tags(paper)]
        assert "/H1" in kinds
        assert build_recovery(sheet) == paper
