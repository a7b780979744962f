"""Reading YAML: what scalars mean, what is refused, and where everything stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cspi_build.diagnostics import DefinitionErrors, Diagnostic
from cspi_build.yaml_source.source import Source, parse_yaml, read_yaml, scan_yaml
from work import steps


def parsed(text: str) -> Source:
    return parse_yaml(text.encode(), "file.yaml")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("12:30", "12:30"),
        ("2021-07-01", "2021-07-01"),
        ("1_000", "1_000"),
        ("12", 12),
        ("-3", -3),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.", 1.0),
        ("1.2.3", "1.2.3"),
        ("11~5", "11~5"),
        ("<<", "<<"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("日本語", "日本語"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(written: str, meant: object) -> None:
    source = parsed(f"key: {written}\n")
    assert source.problems == ()
    assert source.value == {"key": meant}
    assert type(source.root.at("key").value) is type(meant)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parsed("2019: a\ntrue: b\nno: c\n").value == {"2019": "a", "true": "b", "no": "c"}


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    source = parsed(text)
    assert source.readable or source.problems


@given(st.binary(max_size=60))
@example(b"\x0b\t\x00")  # control characters in the cells of a table
def test_no_bytes_break_the_reader(content: bytes) -> None:
    source = parse_yaml(content, "file.yaml")
    assert source.readable or source.problems


BREAKS_OFF = """\
title: "見出し"
list: [a, {b: 1, c: [2, 'x']}]
folded: >-
  text
items:
  - {id: a, value: 1}
  - ? b
    : "}"
"""


@pytest.mark.parametrize("ending", ["", "{", "[", "\n", "\n\n  {", "：{", "｛", ", [『"])
def test_a_file_may_break_off_at_any_character(ending: str) -> None:
    for at in range(len(BREAKS_OFF) + 1):
        source = parsed(BREAKS_OFF[:at] + ending)
        assert source.readable or source.problems
        last = BREAKS_OFF[:at].count("\n") + ending.count("\n") + 1
        assert all(1 <= problem.line <= last for problem in source.problems)


@pytest.mark.parametrize(
    "text", ["x: {", "x: [", "x: {a: 1,", "{", "[", "x: {\n", "x: {a: [", "a: 1\nx: {", "- {"]
)
def test_an_open_bracket_is_named(text: str) -> None:
    (problem,) = parsed(text).problems
    assert "not closed" in problem.message
    assert problem.line == text.rstrip("\n").count("\n") + 1


DOCUMENT = """\
title: 見出し
items:
  - id: a
    value: 1
  - {id: b, value: 2}
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_value_knows_its_place(line_end: str, mark: str) -> None:
    source = parse_yaml((mark + DOCUMENT.replace("\n", line_end)).encode(), "file.yaml")
    assert source.place(("title",)) == (1, 8)
    assert source.key_place(("title",)) == (1, 1)
    assert source.place(("items", 0, "value")) == (4, 12)
    assert source.place(("items", 1)) == (5, 5)
    assert source.key_place(("items", 1, "value")) == (5, 13)
    assert source.written(("title",)) == "見出し"


def test_what_is_not_there_is_placed_at_what_is_around_it() -> None:
    source = parsed(DOCUMENT)
    assert source.place(("items", 0, "weight")) == (3, 5)
    assert source.place(("items", 7, "weight")) == (2, 1)
    assert source.place(("nothing", "at", "all")) == (1, 1)


def test_nodes_read_leniently() -> None:
    root = parsed(DOCUMENT).root
    assert [item.at("id").text() for item in root.at("items").items()] == ["a", "b"]
    assert root.at("items", 1, "value").number() == 2
    assert root.at("items", 9, "value").number() is None
    assert not root.at("title", "deeper").exists
    assert root.at("title").items() == root.at("title").entries() == ()
    assert [entry.key for entry in root.entries()] == ["title", "items"]


def test_all_double_keys_are_told_and_the_first_counts() -> None:
    source = parsed("a: 1\nb: {c: 1, c: [{d: 2}]}\na: 3\n")
    assert [(p.line, p.column, p.message) for p in source.problems] == [
        (2, 11, "duplicate key `c`"),
        (3, 1, "duplicate key `a`"),
    ]
    assert source.value == {"a": 1, "b": {"c": 1}}


def test_an_alias_bomb_is_refused_at_once() -> None:
    def bomb(lines: int) -> str:
        later = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, lines)]
        return "\n".join(["a0: &a0 [x, x]", *later])

    # Each line that is followed makes nine times the work; each that is read, as much as the one before.
    done, twice = (steps(lambda lines=lines: parsed(bomb(lines))) for lines in (15, 30))
    assert twice < 3 * done
    assert {p.message.split(" (")[0] for p in parsed(bomb(30)).problems} == {"an alias", "an anchor"}


def test_depth_and_size_have_limits() -> None:
    deep, large = parsed("[" * 50_000), parse_yaml(b"# " + b"x" * 5_000_000, "file.yaml")
    assert [p.message for p in deep.problems] == ["nested too deeply"]
    assert [p.message for p in large.problems] == ["this file is too large"]
    assert not deep.readable and not large.readable


def test_bytes_that_are_not_utf8_are_placed() -> None:
    problem = parse_yaml("title: x\nname: 日本\n".encode("shift-jis"), "file.yaml").problems[0]
    assert (problem.line, problem.column, problem.message) == (2, 7, "not UTF-8: the byte 0x93")


def test_files_that_can_not_be_opened(tmp_path: Path) -> None:
    assert scan_yaml(tmp_path / "none.yaml").problems[0].message == "this file is missing"
    assert "can't be read" in scan_yaml(tmp_path).problems[0].message


def test_read_yaml_raises_with_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "file.yaml"
    path.write_text("a: 1\na: 2\na: 3\n", encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        read_yaml(path)
    assert [str(d.file) for d in caught.value.diagnostics] == ["file.yaml"] * 2
    assert str(caught.value).endswith("2 problems in 1 file")


def test_the_caret_stands_under_full_width_characters() -> None:
    line = "質問: 自転車は？ # か゚"
    shown = Diagnostic("f", 1, 5, "m", excerpt=line, width=5).render().split("\n")
    assert shown[1:] == [f"  | {line}", "  |       " + "^" * 10]


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    shown = Diagnostic("f", 1, 2, "key `\x1b[31m`", excerpt="\t\x1b[2Jx").render()
    assert shown == "f:1:2: key `\ufffd[31m`\n  | →\ufffd[2Jx\n  |  ^"


def test_long_lines_are_cut_around_the_caret() -> None:
    line = "あ" * 300 + "X" + "い" * 300
    _, text, carets = Diagnostic("f", 1, 301, "m", excerpt=line).render().split("\n")
    assert "…" in text and text.endswith("…") and "X" in text
    width = sum(1 if c in " |…X" else 2 for c in text[: text.index("X")])
    assert carets.index("^") == width
