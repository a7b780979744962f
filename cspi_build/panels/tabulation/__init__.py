"""Counts, statistics and norms of a panel, with what must be withheld.

May import: `panels.reading` and what panels may import.
"""
