"""Files made from views: Markdown, CSV, JSON, workbook tables, charts, a slide, terminal tables.

One module per format.
May import: views and below.
"""
