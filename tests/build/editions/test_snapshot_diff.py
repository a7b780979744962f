"""`build.py diff`: what changed between two editions, to the letter, and what must never go unnoticed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from cspi_build.diagnostics import CspiBuildError
from cspi_build.editions.diff.command import read_edition, run
from cspi_build.editions.diff.text import diff_lines
from cspi_build.workspace.project import Project
from edition_files import TINY_SNAPSHOTS, copy_of_tiny_snapshots
from survey_files import apply_changes

SNAPSHOTS = Path(__file__).parents[3] / "benchmark_snapshots"

SAID = """\
tiny-2021 → tiny-2022  (n 100 → 100)

Splits
  - dimension place  Place

Metrics
  - place     Where the shop is
  - services  What the shop does
  - oil       Kinds of oil

wait: Days to wait for a repair
  ~ direction      lower → higher (inverted)
  ~ category slow  “8 days and more” → “8 to 14 days”
  + category late  15 days and more
  ~ category slow  from 8 → from 8 to under 15
  - figures        by place

Shares that moved by more than chance explains
  metric  group  category  before   now  points   95 % interval        n
  wait    all    quick       30.0  60.0   +30.0  +14.6 to +43.4  80 → 80

1 new, 5 gone, 3 changed
1 of 1 tested shares moved by more than chance explains (Holm 1979, 5%)"""


def editions_with(tmp_path: Path, *changes: tuple[str, str]) -> tuple[list[str], bool]:
    """The tiny editions, the later one changed, compared."""
    folder = copy_of_tiny_snapshots(tmp_path)
    found = [{"file": "tiny-2022.yaml", "find": find, "put": put} for find, put in changes]
    apply_changes(folder, found)
    return diff_lines(read_edition(folder, "tiny-2021"), read_edition(folder, "tiny-2022"))


def test_all_that_changed_is_told(tmp_path: Path) -> None:
    late = "      - {id: late, from: 15, label: {ja: 15日〜, en: 15 days and more}}\n"
    lines, is_changed = editions_with(
        tmp_path,
        ("direction: lower", "direction: higher"),
        (
            "{id: slow, from: 8, label: {ja: 8日〜, en: 8 days and more}}",
            "{id: slow, from: 8, to: 15, label: {ja: 8〜14日, en: 8 to 14 days}}",
        ),
        ("    cells:\n", late + "    cells:\n"),
        ("quick: {share: 30.0, count: 24", "quick: {share: 60.0, count: 48"),
        ("shares: [45.0, 25.0], counts: [36, 20]", "shares: [25.0, 15.0], counts: [20, 12]"),
    )
    assert "\n".join(lines) == SAID
    assert is_changed


def test_an_inverted_direction_is_told(tmp_path: Path) -> None:
    lines, is_changed = editions_with(tmp_path, ("direction: lower", "direction: higher"))
    assert "  ~ direction  lower → higher (inverted)" in lines
    assert is_changed


def test_a_band_that_vanished_is_told(tmp_path: Path) -> None:
    slow = "      - {id: slow, from: 8, label: {ja: 8日〜, en: 8 days and more}}\n"
    lines, is_changed = editions_with(
        tmp_path,
        (slow, ""),
        ("[usual, slow], shares: [45.0, 25.0], counts: [36, 20]", "[usual], shares: [70.0], counts: [56]"),
    )
    assert any(line.split()[:3] == ["-", "category", "slow"] for line in lines)
    assert is_changed


def test_a_group_that_vanished_is_told(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    text = (folder / "tiny-2021.yaml").read_text(encoding="utf-8")
    start, end = text.index("      - segment: {place: station}"), text.index("  - id: services")
    text = text[:start] + text[end:]
    text = text.replace("      - {id: station, label: {ja: 駅, en: Station}}\nmetrics", "metrics")
    (folder / "tiny-2023.yaml").write_text(
        text.replace("tiny-2021", "tiny-2023").replace("year: 2021", "year: 2023").replace("2021-", "2023-"),
        encoding="utf-8",
    )
    lines, _ = diff_lines(read_edition(folder, "tiny-2021"), read_edition(folder, "tiny-2023"))
    assert any(line.split() == ["-", "group", "place", "=", "station", "Station"] for line in lines)
    assert any("for place = station" in line and line.startswith("  - figures") for line in lines)


def test_a_move_within_what_the_n_allow_is_no_change(tmp_path: Path) -> None:
    changes = (
        ("quick: {share: 30.0, count: 24", "quick: {share: 32.5, count: 26"),
        ("shares: [45.0, 25.0], counts: [36, 20]", "shares: [42.5, 25.0], counts: [34, 20]"),
    )
    lines, _ = editions_with(tmp_path, *changes)
    assert lines[-1].startswith("0 of ") and "Shares that moved by more than chance explains" not in lines


def test_shares_without_an_n_stand_side_by_side() -> None:
    lines, _ = diff_lines(*(read_edition(SNAPSHOTS, f"gainsight-{year}") for year in (2022, 2023)))
    at = lines.index("Shares that both have, not tested: an n is not known")
    assert lines[at + 2].split() == [
        "dedicated_roles",
        "all",
        "cs_ops",
        "20.0",
        "41.0",
        "+21.0",
        "?",
        "→",
        "?",
    ]
    assert lines[-1] == "not tested: 1 where an n is not known"


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("tiny-2021.yaml", "tiny-2021.yaml", 0),
        ("tiny-2021.yaml", "tiny-2022.yaml", 1),
        ("tiny-2021.yaml", "tiny-2020.yaml", 2),
    ],
)
def test_the_exit_status_says_what_was_found(
    old: str, new: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    given = Namespace(
        old=str(TINY_SNAPSHOTS / old), new=str(TINY_SNAPSHOTS / new), project=Project(TINY_SNAPSHOTS)
    )
    assert run(given) == status
    assert capsys.readouterr().err.startswith("build.py: there is no edition" if status == 2 else "")


def test_a_file_that_does_not_hold_together_is_not_compared(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    apply_changes(folder, [{"file": "tiny-2021.yaml", "find": "share: 36.0, count: 18", "put": "share: 1.0"}])
    with pytest.raises(CspiBuildError, match="the count is missing"):
        read_edition(folder, "tiny-2021")


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(CspiBuildError, match=r"one of `tiny-2021`, `tiny-2022`. did you mean `tiny-2021`"):
        read_edition(TINY_SNAPSHOTS, "tiny-201")
