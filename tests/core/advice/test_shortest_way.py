"""The shortest way is exact: no other set of changes reaches the target with less effort."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_core import load_survey, score
from cspi_core.advice.candidates import EFFORT
from cspi_core.advice.improvements import in_place
from cspi_core.advice.optimizer import least_effort_path
from golden_surveys import compiled
from survey_files import bare_survey
from vectors import FOLDER, read_vector

EFFORTS = ("small", "medium", "large")


@st.composite
def small_surveys(draw: st.DrawFn) -> dict[str, Any]:
    """Three questions with efforts, and requirements inside questions and across them."""
    questions: list[dict[str, Any]] = []
    for number, kind in enumerate(["multiple", "single", draw(st.sampled_from(["single", "multiple"]))], 1):
        name = f"q{number}"
        options: list[dict[str, Any]] = []
        for index in range(draw(st.integers(2, 4))):
            step = index / 4 if kind == "single" else draw(st.integers(0, 3))
            earlier = [f"{name}.{option['id']}" for option in options if option["id"] != "o0"]
            others = [f"{q['id']}.{o['id']}" for q in questions for o in q["options"]]
            possible = [*earlier[-1:], *others]
            needs: list[Any] = (
                draw(st.lists(st.sampled_from(possible), max_size=2, unique=True)) if possible else []
            )
            if len(others) > 1 and draw(st.booleans()):
                needs.append(draw(st.lists(st.sampled_from(others), min_size=2, max_size=3, unique=True)))
            effort = draw(st.sampled_from(EFFORTS))
            options.append({"id": f"o{index}", "value": step, "effort": effort, "requires": needs})
        total = sum(option["value"] for option in options) or 1
        axis = {"axis": f"a{number % 2}", "weight": draw(st.sampled_from([1, 2]))}
        questions.append(
            {"id": name, "number": number, "kind": kind, "options": options, "full": total} | axis
        )
    return survey_of(questions, [{"id": "a1", "weight": 1}, {"id": "a0", "weight": 2}])


def survey_of(questions: list[dict[str, Any]], axes: list[dict[str, Any]]) -> dict[str, Any]:
    return bare_survey(questions, axes=axes)


def every_state(question: dict[str, Any]) -> list[tuple[str, ...]]:
    names = [option["id"] for option in question["options"]]
    if question["kind"] == "single":
        return [(name,) for name in names]
    return [
        tuple(name for name, taken in zip(names, mask, strict=True) if taken)
        for mask in product([False, True], repeat=len(names))
    ]


def plain(question: dict[str, Any], chosen: tuple[str, ...]) -> dict[str, Any]:
    return {"choice": chosen[0]} if question["kind"] == "single" else {"choices": list(chosen)}


def effort_of(survey: Any, before: Any, after: Any) -> int | None:
    """What the change from one set of answers to another takes; None where a requirement is missing."""
    total = 0
    for question in survey.questions:
        old, new = before[question.id], after[question.id]
        taken = [name for name in new.choices if name not in old.choices]
        if question.kind == "single" and taken:
            taken = rungs(question, old, taken[0])
        for name in taken:
            option = question.option_by_id[name]
            total += EFFORT[option.effort]
            for group in option.groups:
                there = any(in_place(survey.question_by_id[q], after[q], o) for q, o in group)
                if not there and not any(q == question.id and o in taken for q, o in group):
                    return None
    return total


def rungs(question: Any, old: Any, target: str) -> list[str]:
    found: list[str] = []
    for other, required in question.option_by_id[target].requires:
        if other == question.id and not in_place(question, old, required):
            found += [name for name in rungs(question, old, required) if name not in found]
    return [*found, target]


@settings(max_examples=150, deadline=None)
@given(small_surveys(), st.data())
def test_no_other_way_takes_less_effort(data: dict[str, Any], draw: st.DataObject) -> None:
    survey = load_survey(data)
    start = {q["id"]: draw.draw(st.sampled_from(every_state(q))) for q in data["questions"]}
    answers = {q["id"]: plain(q, start[q["id"]]) for q in data["questions"]}
    report = score(survey, answers)
    target = draw.draw(st.one_of(st.none(), st.integers(1, 100)))
    axes = draw.draw(st.dictionaries(st.sampled_from(["a0", "a1"]), st.integers(1, 100)))
    if target is None and not axes:
        return
    path = least_effort_path(survey, report.answers, report.index, target, axes)
    best = None
    for states in product(*(every_state(q) for q in data["questions"])):
        if any(
            q["kind"] == "multiple" and not set(start[q["id"]]) <= set(state)
            for q, state in zip(data["questions"], states, strict=True)
        ):
            continue
        tried = {q["id"]: plain(q, state) for q, state in zip(data["questions"], states, strict=True)}
        after = score(survey, tried)
        effort = effort_of(survey, report.answers, after.answers)
        if effort is not None and there(after.index, target, axes) and (best is None or effort < best):
            best = effort
    assert (None if path is None else path.effort) == best
    if path is not None:
        taken = answers | {m.question.id: m.after.to_dict(m.question.kind) for m in path.moves}
        assert there(score(survey, taken).index, target, axes, 1e-6)


def there(index: Any, target: float | None, axes: dict[str, int], noise: float = 1e-9) -> bool:
    """Whether everything that was wanted is reached."""
    scores = {axis.axis.id: axis.mean for axis in index.axes}
    enough = target is None or index.score >= target - noise
    return enough and all(scores[name] >= wanted - noise for name, wanted in axes.items())


def test_the_next_level_of_a_real_survey_is_found_soon() -> None:
    survey = load_survey(compiled("cspi"))
    for name in ("lone", "first", "team", "company"):
        answers, _ = read_vector(FOLDER / "cspi" / f"{name}.txt", compiled("cspi"))
        report = score(survey, answers)
        for level in survey.levels:
            path = least_effort_path(survey, report.answers, report.index, level.start)
            assert path is not None
            assert report.index.score + path.gain >= level.start - 1e-6
            assert (path.effort == 0) == (report.index.score >= level.start)


@given(st.lists(st.integers(0, 50), min_size=20, max_size=60), st.integers(1, 100))
def test_a_question_with_dozens_of_options_is_no_matter(values: list[int], percent: int) -> None:
    """With equal efforts, the least is to take the best options first. All sets would be too many to try."""
    options = [{"id": f"o{n}", "value": value, "effort": "small"} for n, value in enumerate(values)]
    full = max(1, sum(values) // 2)
    question = {"id": "q", "number": 1, "kind": "multiple", "axis": "a", "full": full, "options": options}
    survey = load_survey(survey_of([question], [{"id": "a", "weight": 1}]))
    report = score(survey, {"q": {"choices": []}})
    path = least_effort_path(survey, report.answers, report.index, float(percent))
    best = sorted(values, reverse=True)
    enough = [n for n in range(len(best) + 1) if 100 * sum(best[:n]) >= percent * full]
    assert (path.effort if path else None) == (enough[0] if enough else None)
