"""Pictures of the editor of the certificate, and of the list of cords and seals."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.ui.completers.cords.dialog import CordsDialog
from cte_desktop.ui.completers.cords.list_dialog import CordListDialog
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.template.dialog import TemplateDialog
from tools.looking.stage import TODAY, Stage


def certificate_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends on the page Completers."""
    stage.program.window.open_page("completers")
    stage.wait_for(CompletersPage)
    year = TODAY.year - 1
    found = find_completers(stage.desk, year)
    if found.open:  # another variant may have awarded them
        award(stage.desk, found.open)
    _editor(stage)
    _cords(stage)


def _editor(stage: Stage) -> None:
    stage.program.bench.actions.action("certificate_template").trigger()
    dialog = stage.wait_for(TemplateDialog)
    stage.grab("certificate-editor", dialog)
    dialog._on_pictures({"seal": _seal(), "principal": _signature()})  # noqa: SLF001
    dialog.preview.sample.setCurrentIndex(1)
    stage.rest()
    stage.grab("certificate-editor-pictures", dialog)
    text = dialog.text.toPlainText()
    dialog.text.show_text(
        text.replace('accent = "teal"', 'acent = "teal"').replace("{sector}", "{sektor}")
    )
    dialog._check()  # noqa: SLF001
    stage.rest()
    dialog.text.go_to(17)
    stage.grab("certificate-editor-faults", dialog)
    dialog._images = dict(dialog._begun.images)  # noqa: SLF001
    dialog.text.setPlainText(dialog._begun.text)  # noqa: SLF001
    stage.rest()
    dialog.reject()
    stage.rest()


def _cords(stage: Stage) -> None:
    stage.program.bench.actions.action("cords").trigger()
    dialog = stage.wait_for(CordsDialog)
    stage.grab("cords", dialog)
    dialog.tabs.setCurrentIndex(1)
    stage.grab("cords-order", dialog)
    dialog.change_button.click()
    editor = stage.wait_for(CordListDialog)
    stage.grab("cords-list", editor)
    editor.reject()
    dialog.reject()
    stage.rest()


def _seal() -> bytes:
    picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for inset, ink in ((0, "#b8862b"), (14, "#ffffff"), (22, "#b8862b"), (60, "#ffffff")):
        draw.ellipse((inset, inset, 299 - inset, 299 - inset), fill=ink)
    draw.polygon([(150, 80), (170, 130), (222, 130), (180, 162), (196, 214), (150, 182),
                  (104, 214), (120, 162), (78, 130), (130, 130)], fill="#b8862b")  # fmt: skip
    return _png(picture)


def _signature() -> bytes:
    picture = Image.new("RGBA", (420, 130), (0, 0, 0, 0))
    line = [(10 + 8 * x, 65 + (1 if x % 2 else -1) * (50 - x)) for x in range(50)]
    ImageDraw.Draw(picture).line(line, fill="#1a2a6c", width=5, joint="curve")
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    from cte_desktop.exchange.certificates.pictures_in import check_picture

    made = io.BytesIO()
    picture.save(made, "PNG")
    return check_picture(made.getvalue(), "picture").png
