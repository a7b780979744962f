"""Survey definitions: loaded, checked against themselves and the benchmarks, compiled.

May import: schema and below, `settings`.
"""
