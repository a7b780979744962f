"""`serve` while a site is being written: the page shows why a build failed, and loads again after one."""

from __future__ import annotations

import threading
from pathlib import Path

from playwright.sync_api import Page, expect

from cspi_build.cli.live import Live, open_live_server
from cspi_build.cli.serve import HOST
from cspi_build.site.csp import add_policy

MISTAKE = "survey.yaml:3:1: `vresion` is not a key\n  | vresion: 1\n  | ^^^^^^^"


def write(folder: Path, words: str) -> None:
    head = '<!doctype html><html lang="fr" dir="rtl"><head><title>x</title></head>'
    text, problems = add_policy(f"{head}<body><p>{words}</p></body></html>")
    assert problems == []
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_an_open_page_follows_what_is_written(page: Page, tmp_path: Path) -> None:
    live = Live()
    write(tmp_path, "first")
    live.tell()
    with open_live_server(tmp_path, 0, live) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://{HOST}:{server.server_address[1]}/")
        expect(page.locator("body > p")).to_have_text("first")
        page.wait_for_function("performance.getEntriesByName(location.origin + '/-/live.js').length")
        live.tell(MISTAKE)
        shown = page.get_by_role("alert")
        expect(shown).to_contain_text("`vresion` is not a key")
        assert shown.locator("pre").inner_text() == MISTAKE
        write(tmp_path, "second")
        live.tell()
        expect(page.locator("body > p")).to_have_text("second")
        expect(shown).to_have_count(0)
        server.shutdown()
