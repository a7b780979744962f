"""The engine that the page starts: runtime, wheel and heap image.

May import: diagnostics, progress.
"""
