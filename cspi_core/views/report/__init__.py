"""The report in words: headline, axes, items, and the quick check.

May import, of the views: plan, benchmarks.
"""
