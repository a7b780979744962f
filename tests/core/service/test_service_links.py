"""Links as the page asks for them: read with what there is to say about them, in the language of the page."""

from __future__ import annotations

import json
from binascii import crc32
from typing import Any

import pytest

from cspi_core.service.dispatch import Service
from golden_surveys import compiled


@pytest.fixture(scope="module")
def service() -> Service:
    made = Service()
    assert ask(made, method="load", survey=compiled("tiny"))["ok"]
    return made


def ask(service: Service, **request: Any) -> dict[str, Any]:
    response: dict[str, Any] = json.loads(service.answer(json.dumps(request)))
    return response


def open_link(service: Service, body: str, locale: str = "en") -> dict[str, Any]:
    link = f"{body}~k{crc32(body.encode()):08x}"
    return ask(service, method="open_link", survey="tiny", locale=locale, text=link)


@pytest.mark.parametrize(("locale", "date"), [("en", "22 November 2026"), ("ja", "2026年11月22日")])
def test_the_day_of_a_link_is_said_in_words(service: Service, locale: str, date: str) -> None:
    opened = open_link(service, "1~tiny~2.0~20261122", locale)
    assert (opened["ok"], opened["date"], opened["notes"], opened["label"]) == (True, date, {}, "")


@pytest.mark.parametrize("day", ["", "2026", "20261399", "99999999", "20260230", "00000000", "２０２６1122"])
def test_a_day_that_is_none_is_left_out(service: Service, day: str) -> None:
    opened = open_link(service, f"1~tiny~2.0~{day}")
    assert (opened["ok"], opened["date"]) == (True, "")


def test_a_link_of_an_earlier_version_is_read_and_says_so(service: Service) -> None:
    opened = open_link(service, "1~tiny~1.0~20261122")
    assert opened["ok"]
    assert "1.0" in opened["remarks"][0]


def test_the_link_that_is_made_holds_no_notes_and_no_name(service: Service) -> None:
    created = "2026-11-22T09:00:00Z"
    more = {"notes": {"q1": "a note"}, "label": "a name", "created": created, "answers": {}}
    made = ask(service, method="link", survey="tiny", **more)
    assert made["fragment"].rpartition("~")[0] == "1~tiny~2.0~20261122"
