"""A page on another site than ours, with surveys in it: `localhost`, where ours is `127.0.0.1`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page

from cspi_build.cli.serve import background_server
from survey_page import SurveyPage
from waiting import let_settle, until

# The large survey, asking for a summary of the result.
ELEMENT = '<cspi-survey id="one" src="{site}embed/cspi/" lang="en" summary></cspi-survey>'
# Notes what the elements and the window hear. {site} is filled in.
SHELL = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Not ours</title>
<link rel="icon" href="data:,"><style>body {{ margin: 0 8px }}</style><h1>A page of somebody else's</h1>
<script>
  const events = [], messages = [];
  addEventListener("message", ({{ data, origin }}) => messages.push({{ data, origin }}));
  for (const name of ["ready", "progress", "completed", "summary"])
    addEventListener(name, (event) => events.push([event.target.id, name, event.detail]), true);
</script>
<script src="{site}embed.js" async></script>
{body}
<p style="height: 1500px">The end</p></html>"""


class ForeignSite:
    """A folder on `localhost`, and what to put there."""

    def __init__(self, folder: Path, address: str, site_url: str) -> None:
        self.folder = folder
        self.address = address
        self.site_url = site_url

    @property
    def origin(self) -> str:
        return self.address.rstrip("/")

    def write(self, body: str, name: str = "index.html") -> str:
        """Put a page there with this in it; `{site}` stands for our site. Returns its address."""
        filled = body.replace("{site}", self.site_url)
        (self.folder / name).write_text(SHELL.format(site=self.site_url, body=filled), encoding="utf-8")
        return self.address + name


class ForeignPage:
    """An open page with surveys in it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.goto(address)

    def frame(self, number: int = 0) -> Frame:
        """The frame in the page's iframe of that number, once it is there."""
        handle = self.page.locator("iframe").nth(number).element_handle()
        frame = handle.content_frame()
        assert frame is not None
        return frame

    def survey(self, number: int = 0, survey: str = "cspi") -> SurveyPage:
        """The survey in it, ready to be taken."""
        frame = self.frame(number)
        frame.wait_for_selector("#survey-app[data-ready]")
        return SurveyPage(frame, "", survey)  # type: ignore[arg-type]  # a frame is used like a page

    def quiet(self) -> None:
        """Wait until the frames have told nothing new of their heights for a second."""

        def told_more() -> bool:
            before = self.heights_told()
            let_settle(self.page, 1000)
            return self.heights_told() != before

        until(self.page, told_more, lambda more: not more)

    def heights_told(self) -> int:
        """How often the frames have told of their heights so far."""
        return int(self.page.evaluate("messages.filter((one) => one.data?.type === 'height').length"))

    def height(self, number: int = 0) -> int:
        """The height of an iframe, in pixels."""
        return int(self.page.locator("iframe").nth(number).evaluate("frame => frame.clientHeight"))

    def events(self, name: str) -> list[Any]:
        """The details of all events of that name so far, over all elements."""
        return [one[2] for one in self.page.evaluate("events") if one[1] == name]

    def wait_for(self, name: str, times: int = 1) -> list[Any]:
        """The same, once there are so many."""
        script = "([name, times]) => events.filter((event) => event[1] === name).length >= times"
        self.page.wait_for_function(script, arg=[name, times])
        return self.events(name)

    def wait_for_messages(self, times: int) -> None:
        """Wait until the page has heard so many messages, of whatever kind and from whomever."""
        self.page.wait_for_function("times => messages.length >= times", arg=times)


@contextmanager
def foreign_site(folder: Path, site_url: str) -> Iterator[ForeignSite]:
    """Serve `folder` as another site."""
    with background_server(folder) as port:
        yield ForeignSite(folder, f"http://localhost:{port}/", site_url)
