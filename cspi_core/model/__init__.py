"""The data that everything else works on: surveys, editions, answers, and how they are read.

Frozen classes mirror the compiled files (`cspi-survey/1`, `cspi-snapshot/1`).
May import: stats and below.
"""
