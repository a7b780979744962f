"""Random surveys and answers for the law tests: whatever the format allows, none of it from a real survey."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

POINTS = st.integers(0, 20).map(lambda n: n / 20)
WEIGHTS = st.sampled_from([0.5, 1, 1.5, 2, 3])
LOCALES = ("ja", "en")


@st.composite
def surveys(draw: st.DrawFn, spanning: bool = False) -> dict[str, Any]:
    """A compiled survey. With ``spanning`` every question can earn both nothing and everything."""
    axes = [{"id": f"a{i}", "weight": draw(WEIGHTS)} for i in range(draw(st.integers(1, 4)))]
    questions = []
    for axis in axes:
        for _ in range(draw(st.integers(1, 3))):
            number = len(questions) + 1
            questions.append(draw(_question(f"q{number}", number, axis["id"], spanning)))
    return {
        "format": "cspi-survey/1",
        "id": "random",
        "version": "1.0",
        "compares_with": [],
        "source": {"title": "t", "producer": "p", "year": 2020},
        "locales": list(LOCALES),
        "default_locale": "ja",
        "policy": {
            "minimum_coverage": draw(st.sampled_from([0.0, 0.5, 0.6, 1.0])),
            "sensitivity": {"spread": 0.5, "draws": 20, "seed": 1},
        },
        "levels": [{"id": "l1", "from": 0}, {"id": "l2", "from": 40}, {"id": "l3", "from": 70}],
        "axes": axes,
        "themes": [],
        "questions": questions,
        "text": {locale: prose(axes, questions, locale) for locale in LOCALES},
    }


@st.composite
def _question(draw: st.DrawFn, name: str, number: int, axis: str, spanning: bool) -> dict[str, Any]:
    kind = draw(st.sampled_from(["single", "multiple", "number"]))
    common = {"id": name, "number": number, "axis": axis, "kind": kind, "weight": draw(WEIGHTS)}
    common["reverse"] = draw(st.booleans())
    values = draw(st.lists(POINTS, min_size=2, max_size=5))
    if spanning:
        values[0], values[-1] = 0.0, 1.0
    if kind == "number":
        edges = range(0, 10 * len(values), 10)
        bands = [
            {"id": f"b{i}", "from": edge, "to": edge + 10, "value": value}
            for i, (edge, value) in enumerate(zip(edges, values, strict=True))
        ]
        bands[-1].pop("to")
        return common | {"minimum": 0, "maximum": 100, "step": 1, "bands": bands}
    options = [{"id": f"o{i}", "value": value} for i, value in enumerate(values)]
    if kind == "single":
        return common | {"options": options}
    if draw(st.booleans()):
        options.append({"id": "none", "value": 0, "exclusive": True})
    total = sum(option["value"] for option in options)
    return common | {"options": options, "full": draw(st.sampled_from([0.5, 1.0])) * total or 1.0}


def prose(axes: list[dict[str, Any]], questions: list[dict[str, Any]], locale: str) -> dict[str, Any]:
    """Texts for every id."""
    return {
        "locale": locale,
        "title": "T",
        "axes": {a["id"]: {"name": a["id"], "spoken": a["id"], "about": "-"} for a in axes},
        "levels": {level: {"name": level, "about": "-"} for level in ("l1", "l2", "l3")},
        "themes": {},
        "questions": {
            q["id"]: {
                "prompt": q["id"],
                "options": {o["id"]: {"label": o["id"], "why": "w"} for o in q.get("options", [])},
                "bands": {b["id"]: {"label": b["id"], "why": "w"} for b in q.get("bands", [])},
            }
            for q in questions
        },
    }


def answers_to(question: dict[str, Any], states: bool = True) -> st.SearchStrategy[Any]:
    """Any valid answer to a question; None leaves it unanswered."""
    kinds: list[st.SearchStrategy[Any]] = [_answered(question)]
    if states:
        kinds += [st.none(), st.sampled_from([{"state": "unknown"}, {"state": "not_applicable"}])]
    return st.one_of(*kinds)


def _answered(question: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if question["kind"] == "number":
        return st.integers(question["minimum"], question["maximum"]).map(lambda n: {"number": n})
    names = [option["id"] for option in question["options"]]
    if question["kind"] == "single":
        return st.sampled_from(names).map(lambda name: {"choice": name})
    free = [option["id"] for option in question["options"] if not option.get("exclusive")]
    several = st.lists(st.sampled_from(free), unique=True).map(lambda chosen: {"choices": chosen})
    alone = [{"choices": [name]} for name in names if name not in free]
    return st.one_of(several, st.sampled_from(alone)) if alone else several


@st.composite
def filled(
    draw: st.DrawFn, spanning: bool = False, states: bool = True
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A survey and valid answers to it."""
    survey = draw(surveys(spanning))
    answers = {q["id"]: draw(answers_to(q, states)) for q in survey["questions"]}
    return survey, {name: answer for name, answer in answers.items() if answer is not None}
