"""Names of scripts, styles and icons for pages that are rendered without the stage that makes them."""

from __future__ import annotations

__all__ = ["ASSETS"]


class Assets(dict[str, str]):
    """Scripts, styles and icons, which another stage of a build makes."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return f"assets/{name}"


ASSETS = Assets({"survey.js": "assets/survey.js"})
