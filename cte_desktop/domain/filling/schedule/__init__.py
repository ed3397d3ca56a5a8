"""The rules of the schedule as rows over options and arrangements; wishes of the day among them."""
