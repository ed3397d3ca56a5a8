"""Tests of `cte_desktop/ui/pathways/radar`."""
