"""The commands of `build.py`.

May import: everything.
"""
