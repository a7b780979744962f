"""Several links in one pasted text: each is found, whatever stands between them or was done to them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from cspi_core.loading.answers import read_answers
from cspi_core.results.collection import open_all
from cspi_core.results.pasted_links import split_links
from cspi_core.results.share_link import write_fragment
from cspi_core.service.dispatch import Service
from several_files import CSPI, SURVEY, answers_of, result_text

ADDRESS = "https://cs.example/en/cspi/#"


def link_of(name: str, vector: str) -> str:
    answers = read_answers(SURVEY, answers_of(vector))[0]
    return write_fragment(SURVEY, answers, "2026-11-30T09:00:00Z", name)


LINKS = (link_of("佐藤", "first"), link_of("", "best"), link_of("Ito", "worst"))
ENCODED = [quote(ADDRESS + link, safe="").replace("~", "%7E") for link in LINKS]
TEXTS = {
    "lines": "\n".join(ADDRESS + link for link in LINKS),
    "commas": ",".join(ADDRESS + link for link in LINKS),
    "commas, no addresses": ",".join(LINKS),
    "semicolons": ";".join(LINKS),
    "words": f"Aiko: {LINKS[0]}. Then <{ADDRESS}{LINKS[1]}> and “{LINKS[2]}”!",
    "encoded": "\n".join(ENCODED),
    "encoded, commas": ",".join(ENCODED),
    "encoded twice": " ".join(quote(one) for one in ENCODED),
    "tildes alone encoded": ",".join(link.replace("~", "%7E") for link in LINKS),
    "one encoded": f"{ADDRESS}{LINKS[0]},{ENCODED[1]},{LINKS[2]}",
    "glued": "".join(LINKS),
    "wrapped": "\n> ".join(link[:40] + "=\n" + link[40:] for link in LINKS),
    "broken lines": "\n".join(link[:60] + "\n" + link[60:] for link in LINKS),
    "markdown": " ".join(f"[x]({ADDRESS}{link})" for link in LINKS).replace("~", "\\~"),
    "full width": "、".join(LINKS).replace("~", "～"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_is_found_as_it_was(name: str) -> None:
    assert split_links(TEXTS[name]) == LINKS
    assert split_links(TEXTS[name] + " Thanks, 3~4 people are missing.") == LINKS


def test_a_damaged_link_between_others_is_handed_on_to_be_refused() -> None:
    damaged = LINKS[1].replace("q15.cco", "q15.nobody")
    assert damaged != LINKS[1]
    cut = LINKS[1][:50]
    for bad in (damaged, cut, damaged.replace("~", "%7E")):
        texts = split_links(f"{LINKS[0]},{bad},{LINKS[2]}")
        files = [{"id": f"{at}", "name": "", "text": text} for at, text in enumerate(texts)]
        opened, refused = open_all(SURVEY, files)
        assert [one.id for one in opened] == ["0", "2"]
        assert [(one.id, one.problems[0].code) for one in refused] == [("1", "link_damaged")]


@pytest.mark.parametrize(
    "text", [result_text(answers_of("team")), "hello", "", "3~4 people", f"{ADDRESS}join:Q3~2026"]
)
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    assert split_links(text) == (text,)


def test_one_link_is_the_same_text_however_it_came() -> None:
    for text in (LINKS[0], ADDRESS + LINKS[0], f"see {ENCODED[0]}&utm_source=x", f"{LINKS[0]}。"):
        assert split_links(text) == LINKS[:1]


def test_the_page_can_ask_for_it() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": CSPI, "snapshots": []}))
    asked = {"method": "links", "survey": "cspi", "locale": "en", "text": TEXTS["commas"]}
    reply: dict[str, Any] = json.loads(service.answer(json.dumps(asked)))
    assert (reply["ok"], reply["texts"]) == (True, list(LINKS))
