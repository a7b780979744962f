"""The bands into which a panel splits respondents by a number, and the names of what it splits by.

A survey names what an answer tells of its respondent by a role (`profile: cs_people`). A choice of one makes
a group of each option. A number has to be cut, and the cuts are fixed here, for every survey and year, so
that panels can be compared; they are never taken from the data. A number whose role is not in this table
splits nothing.

cs_people  the size of the team, in the bins of the published studies on it
nrr        performance: net revenue retention. Under 100 revenue from existing customers shrinks, above it
           grows; 90, 110 and 120 are where published reports usually part weak, good and leading companies
retention  customers kept, per cent a year
nps        net promoter score; under 0 more detractors than promoters
customers  customers that the team looks after

Every band is from <= x < to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cspi_build.panels.wording import Words
from cspi_build.panels.wording import words as _words

__all__ = ["BANDS", "ROLE_LABELS", "UNITS", "Band", "Scale", "Words"]


@dataclass(frozen=True)
class Band:
    """One stretch: `start` <= x < `end`, None where it is open."""

    id: str
    start: float | None
    end: float | None
    label: Words

    def holds(self, number: float) -> bool:
        """Whether the number lies in the band."""
        return (self.start is None or self.start <= number) and (self.end is None or number < self.end)


@dataclass(frozen=True)
class Scale:
    """How the numbers of a role are cut. `unit`: one of UNITS; `step`: the grain of the numbers."""

    unit: str
    direction: str
    bands: tuple[Band, ...]
    step: float | None = None


UNITS: Mapping[str, Words] = {
    "people": _words("人", "people"),
    "customers": _words("社", "customers"),
    "percent": _words("%", "%"),
    "points": _words("点", "points"),
}

ROLE_LABELS: Mapping[str, Words] = {
    "business_model": _words("ビジネスモデル", "Business model"),
    "company_arr": _words("会社の規模（ARR）", "Company size (ARR)"),
    "crm": _words("CRM", "CRM in use"),
    "cs_people": _words("チームの人数", "Team size"),
    "cs_platform": _words("CSプラットフォーム", "CS platform"),
    "customers": _words("顧客数", "Number of customers"),
    "industry": _words("業種", "Industry"),
    "nps": _words("NPS", "NPS"),
    "nrr": _words("業績（NRR）", "Performance (NRR)"),
    "own_role": _words("回答者の立場", "Role of the respondent"),
    "region": _words("地域", "Region"),
    "team_age": _words("CSチームの運営年数", "Age of the CS team"),
    "retention": _words("顧客維持率", "Customer retention"),
}

BANDS: Mapping[str, Scale] = {
    "cs_people": Scale(
        "people",
        "none",
        (
            Band("people_1", None, 2, _words("1人", "1")),
            Band("people_2_5", 2, 6, _words("2〜5人", "2–5")),
            Band("people_6_10", 6, 11, _words("6〜10人", "6–10")),
            Band("people_11_20", 11, 21, _words("11〜20人", "11–20")),
            Band("people_21_30", 21, 31, _words("21〜30人", "21–30")),
            Band("people_31_up", 31, None, _words("31人以上", "31 and more")),
        ),
        step=1,
    ),
    "nrr": Scale(
        "percent",
        "higher",
        (
            Band("nrr_under_90", None, 90, _words("90%未満", "Under 90%")),
            Band("nrr_90_100", 90, 100, _words("90%以上100%未満", "90% to under 100%")),
            Band("nrr_100_110", 100, 110, _words("100%以上110%未満", "100% to under 110%")),
            Band("nrr_110_120", 110, 120, _words("110%以上120%未満", "110% to under 120%")),
            Band("nrr_120_up", 120, None, _words("120%以上", "120% and more")),
        ),
    ),
    "retention": Scale(
        "percent",
        "higher",
        (
            Band("retention_under_80", None, 80, _words("80%未満", "Under 80%")),
            Band("retention_80_90", 80, 90, _words("80%以上90%未満", "80% to under 90%")),
            Band("retention_90_95", 90, 95, _words("90%以上95%未満", "90% to under 95%")),
            Band("retention_95_up", 95, None, _words("95%以上", "95% and more")),
        ),
    ),
    "nps": Scale(
        "points",
        "higher",
        (
            Band("nps_under_0", None, 0, _words("0未満", "Under 0")),
            Band("nps_0_30", 0, 30, _words("0以上30未満", "0 to under 30")),
            Band("nps_30_50", 30, 50, _words("30以上50未満", "30 to under 50")),
            Band("nps_50_up", 50, None, _words("50以上", "50 and more")),
        ),
    ),
    "customers": Scale(
        "customers",
        "none",
        (
            Band("customers_under_50", None, 50, _words("50社未満", "Under 50")),
            Band("customers_50_200", 50, 200, _words("50〜199社", "50–199")),
            Band("customers_200_1000", 200, 1000, _words("200〜999社", "200–999")),
            Band("customers_1000_10000", 1000, 10000, _words("1,000〜9,999社", "1,000–9,999")),
            Band("customers_10000_up", 10000, None, _words("10,000社以上", "10,000 and more")),
        ),
        step=1,
    ),
}
