"""A result file for a board: two pages as HTML, five slides as PowerPoint.

May import: parts and all rooms above it.
"""
