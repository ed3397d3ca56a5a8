"""Pictures of the part Protection of the page Settings, of its dialogs, and of a lost key file."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.services.districts import new_district
from cte_desktop.storage.key_file import keys_path
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.settings.protection.panel import ProtectionPanel
from tools.looking.papers import RECOVERY_CODE
from tools.looking.stage import CLOCK, Stage, Variant, staged, wait_until

PASSPHRASE = "kiln orbit velvet sand moss"  # noqa: S105 - of a throw-away database


def protection_pictures(
    application: QApplication, out: Path, variant: Variant, folder: Path
) -> None:
    """Take the pictures, of a database without a passphrase and of one with it."""
    place = folder / variant.name / "protection"
    place.mkdir(parents=True, exist_ok=True)
    for name, passphrase in (("open", None), ("protected", PASSPHRASE)):
        file = place / f"{name}.cte"
        if not file.exists():
            new_district(file, passphrase, CLOCK, actor="A. Lee").close()
        with staged(application, out, variant, file) as stage:
            if passphrase is not None:
                panel = stage.wait_for(UnlockPanel)
                panel.field.setText(passphrase)
                panel.unlock.click()
            wait_until(lambda: stage.program.desk is not None)
            stage.rest()
            _page(stage, name)

    file = place / "lost.cte"
    if not file.exists():
        with contextlib.closing(new_district(file, None, CLOCK, actor="A. Lee")) as desk:
            desk.database.back_up("daily")
        keys_path(file).write_bytes(b"spoiled")
    with staged(application, out, variant) as stage:
        if stage.program.opener is not None:
            stage.program.opener.open(file)
        fault = stage.wait_for(FaultPanel)
        wait_until(lambda: fault.put_back is not None)
        stage.grab("opening-lost-keys")


def _page(stage: Stage, name: str) -> None:
    stage.program.window.open_page("settings")
    page = stage.wait_for(SettingsPage)
    panel = page.protection
    page.open_section(panel)
    stage.grab(f"settings-protection-{name}")
    if name == "open":
        panel.passphrase.set_it.click()
        _dialog(stage, panel, "settings-set-passphrase")
    else:
        panel.passphrase.change.click()
        _dialog(stage, panel, "settings-change-passphrase")
        panel.code.renew.click()
        stage.grab("settings-new-code", panel.dialog)
        if panel.dialog is not None:
            panel.dialog.show_code(RECOVERY_CODE, "district", CLOCK.today())
            stage.grab("settings-code", panel.dialog)
            panel.dialog.card = None
            panel.dialog.reject()


def _dialog(stage: Stage, panel: ProtectionPanel, name: str) -> None:
    if panel.dialog is None or panel.dialog.new is None:
        return
    panel.dialog.new.first.setText(PASSPHRASE)
    panel.dialog.new.again.setText(PASSPHRASE[:8])
    stage.grab(name, panel.dialog)
    panel.dialog.reject()
    stage.rest()
