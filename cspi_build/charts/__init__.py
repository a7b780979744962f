"""Charts of the benchmark pages, drawn at build time.

May import: editions and below.
"""
