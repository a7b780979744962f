"""From plain data to the model: compiled surveys, answers, numbers and times as files and people write them.

Nothing here decides a score; whatever cannot be read is a problem with its place.
May import: model and below.
"""
