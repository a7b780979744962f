"""Comparison of answers and scores with published figures and panels.

Which figures match, for which group, and what can be said of them. May import: scoring and below.
"""
