"""Published figures as texts in one language: shares with the decimals of their source, n, pages, names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cspi_build.editions.comparison import ComparedMetric, Figure, crowd
from cspi_build.editions.published import MetricEdition, PublishedCell
from cspi_core.rounding import round_half_up
from cspi_core.stats.distribution import Interval

__all__ = ["FigureWords"]

INTERVAL_DECIMALS = 1


@dataclass(frozen=True)
class FigureWords:
    """The words under `benchmarks` of one language, and how figures are put into them."""

    locale: str
    t: Mapping[str, Any]

    def list(self, names: Iterable[str]) -> str:
        """Names one after another."""
        return str(self.t["comma"]).join(names)

    def number(self, value: float, decimals: int) -> str:
        """A number with so many decimals."""
        return f"{round_half_up(value, decimals):.{decimals}f}"

    def edition(self, edition: MetricEdition, topic_series: str | None = None) -> str:
        """An edition by its year; with its title where it is not of the series that the metric is led by."""
        year = str(self.t["year"]).format(year=edition.snapshot.year)
        if topic_series == edition.snapshot.series:
            return year
        title = edition.snapshot.title[self.locale]
        named = str(edition.snapshot.year) in title
        return title if named else str(self.t["other_study"]).format(title=title, year=edition.snapshot.year)

    def segment(self, edition: MetricEdition, segment: Mapping[str, str]) -> str:
        """A segment by its labels; everyone where it is empty."""
        labels = []
        for name, value in segment.items():
            label = edition.snapshot.dimension_by_id[name].values[value]
            labels.append(label[self.locale])
        return self.list(labels) or str(self.t["everyone"])

    def populations(self, editions: Iterable[MetricEdition]) -> dict[str, str]:
        """Who was asked, by edition, where editions that are shown together asked different people."""
        found = {
            one.snapshot.id: one.snapshot.population[self.locale]
            for one in editions
            if one.snapshot.population
        }
        return found if len(set(found.values())) > 1 else {}

    def n(self, n: int | None) -> str:
        """How many answered."""
        return str(self.t["n_unknown"]) if n is None else str(self.t["n"]).format(n=f"{n:,}")

    def crowd(self, n: int | None) -> str | None:
        """The word for few answers, None where there are enough or their number is not known."""
        words: Mapping[str, str] = self.t["weight"]
        return words.get(crowd(n))

    def page(self, page: int | None) -> str:
        """A page of the source."""
        return str(self.t["no_page"]) if page is None else str(self.t["page"]).format(page=page)

    def place(self, edition: MetricEdition, cell: PublishedCell) -> str:
        """The page of a cell in its source; of a panel that it was made of result files."""
        return str(self.t["handed_in"]) if edition.snapshot.panel else self.page(cell.page)

    def source(self, cell: PublishedCell) -> str:
        """n and page of a cell."""
        page = [] if cell.page is None else [self.page(cell.page)]
        return self.list([self.n(cell.n), *page])

    def category(self, edition: MetricEdition, category: str) -> str:
        """The label of an answer."""
        label = next(one.label for one in edition.categories if one.id == category)
        return label[self.locale]

    def label(self, metric: ComparedMetric, category: str) -> str:
        """The label of an answer in the leading edition, else in the first that has it."""
        editions = (metric.lead, *metric.editions)
        return next(self.category(e, category) for e in editions if category in e.category_ids)

    def group(self, edition: MetricEdition, names: Sequence[str]) -> str:
        """Several answers: the first and the last where they follow each other in order, else all."""
        labels = [self.category(edition, name) for name in names]
        order = [one.id for one in edition.categories if not one.other]
        at = [order.index(name) for name in names if name in order]
        if edition.ordered and len(at) == len(names) > 2 and at == list(range(at[0], at[0] + len(at))):
            return str(self.t["span"]).format(first=labels[0], last=labels[-1])
        return self.list(str(self.t["label"]).format(name=label) for label in labels)

    def share(self, figure: Figure, edition: MetricEdition) -> str:
        """A share: as published, a range, what is left, or the word for why there is none."""
        decimals = edition.decimals
        if figure.share is not None:
            return str(self.t["share"]).format(share=self.number(figure.share, decimals))
        if figure.bounds is None or figure.status in ("excluded", "suppressed"):
            return str(self.t["status"][figure.status])
        return self.between(figure.bounds, decimals, rest=True)

    def between(self, known: Interval, decimals: int, *, rest: bool = False) -> str:
        """A share that may be known only as a range."""
        low, high = (self.number(end, decimals) for end in known)
        if low != high:
            return str(self.t["range"]).format(low=low, high=high)
        return str(self.t["rest" if rest else "share"]).format(share=low)

    def interval(self, allowed: Interval | None) -> str:
        """The 95 % interval of a share; a dash where n is not known."""
        if allowed is None:
            return str(self.t["missing"])
        low, high = (self.number(end, INTERVAL_DECIMALS) for end in allowed)
        return str(self.t["interval"]).format(low=low, high=high)

    def count(self, figure: Figure, n: int | None) -> str:
        """How many of how many; a dash where that is not known."""
        if figure.count is None:
            return str(self.t["missing"])
        key = "count_alone" if n is None else "count"
        return str(self.t[key]).format(count=f"{figure.count:,}", n=f"{n or 0:,}")

    def points(self, change: Interval) -> str:
        """A difference in points, with its sign."""
        low, high = (self._signed(end) for end in change)
        if low == high:
            return str(self.t["points"]).format(points=low)
        return str(self.t["points_range"]).format(low=low, high=high)

    def _signed(self, value: float) -> str:
        text = self.number(abs(value), 1)
        sign = "" if float(text) == 0 else "+" if value > 0 else "\N{MINUS SIGN}"
        return sign + text

    def statistic(self, name: str) -> str:
        """The name of a statistic."""
        names: Mapping[str, str] = self.t["statistics"]
        return names.get(name) or names["quantile"].format(percent=name.lstrip("p"))

    def value(self, value: float, edition: MetricEdition) -> str:
        """A statistic's number with its unit."""
        unit = edition.snapshot.units.get(edition.unit or "", {}).get(self.locale, "")
        gap = "" if self.locale == "ja" or unit in ("", "%") else " "
        number = f"{round_half_up(abs(value), 4):,.4f}".rstrip("0").rstrip(".")
        sign = "\N{MINUS SIGN}" if value < 0 and number != "0" else ""
        return f"{sign}{number}{gap}{unit}"

    def date(self, day: str) -> str:
        """A year, a month or a day as people write it."""
        year, *rest = (int(part) for part in day.split("-"))
        words = self.t["study"]
        if not rest:
            return str(self.t["year"]).format(year=year)
        month = words["months"][rest[0] - 1]
        if len(rest) == 1:
            return str(words["month"]).format(year=year, month=month)
        return str(words["date"]).format(year=year, month=month, day=rest[1])
