"""Tests of `cte_desktop/ui/students/swapping`."""
