"""The pages for maintainers, made from the code that they describe.

May import: charts, publish and below.
"""
