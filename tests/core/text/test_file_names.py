"""Names of files: survey, part, day and label, safe on every system."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core.text.file_names import file_name, label_part

FORBIDDEN = re.compile(r'[<>:"/\\|?*\s\x00-\x1f\x7f\u200b-\u202e\u2066-\u2069]')


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Aiko", "cspi-2026-11-30-aiko.json"),
        ("", "cspi-2026-11-30.json"),
        ("  ", "cspi-2026-11-30.json"),
        ("Autumn 2026, EMEA team", "cspi-2026-11-30-autumn-2026-emea-team.json"),
        ("営業部：愛子", "cspi-2026-11-30-営業部-愛子.json"),
        ("ＡＩＫＯ", "cspi-2026-11-30-aiko.json"),
        ("../../etc/passwd", "cspi-2026-11-30-etc-passwd.json"),
        ("a\u202egpj.exe", "cspi-2026-11-30-a-gpj-exe.json"),
        ("CON", "cspi-2026-11-30-con.json"),
        ("💡", "cspi-2026-11-30.json"),
    ],
)
def test_a_file_is_named_after_survey_day_and_label(label: str, name: str) -> None:
    assert file_name("cspi", "", "2026-11-30", label, "json") == name


def test_parts_stand_before_the_day_and_nothing_is_said_of_what_is_missing() -> None:
    assert file_name("cspi", "axes", "2026-11-30", "Aiko", "csv") == "cspi-axes-2026-11-30-aiko.csv"
    assert file_name("cspi", "", "", "", "json") == "cspi-result.json"
    assert file_name("cspi", "slide", "", "", "") == "cspi-slide"


@given(st.text(max_size=200))
def test_no_label_makes_a_name_that_a_system_refuses(label: str) -> None:
    name = file_name("cspi", "questions", "2026-11-30", label, "xlsx")
    assert not FORBIDDEN.search(name) and not name.startswith((".", "-"))
    assert len(name.encode("utf-8", "surrogatepass")) <= 255
    assert label_part(label_part(label)) == label_part(label)
