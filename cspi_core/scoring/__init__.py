"""From answers to item, axis and index scores, their bounds, levels and sensitivity.

With `model`, this is all that decides a score.
May import: model and below.
"""
