"""What goes out: the State's caret files, course requests, rosters and lists as CSV and XLSX."""

from __future__ import annotations
