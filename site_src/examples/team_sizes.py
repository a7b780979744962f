"""Team sizes of 2021 by the age of the team, with what is not known left as it is."""

import csv
from pathlib import Path

with Path("data/benchmarks/figures.csv").open(encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))

for row in rows:
    wanted = (row["snapshot"], row["metric"], row["dimension"], row["figure"])
    if wanted != ("hicustomer-2021", "team_headcount", "team_age", "share"):
        continue
    # an empty share is not known; `least` and `most` say between what it must lie
    share = row["share"] or f"{row['least']} to {row['most']}"
    answer = f"{row['segment']:12} {row['category']:14} {share:>14} %"
    print(f"{answer}  n={row['n']:3} p. {row['page']}  {row['status']}")
