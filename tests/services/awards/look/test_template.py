"""The district's template and pictures: kept as one step, taken back, and never kept wrong."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from cte_desktop.services.awards.look import template as templates
from cte_desktop.services.awards.look.template import (
    Look,
    default_text,
    images,
    keep_look,
    keep_template,
    look,
    put_image,
    remove_image,
    template,
    template_faults,
)
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.storage.certificates import templates as store
from cte_desktop.storage.history import begin_step
from cte_desktop.system.errors import KnownError, WrongCall


def drawn_png(colour: str = "navy") -> bytes:
    picture = Image.new("RGB", (80, 40), "white")
    ImageDraw.Draw(picture).line((0, 0, 79, 39), fill=colour, width=3)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _other(text: str = "Certificate of Excellence") -> str:
    return default_text().replace("Certificate of Completion", text)


def test_until_the_district_says_otherwise_the_shipped_template_is_in_force(desk: Desk) -> None:
    assert look(desk) == Look(default_text(), {})
    assert template(desk).texts["en"].title == "Certificate of Completion"
    assert template_faults(desk, default_text()) == ()


def test_a_kept_template_is_one_step_that_can_be_taken_back_and_done_again(desk: Desk) -> None:
    changes = keep_template(desk, _other())
    assert changes.nouns == templates.NOUNS
    assert template(desk).texts["en"].title == "Certificate of Excellence"
    assert not keep_template(desk, _other()).nouns
    undone = undo(desk)
    assert undone.text == "Change how certificates look"
    assert look(desk).text == default_text()
    undo(desk, undone.changes.step)
    assert template(desk).texts["en"].title == "Certificate of Excellence"


def test_text_and_pictures_are_kept_and_taken_back_together(desk: Desk) -> None:
    keep_look(desk, Look(_other(), {"seal": drawn_png(), "old": drawn_png("red")}))
    kept = look(desk)
    assert list(kept.images) == ["old", "seal"]
    keep_look(desk, Look(default_text(), {"seal": kept.images["seal"]}))
    assert list(images(desk)) == ["seal"]
    undo(desk)
    assert look(desk) == kept
    undo(desk)
    assert look(desk) == Look(default_text(), {})


def test_back_to_the_default_leaves_nothing_of_the_districts_own(desk: Desk) -> None:
    keep_look(desk, Look(_other(), {"seal": drawn_png()}))
    keep_look(desk, Look(default_text(), {}))
    with desk.database.reading() as tx:
        assert store.load_text(tx, store.TEMPLATE) is None
    assert [line.text for line in list_history(desk, limit=2)] == [
        "Take certificates back to the district default",
        "Change how certificates look",
    ]


def test_a_template_with_a_fault_is_not_kept(desk: Desk) -> None:
    wrong = default_text().replace("accent =", "acent =")
    with pytest.raises(KnownError) as caught:
        keep_template(desk, wrong)
    assert caught.value.code == "bad_template"
    assert 'Line 17: "acent" means nothing here. Did you mean "accent"?' in caught.value.text
    assert look(desk).text == default_text()


def test_a_school_that_is_none_is_a_fault_but_one_that_is_gone_stops_no_paper(desk: Desk) -> None:
    named = default_text() + '[signatories.names_by_school]\nVL = "A. Valencia"\n'
    keep_template(desk, named)
    assert template(desk).signatories[-1].at("Valencia High").name == "A. Valencia"
    wrong = named.replace("VL = ", "VLL = ")
    (fault,) = template_faults(desk, wrong)
    assert (fault.code, fault.nearest) == ("unknown_school", "VL")
    with desk.database.writing() as tx:
        begin_step(tx, "change_certificate")
        store.save_text(tx, store.TEMPLATE, wrong)
    assert template(desk).signatories[-1].at("Valencia High").name == ""


def test_what_a_newer_program_kept_is_told_and_not_guessed(desk: Desk) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "change_certificate")
        store.save_text(tx, store.TEMPLATE, "ribbon = true\n")
    with pytest.raises(KnownError) as caught:
        template(desk)
    assert caught.value.code == "bad_template"


def test_a_picture_is_kept_as_it_will_be_printed_and_removed_again(desk: Desk) -> None:
    put_image(desk, "principal-VL", drawn_png())
    (kept,) = images(desk).values()
    assert templates.check_image(kept, "kept").png == kept
    assert not put_image(desk, "principal-VL", drawn_png()).nouns
    remove_image(desk, "principal-VL")
    assert images(desk) == {}
    assert "certificate_template" in undo(desk).changes.nouns
    assert images(desk) == {"principal-VL": kept}
    with pytest.raises(WrongCall):
        remove_image(desk, "seal")
    with pytest.raises(WrongCall):
        put_image(desk, "../seal", drawn_png())
