"""What a panel says about itself, in both languages."""

from __future__ import annotations

from cspi_build.panels.bands import Words
from cspi_build.panels.disclosure import Limits

__all__ = [
    "ANSWERED",
    "GAVE_NUMBER",
    "HANDED_IN",
    "INDEX",
    "MADE_UP",
    "PROFILE",
    "SCORED",
    "SCORES",
    "TERMS",
    "TERMS_MADE_UP",
    "TOO_FEW",
    "n_note",
    "notes",
    "title",
]


def _words(ja: str, en: str) -> Words:
    return {"ja": ja, "en": en}


SCORES = _words("点数", "Scores")

PROFILE = _words("回答者と会社", "Respondents and companies")

INDEX = _words("総合指標", "Index")

SCORED = _words("点数が出た回答者", "Respondents who have this score")

ANSWERED = _words("この設問に答えた人", "Respondents who answered this question")

GAVE_NUMBER = _words("この数値を答えた人", "Respondents who gave this number")

HANDED_IN = _words(
    "結果ファイルを自分の判断で提供した人（無作為に選んだ標本ではありません）",
    "People who chose to hand over their result file; they are not a random sample",
)

MADE_UP = _words(
    "実在しない回答者（プログラムが作った回答です）",
    "Nobody: a program made these answers up",
)

TOO_FEW = _words(
    "答えた人が少なく、個々の回答がわかるおそれがあるため載せていません。",
    "Too few answered for any figure to be given without telling single answers.",
)

TERMS = _words(
    "公開元が条件を定めます。載せているのは集計値だけで、個々の回答は含みません。",
    "The publisher sets the terms. Only aggregates are given here, no single answers.",
)

TERMS_MADE_UP = _words(
    "作り物の数値です。引用しないでください。", "These figures are made up. Do not quote them."
)


def title(survey: Words, year: int, illustrative: bool) -> Words:
    """The title of a panel of a survey."""
    if illustrative:
        return _words(f"{survey['ja']} 見本パネル（架空）", f"{survey['en']} illustrative panel (made up)")
    return _words(f"{survey['ja']} パネル{year}", f"{survey['en']} panel {year}")


def n_note(limits: Limits) -> Words:
    """Why some n are not known."""
    least = limits.minimum
    return _words(
        f"{least}人に満たない区分は伏せています。差し引きで割り出せないように、ほかの区分も伏せることがあります。"
        "伏せた区分の人数は載せていません。",
        f"Groups of fewer than {least} are withheld, and others with them where they could be worked out by "
        "subtraction. The size of a withheld group is not given.",
    )


def notes(limits: Limits) -> list[Words]:
    """How the figures were coarsened."""
    least, sides = limits.least, limits.sides
    return [
        _words(
            f"選んだ人か、選べたのに選ばなかった人が{least}人に満たない選択肢は、割合を伏せるか、"
            "隣の選択肢と合わせて載せています。",
            f"An option that fewer than {least} chose, or that all but fewer than {least} of those who could "
            "chose, has no share of its own: it is withheld, or told together with its neighbours.",
        ),
        _words(
            "平均は、人数が少ないほど粗く、0.5〜20点刻みに丸めています。中央値などの分位点は2.5〜20点刻みで、"
            f"その点以下の人とその点より上の人がどちらも{sides}人以上いるときだけ載せています。",
            "Means are rounded to steps of 0.5 to 20 points, the coarser the fewer answered. The median and "
            f"other quantiles are rounded to steps of 2.5 to 20 points, and given where {sides} or more are "
            f"at or below them and {sides} or more above.",
        ),
    ]
