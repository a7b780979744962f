"""The engine's requests: text in, text out, both JSON.

One function per method; bad input becomes problems, never an exception.
May import: everything but cli.
"""

from .dispatch import Service

__all__ = ["Service"]
