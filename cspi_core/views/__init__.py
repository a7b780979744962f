"""The values and texts that the page and the exports show, in one language.

The page lays a view out and computes nothing. May import: charts, results and below.
"""
