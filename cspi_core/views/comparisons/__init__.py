"""Several results in words: changes between two, results over time, a team and what it agrees on.

May import, of the views: report and below.
"""
