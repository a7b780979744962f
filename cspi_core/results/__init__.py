"""Results that people keep and bring back: files, links, and sets of them.

Read, check, compare over time and across a team.
May import: report, advice and below.
"""
