"""Exports of tools that collect answers, turned into the table that `panel` reads (panels/reading/csv).

May import: panels/reading and below.
"""
