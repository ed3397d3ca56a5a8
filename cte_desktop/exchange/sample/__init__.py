"""An invented district in the plain profile's files, the same for the same size, seed and day.

Students are drawn one by one from a model of how they choose and pass courses; `write.py` is the
way in. Nothing here is a real student, and the files are imported like any others.
"""

from __future__ import annotations
