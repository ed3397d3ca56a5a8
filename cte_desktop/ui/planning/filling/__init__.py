"""Filling the plan on the page: the proposal in the grid, its bar, the clash with its ways out,
and the pathways that are still in reach.
"""
