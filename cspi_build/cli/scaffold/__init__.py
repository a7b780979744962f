"""`build.py new`: files to start from.

May import: everything.
"""
