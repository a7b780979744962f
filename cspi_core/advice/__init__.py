"""What to do next: improvements, the roadmap, the optimizer, plans and targets.

Values in, values out; no language.
May import: benchmarking and below.
"""
