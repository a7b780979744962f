"""YAML text to values that know where they stand, with every mistake named in its place.

May import: diagnostics.
"""
