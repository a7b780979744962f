"""Norm panels: result files to an edition that discloses no respondent.

May import: surveys, editions and below.
"""
