"""The plan in words: steps, phases, targets, requirements of the next level, and what-if.

May import, of the views: benchmarks, differences.
"""
