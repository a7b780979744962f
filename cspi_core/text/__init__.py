"""Everything that needs a language and no layout: messages, labels, sentences.

The catalogues are `messages/<locale>.json`.
May import: report and below.
"""
