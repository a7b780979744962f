"""What embedders get wrong: the element says so in the console, and shows nothing that nobody asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage

from foreign_page import ForeignSite


@pytest.mark.parametrize("attributes", ["", 'src=""', 'src="javascript:alert(1)"', 'src="https://[half"'])
def test_without_an_address_of_a_survey_there_is_no_frame(
    context: BrowserContext, foreign: ForeignSite, attributes: str
) -> None:
    """Not even one of the page around, which an empty address would be."""
    page, said = context.new_page(), list[ConsoleMessage]()
    page.on("console", lambda message: said.append(message))
    with page.expect_console_message(lambda message: "src has to be" in message.text):
        page.goto(foreign.write(f"<cspi-survey {attributes}></cspi-survey>"))
    assert page.locator("cspi-survey").count() == 1
    assert page.locator("iframe").count() == 0
    assert {message.type for message in said} == {"error"}


def test_a_frame_inside_stays_as_it_is_where_the_element_has_no_address(
    context: BrowserContext, foreign: ForeignSite
) -> None:
    page = context.new_page()
    inside = '<iframe src="{site}embed/cspi/en/"></iframe>'
    with page.expect_console_message(lambda message: "src has to be" in message.text):
        page.goto(foreign.write(f"<cspi-survey>{inside}</cspi-survey>"))
    assert page.locator("iframe").get_attribute("src") == f"{foreign.site_url}embed/cspi/en/"
