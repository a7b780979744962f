"""Pages as Markdown: templates, the benchmark explorer, the maintainers' pages, embeds.

May import: charts, publish and below.
"""
