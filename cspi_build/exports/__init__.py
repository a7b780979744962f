"""Surveys for other tools: XLSForm and SurveyJS."""
