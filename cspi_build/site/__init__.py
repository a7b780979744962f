"""Markdown to a finished site: MkDocs, security policy, service worker, licences, bill of materials.

May import: pages and below.
"""
