"""The letterhead: pictures taken in or refused with a way on, printed on plans, taken back."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services import history
from cte_desktop.services.awards.look.template import images, look
from cte_desktop.services.desk import Desk
from cte_desktop.services.letterhead import (
    PICTURE,
    SEAL,
    keep_picture,
    letterhead_of,
    remove_picture,
)
from cte_desktop.services.printing import plan_pdf
from cte_desktop.services.settings import change_setting, list_settings
from cte_desktop.services.students import cases_of_filter
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import language
from tests.reports.reading import words


def saved(path: Path, picture: Image.Image, **how: object) -> Path:
    picture.save(path, **how)  # type: ignore[arg-type]
    return path


def logo(mode: str = "RGB", size: tuple[int, int] = (90, 30)) -> Image.Image:
    """Return a picture with something in it."""
    made = Image.new("RGB", size, "white")
    made.paste((10, 90, 90), (5, 5, size[0] // 2, size[1] - 5))
    return made.convert(mode)


def texts_of(desk: Desk) -> str:
    case = next(cases_of_filter(desk, ""))
    return words(plan_pdf(case))


def test_a_picture_is_one_step_and_no_picture_of_certificates(desk: Desk, tmp_path: Path) -> None:
    changes = keep_picture(desk, PICTURE, saved(tmp_path / "logo.png", logo()))
    assert letterhead_of(desk).picture.startswith(b"\x89PNG")
    assert (images(desk), look(desk).images) == ({}, {})
    assert history.list_history(desk)[0].text == "Print the picture letterhead on papers"
    history.undo(desk, changes.step)
    assert letterhead_of(desk).picture == b""


def test_a_picture_is_taken_away_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    keep_picture(desk, SEAL, saved(tmp_path / "seal.jpg", logo("CMYK"), format="JPEG"))
    kept = letterhead_of(desk).seal
    changes = remove_picture(desk, SEAL)
    assert letterhead_of(desk).seal == b""
    history.undo(desk, changes.step)
    assert letterhead_of(desk).seal == kept != b""


def moving() -> bytes:
    content = io.BytesIO()
    frames = [logo(), logo().rotate(180)]
    frames[0].save(content, format="GIF", save_all=True, append_images=frames[1:])
    return content.getvalue()


def png_head(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that claims a size, as a hostile file would."""
    content = io.BytesIO()
    logo().save(content, format="PNG")
    whole = bytearray(content.getvalue())
    whole[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    whole[29:33] = zlib.crc32(whole[12:29]).to_bytes(4, "big")
    return bytes(whole)


def one_pixel() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (1, 1), "black").save(content, format="PNG")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("text.png", b"Hello, this is a letter.\n" * 40, "no PNG or JPEG picture"),
        ("moving.gif", moving(), "no PNG or JPEG picture"),
        ("moving.png", moving(), "no PNG or JPEG picture"),
        ("dot.png", one_pixel(), "blank"),
        ("huge.png", png_head(20_000, 20_000), "million pixels"),
        ("empty.png", b"", "empty"),
        ("cut.png", png_head(90, 30)[:60], "damaged"),
    ],
)
def test_what_is_no_picture_for_paper_is_refused_with_a_way_on(
    desk: Desk, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError, match=said) as refused:
        keep_picture(desk, PICTURE, tmp_path / name)
    assert refused.value.do
    assert letterhead_of(desk).picture == b""


def test_a_picture_of_fifty_megabytes_is_refused_without_reading_it(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "large.png"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(KnownError, match="larger than 20 MB"):
        keep_picture(desk, PICTURE, file)
    with pytest.raises(KnownError, match="There is no file"):
        keep_picture(desk, PICTURE, tmp_path / "gone.png")


def test_who_lacks_the_right_keeps_no_picture(desk: Desk, tmp_path: Path) -> None:
    desk.person = Person("u", "Ben Cruz", Role.COUNSELOR)
    with pytest.raises(KnownError, match="doesn't change settings"):
        keep_picture(desk, PICTURE, saved(tmp_path / "logo.png", logo()))


def test_lines_and_titles_stand_on_the_plan_in_both_languages(desk: Desk) -> None:
    change_setting(desk, "letterhead_1", "21380 Centre Pointe Parkway")
    change_setting(desk, "signatory_3", "Dean of students")
    change_setting(desk, "signatory_3_es", "Decana de estudiantes")
    english = texts_of(desk)
    assert "21380 Centre Pointe Parkway" in english
    assert "Dean of students" in english
    assert "Parent or guardian" in english
    with language("es"):
        spanish = texts_of(desk)
    assert "Decana de estudiantes" in spanish
    assert "21380 Centre Pointe Parkway" in spanish


def test_without_a_letterhead_the_plan_is_as_it_was(desk: Desk) -> None:
    case = next(cases_of_filter(desk, ""))
    before = plan_pdf(case)
    assert letterhead_of(desk).has_head is False
    bare = replace(case.district, letterhead=letterhead_of(desk))
    assert plan_pdf(replace(case, district=bare)) == before


def test_words_that_no_font_has_are_refused_before_they_spoil_every_paper(desk: Desk) -> None:
    with pytest.raises(KnownError, match="letters"):
        change_setting(desk, "letterhead_2", "Hart 学区")
    assert list_settings(desk)["letterhead_2"] == ""
    change_setting(desk, "letterhead_2", "Niños")
    assert list_settings(desk)["letterhead_2"] == "Niños"
