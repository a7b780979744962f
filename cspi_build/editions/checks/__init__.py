"""Checks of benchmark editions: every mistake in the figures, at its place.

May import: `editions.reconcile` and what editions may import.
"""
