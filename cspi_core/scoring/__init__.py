"""From answers to item, axis and index scores and to a level; with `model`, all that decides a score.

May import: model and below.
"""
