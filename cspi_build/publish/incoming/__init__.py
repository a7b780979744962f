"""Surveys of other tools (SurveyJS, XLSForm) as definitions of this one. What has no place here is listed.

May import: the modules above it in `publish`, and below.
"""
