"""The data that a score rests on: surveys and answers, frozen, as in the compiled files (`cspi-survey/1`).

May import: stats and below.
"""
