"""Pictures of the register, its questions, and of checking certificates."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from cte_desktop.services.awards.awarding import award, reissue, revoke, withdraw, withhold
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import register
from cte_desktop.services.changes import Changes
from cte_desktop.services.printing import Disclosure, Whom, print_to
from cte_desktop.services.verifying.verification import export_public_keys
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import REGISTER
from cte_desktop.ui.completers.register.panel import RegisterPanel
from cte_desktop.ui.completers.register.reason_dialog import ReasonDialog
from cte_desktop.ui.completers.register.reissue_dialog import ReissueDialog
from cte_desktop.ui.completers.register.side import REISSUE, REVOKE, WITHDRAW
from cte_desktop.ui.completers.verifying.join_dialog import JoinDialog
from cte_desktop.ui.completers.verifying.keys_dialog import KeysDialog
from cte_desktop.ui.completers.verifying.verify_dialog import VerifyDialog
from tools.looking.stage import Stage


def register_pictures(stage: Stage, folder: Path) -> None:
    """Take the pictures on a stage with a sample district; what is missing is awarded first."""
    stage.program.window.open_page("completers")
    page = stage.wait_for(CompletersPage)
    year = _award(stage)
    page.year.setCurrentIndex(page.year.findData(year))
    page.parts.choose(REGISTER)
    panel = stage.wait_for(RegisterPanel)
    stage.program.bench.refresh.tell(Changes(frozenset({"awards"})))
    stage.rest()
    stage.grab("register")
    rows = cast("RegisterPanel", page.part(REGISTER)).model.shown_rows()
    panel.table.select_key(rows[-1].number)
    stage.grab("register-reissued")
    panel.table.select_key(rows[6].number)
    stage.rest()
    for what, kind, name in (
        (WITHDRAW, ReasonDialog, "withdraw"),
        (REVOKE, ReasonDialog, "revoke"),
        (REISSUE, ReissueDialog, "reissue"),
    ):
        panel.side.buttons[what].click()
        dialog = stage.wait_for(kind)
        stage.grab(f"register-{name}", dialog)
        dialog.close()
        stage.rest()
    _verifying(stage, folder)


def _award(stage: Stage) -> int:
    """Award what can be, so that the register has an entry of each kind; return the year."""
    desk = stage.desk
    year = desk.today().year - 1
    award(desk, find_completers(desk, year).open)
    serials = [line.serial for line in register(desk)]
    withdraw(desk, serials[0], "awarded by mistake")
    revoke(desk, serials[1], "printed with a wrong name")
    withhold(desk, serials[3], withheld=True)
    reissue(desk, serials[2])
    return year


def _verifying(stage: Stage, folder: Path) -> None:
    desk = stage.desk
    file = folder / "certificates.pdf"
    print_to(desk, "certificate", Whom(), file, Disclosure(), before_graduation=True)
    actions = stage.program.bench.actions
    actions.action("verify_certificate").trigger()
    dialog = stage.wait_for(VerifyDialog)
    stage.grab("verify", dialog)
    dialog.code.setPlainText(register(desk)[1].serial)
    dialog.check_button.click()
    stage.grab("verify-serial", dialog)
    dialog.check_file(file)
    stage.grab("verify-file", dialog)
    dialog.close()
    actions.action("export_public_keys").trigger()
    keys = stage.wait_for(KeysDialog)
    stage.grab("keys", keys)
    keys.look_at(export_public_keys(desk, folder / "keys.json").file)
    stage.grab("keys-known", stage.wait_for(JoinDialog))
