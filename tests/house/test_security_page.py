"""SECURITY.md speaks of what is there: the files that it names, the policies that are sent, the limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cspi_build.site.csp import page_policy
from cspi_build.site.headers import EVERYWHERE, SCRIPT_POLICY
from cspi_core.results.result_file import MOST_BYTES, MOST_DEPTH, MOST_LABEL, MOST_NOTE
from cspi_core.results.share_link import MOST_CHARACTERS

MADE = {"sbom.json"}  # stands in a built site only


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "SECURITY.md").read_text(encoding="utf-8")


def test_every_file_that_it_names_is_there(text: str, root: Path) -> None:
    named = set(re.findall(r"`([\w./-]+(?:\.(?:py|js|json|lock)|/))`", text)) - MADE
    folders = ("", "tests/browser/", "site_src/assets/", "hosting/")
    assert len(named) > 15
    missing = [name for name in named if not any((root / folder / name).exists() for folder in folders)]
    assert missing == []


def test_it_explains_every_rule_that_is_sent(text: str) -> None:
    rules = page_policy((), (), frames=True).split("; ")
    assert [rule for rule in rules if rule.split()[0] not in text] == []
    assert SCRIPT_POLICY in text
    assert [name for name in EVERYWHERE if name not in text] == []


def test_its_limits_are_those_of_the_code(text: str) -> None:
    limits = (
        f"{MOST_BYTES // 1024} KB",
        f"{MOST_DEPTH} levels",
        f"label {MOST_LABEL}",
        f"note {MOST_NOTE:,}",
    )
    assert [limit for limit in (*limits, f"{MOST_CHARACTERS:,} characters") if limit not in text] == []
