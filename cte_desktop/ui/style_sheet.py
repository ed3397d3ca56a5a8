"""The one style sheet of the window, made from the tokens of `theme.py`; no colour is written here.

Roles are given to widgets by a property: `button.setProperty("role", "primary")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BUTTONS = """
QPushButton, QToolButton {{ icon-size: {p16}px; }}
QPushButton {{ background: {raised}; color: {text}; border: 1px solid {line_strong};
  border-radius: {p6}px;
  padding: {p4}px {p12}px; min-height: {p20}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {sunken}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: {p3}px {p11}px; }}
QPushButton:disabled {{ color: {text_disabled}; border-color: {line}; background: {surface}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_strong}; border-color: {accent_strong}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {line}; color: {text_disabled};
  border-color: {line}; }}
QPushButton[role="fix"] {{ color: {accent}; border-color: {line}; padding: {p2}px {p8}px;
  font-size: {p12}px;
  min-height: {p16}px; }}
QPushButton[role="fix"]:hover {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton[role="fix"]:focus {{ border: 2px solid {accent}; padding: {p1}px {p7}px; }}
QToolButton {{ background: transparent; color: {text}; border: 2px solid transparent;
  border-radius: {p6}px;
  padding: {p3}px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {accent_soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ background: {raised}; color: {text};
  border: 1px solid {line_strong}; border-radius: {p6}px; padding: {p4}px {p8}px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QAbstractSpinBox {{ min-height: {p28}px; }}
QLineEdit {{ placeholder-text-color: {text_muted}; }}
QLineEdit, QComboBox {{ min-height: {p20}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
  border: 2px solid {accent}; padding: {p3}px {p7}px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {text_disabled}; border-color: {line};
  background: {surface}; }}
QLineEdit QToolButton {{ padding: 0; }}
QComboBox {{ padding-right: {p24}px; }}
QComboBox::drop-down {{ border: none; width: {p24}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {text}; border: 1px solid {line};
  padding: {p4}px;
  selection-background-color: {accent_soft}; selection-color: {text}; outline: none; }}
QCheckBox, QRadioButton {{ spacing: {p8}px; padding: {p2}px; border: 2px solid transparent;
  border-radius: {p4}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{
  width: {p16}px; height: {p16}px;
  background: {raised};
  border: 1px solid {line_strong}; border-radius: {p4}px; }}
QRadioButton::indicator {{ border-radius: {round}px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {accent};
  border-color: {accent}; }}
QRadioButton::indicator:checked {{ border: {p6}px solid {accent}; width: {p6}px; height: {p6}px;
  border-radius: {round_checked}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line};
  background: {surface}; }}
"""

_LISTS = """
QTableView, QTreeView, QListView {{ background: {raised}; color: {text}; border: 1px solid {line};
  border-radius: {p6}px; outline: none; gridline-color: {line};
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border-color: {accent}; }}
QTableView[role="plain"], QListView[role="plain"] {{ border: none; border-radius: 0; }}
FigureTable:focus {{ border: 1px solid {accent}; }}
QListView[role="plain"] {{ background: transparent; }}
QListView::item, QTreeView::item {{ min-height: {p24}px; padding: 0 {p8}px;
  border-radius: {p4}px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {hover}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {accent_soft}; color: {text}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {text_muted}; border: none;
  border-bottom: 1px solid {line};
  padding: 0 {p12}px; min-height: {p32}px; font-weight: 500; }}
QHeaderView::section:hover {{ color: {text}; background: {hover}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
QTableCornerButton::section {{ background: transparent; border: none; }}
QScrollArea {{ background: transparent; border: 1px solid transparent; }}
QScrollArea:focus {{ border: 1px solid {accent}; border-radius: {p4}px; }}
ScrolledWhole {{ border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {p12}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}px; margin: 0; }}
QScrollBar::handle {{ background: {line_strong}; border-radius: {p3}px; margin: {p3}px;
  min-height: {p32}px;
  min-width: {p32}px; }}
QScrollBar::handle:hover {{ background: {text_muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

_FRAME = """
QMainWindow, QDialog {{ background: {surface}; }}
QMainWindow::separator {{ background: {line}; width: 1px; height: 1px; }}
QMenuBar {{ background: {sunken}; color: {text}; padding: {p2}px {p8}px;
  border-bottom: 1px solid {line}; }}
QMenuBar::item {{ background: transparent; padding: {p4}px {p8}px; border-radius: {p4}px; }}
QMenuBar::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: {p4}px; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p8}px; border-radius: {p4}px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {text_disabled}; }}
QMenu::icon {{ padding-left: {p8}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
QStatusBar {{ background: {sunken}; color: {text_muted}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line_strong};
  padding: {p6}px; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTabBar::tab {{ background: transparent; color: {text_muted}; padding: {p8}px {p12}px; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QProgressBar {{ background: {line}; border: none; border-radius: {p3}px; max-height: {p6}px;
  min-height: {p6}px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {p3}px; }}
QGroupBox {{ border: 1px solid {line}; border-radius: {p6}px; margin-top: {p20}px;
  padding: {p12}px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {text}; font-weight: 600; }}
QLabel[role="muted"] {{ color: {text_muted}; }}
QFrame[role="card"] {{ background: {raised}; border: 1px solid {line}; border-radius: {p8}px; }}
QFrame[role="floating"] {{ background: {raised}; border: 1px solid {line_strong};
  border-radius: {p8}px; }}
QFrame[role="separator"] {{ background: {line}; border: none; }}
"""


def style_sheet(colors: Mapping[str, str], px: Callable[[float], int]) -> str:
    """Fill the sheet: `colors` by token name, `px` turns a size at 100 % into pixels."""
    sizes = {f"p{size}": px(size) for size in (1, 2, 3, 4, 6, 7, 8, 11, 12, 16, 20, 24, 28, 32)}
    # A radius above half the whole size would be ignored, so it is reckoned from the rounded sizes.
    sizes["round"] = (sizes["p16"] + 2) // 2
    sizes["round_checked"] = sizes["p6"] * 3 // 2
    return (_FRAME + _BUTTONS + _FIELDS + _LISTS).format(**colors, **sizes)
