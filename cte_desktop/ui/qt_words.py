"""Qt's own words (the buttons of its dialogs, the names of keys, months) in the window's language.

Qt ships catalogs of its own; the program's sentences come through `wording/translate.py`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from cte_desktop.wording.translate import is_catalog_there, tr, use_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cte_desktop.ui.notices import Notices

_NAME = "qt words"
# Both of the United States: numbers and times are written as the papers write them.
_LOCALES = {"en": QLocale.Language.English, "es": QLocale.Language.Spanish}
_log = logging.getLogger(__name__)


def speak(application: QApplication, code: str) -> bool:
    """Let the program and Qt speak `code` from now on; False if Qt's catalog is missing.

    Windows that stand already keep their words: they are built anew (`app.py`).
    """
    use_language(code)
    former = application.findChild(QTranslator, _NAME)
    if former is not None:
        application.removeTranslator(former)
        former.setParent(None)
        former.deleteLater()
    tongue = _LOCALES.get(code, QLocale.Language.English)
    QLocale.setDefault(QLocale(tongue, QLocale.Country.UnitedStates))
    if code == "en":
        return True  # Qt's texts are English
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(f"qtbase_{code}", folder):
        translator.setParent(None)
        translator.deleteLater()
        _log.warning("no catalog of Qt for %s", code)
        return False
    return application.installTranslator(translator)


def tell_missing_words(notices: Notices, code: str) -> None:
    """Say once that the language is chosen whose words are not there; English stands in."""
    if not is_catalog_there(code):
        notices.warning(
            tr("The words of the chosen language are missing: the window speaks English."),
            do=tr("Install the program anew; your databases stay as they are."),
        )
