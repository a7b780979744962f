"""Result files and CSV of collection tools, read into a table of codes.

May import: what panels may import.
"""
