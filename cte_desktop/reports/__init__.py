"""What is printed: one `build_...` per paper, made of facts of the domain. ReportLab lives here."""

from __future__ import annotations
