"""Standings in words: among published figures, like organisations, and panels.

May import, of the views: differences.
"""
