"""Advice: improvements, roadmap, optimizer, plans and targets.

Values in, values out; no language. May import: benchmarking and below.
"""
