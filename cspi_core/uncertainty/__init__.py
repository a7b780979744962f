"""Reliability of a score: other weights and values, open questions, answers that are rarely meant.

Nothing here changes a score.
May import: scoring and below.
"""
