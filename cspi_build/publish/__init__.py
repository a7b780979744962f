"""Published data and exports: JSON, CSV, the data package, XLSForm, SurveyJS.

May import: surveys, editions and below.
"""
