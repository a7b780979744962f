"""Benchmark editions: loaded, checked against arithmetic and each other, compared, compiled.

May import: schema and below, `settings`.
"""
