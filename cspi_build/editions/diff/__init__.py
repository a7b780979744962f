"""`build.py diff`: what changed between two editions.

May import: the rest of `editions` and what editions may import.
"""
