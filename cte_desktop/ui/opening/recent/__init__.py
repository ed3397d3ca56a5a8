"""The databases that were open before: the list, its dialog, and the menu."""
