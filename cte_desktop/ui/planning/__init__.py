"""The page where counselor and student plan the years: grid, palette, tray, audits, findings."""

from __future__ import annotations
