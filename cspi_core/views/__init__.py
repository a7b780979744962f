"""What the page and the exports show, in one language: values and texts together.

The page lays a view out and computes nothing.
May import: charts, results and below.
"""
