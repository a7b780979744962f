"""Apache ECharts options, as data.

One module per kind of chart; colours and fonts are the page's.
May import: text, report and below.
"""
