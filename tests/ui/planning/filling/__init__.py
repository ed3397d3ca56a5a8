"""Tests of filling on the plan page: proposal, clash and pathways in reach."""
