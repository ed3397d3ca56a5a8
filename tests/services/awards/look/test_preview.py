"""The preview is the real paper, with a code that nobody takes for a genuine one."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from cte_desktop.domain.completion.certificates.verified import Result
from cte_desktop.exchange.certificates.pictures import qr_texts
from cte_desktop.services.awards.awarding import award, withhold
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.look.preview import (
    ACCENTED,
    LONG,
    NAMES,
    SHORT,
    Sample,
    award_samples,
    check_look,
    template_preview,
)
from cte_desktop.services.awards.look.template import Look, default_text
from cte_desktop.services.desk import Desk
from cte_desktop.services.verifying.verification import verify
from cte_desktop.system.errors import KnownError
from tests.services.awards.look.test_template import drawn_png
from tests.services.awards.people import YEAR


def _words(page: bytes) -> str:
    document = pypdfium2.PdfDocument(page)
    assert len(document) == 1
    said: str = document[0].get_textpage().get_text_range()
    return " ".join(said.split())


@pytest.mark.parametrize("name", [SHORT, LONG, ACCENTED])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_sample_gives_one_page_with_the_whole_name(
    desk: Desk, name: str, language: str
) -> None:
    text = default_text().replace("Certificado de finalización", "Certificado de prueba")
    words = _words(template_preview(desk, text, {}, Sample(name), language))
    assert NAMES[name].replace(" ", "") in words.replace(" ", "")
    title = "Certificado de prueba" if language == "es" else "Certificate of Completion"
    assert title in words


def test_a_pathway_without_a_name_is_no_sample(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    district = desk.district()
    nameless = replace(district.catalog.pathways[0], name="")
    catalog = replace(district.catalog, pathways=(nameless,) * 40 + district.catalog.pathways)
    known = replace(district, catalog=catalog)
    monkeypatch.setattr(Desk, "district", lambda _desk: known)
    monkeypatch.setattr(Desk, "catalog", lambda _desk: catalog)
    words = _words(template_preview(desk, default_text(), {}, Sample(), "en"))
    assert any(one.name in words for one in district.catalog.pathways)


def test_the_school_of_the_sample_decides_who_signs(desk: Desk) -> None:
    text = default_text() + '[signatories.names_by_school]\nVL = "Dr. B. Valencia"\n'
    at_valencia = template_preview(desk, text, {}, Sample(school="VL"), "en")
    at_saugus = template_preview(desk, text, {}, Sample(school="SG"), "en")
    assert "Dr. B. Valencia" in _words(at_valencia)
    assert "Dr. B. Valencia" not in _words(at_saugus)


def test_a_real_award_is_shown_and_its_code_is_not_genuine(desk: Desk) -> None:
    award(desk, find_completers(desk, YEAR).open)
    sample = award_samples(desk)[0]
    page = template_preview(desk, default_text(), {}, Sample(serial=sample.serial), "en")
    assert sample.name in _words(page)
    assert sample.serial in _words(page)
    picture = pypdfium2.PdfDocument(page)[0].render(scale=3, grayscale=True).to_pil()
    (code,) = qr_texts(picture)
    assert verify(code, None, desk).result is Result.NOT_GENUINE


def test_an_award_that_is_withheld_is_no_sample_and_says_so(desk: Desk) -> None:
    award(desk, find_completers(desk, YEAR).open)
    serial = award_samples(desk)[0].serial
    withhold(desk, serial, withheld=True)
    found = check_look(desk, Look(default_text(), {}), Sample(serial=serial), "en")
    assert found.page is None
    assert found.trouble is not None
    assert found.trouble.code == "sample_gone"


def test_an_editor_is_told_faults_places_and_page_at_once(desk: Desk) -> None:
    images = {"seal": drawn_png(), "old": drawn_png()}
    found = check_look(desk, Look(default_text(), images), Sample(), "en")
    assert found.faults == ()
    assert found.page is not None
    assert [slot.name for slot in found.slots if slot.used] == [
        "seal",
        "teacher",
        "principal",
        "director",
        "superintendent",
    ]
    assert [slot.name for slot in found.slots if not slot.used] == ["old"]
    wrong = check_look(desk, Look("ribbon = true", images), Sample(), "en")
    assert next(fault.code for fault in wrong.faults) == "unknown_key"
    assert wrong.page is None
    with pytest.raises(KnownError):
        template_preview(desk, "ribbon = true", {}, Sample(), "en")
