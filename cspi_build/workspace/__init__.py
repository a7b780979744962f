"""Where a build works: its own folder, locks, and the cache of stages.

May import: diagnostics, progress.
"""
