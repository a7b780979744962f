"""Programs that a test starts and ends: none outlives its test, whatever happens in there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60  # seconds that a program has to end by itself


@contextmanager
def started(command: Sequence[str], cwd: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """A program whose output is read as text; it is told to end at the end, and killed if it does not."""
    process = subprocess.Popen(
        list(command), cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
