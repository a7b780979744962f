"""Benchmark snapshots: loaded, held against arithmetic and each other, compared, compiled."""
