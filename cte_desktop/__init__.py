"""Four-year and Career Technical Education pathway planning for high-school counselors."""

from __future__ import annotations

__version__ = "0.1.0"
