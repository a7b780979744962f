"""Survey definitions: loaded, checked against themselves and the benchmarks, compiled."""
