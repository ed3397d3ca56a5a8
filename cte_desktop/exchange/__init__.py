"""What comes in and goes out: the plain files, the shipped catalog, the sample district.

Rows are checked here and handed on as plain tuples; nothing here knows the store.
"""

from __future__ import annotations
