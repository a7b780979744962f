"""The pages of published figures: one per metric and per edition, and their lists.

May import: charts, publish and below.
"""
