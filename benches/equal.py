"""Compares the counts of the site with those of the other tools.

The counts of the other tools are compared with each other cell by cell, and their sums with the files of the site: outcomes (`summary.json`), day by
channel, day by tone, channel by tone, weekday by hour, brands (`data/*.csv`). PROJECT is one month, generated plain; the output of the other tools and of `check` is in
`found/`.
Usage: python benches/equal.py PROJECT
"""
import csv
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

TONES = {"": "unscored"}
COLUMNS = ["outcome", "competitor", "channel", "day", "hour", "tone"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def main(project):
    found = project / "found"
    counts = {name: cube(found / f"{name}.csv") for name in ["duckdb", "polars", "pandas"]}
    (first, expected), *others = counts.items()
    for name, count in others:
        same(f"{name} and {first}", count, expected)
    (site,) = (project / "site").glob("*/data")
    used = Counter({cell: count for cell, count in expected.items() if cell[0] == "used"})
    by_tone = lambda row: {TONES.get(tone, tone): int(row[tone or "unscored"]) for tone in ["positive", "neutral", "negative", ""]}
    tones = lambda file, key: Counter({(row[key], tone): n for row in rows(site / file) for tone, n in by_tone(row).items()})
    cells = lambda file, *keys: Counter({tuple(row[key] for key in keys): int(row["mentions"]) for row in rows(site / file)})
    same("volume_daily.csv and " + first, cells("volume_daily.csv", "date", "channel"), total(used, "day", "channel"))
    same("activity.csv and " + first, cells("activity.csv", "weekday", "hour"), total(used, "weekday", "hour"))
    same("sentiment_daily.csv and " + first, tones("sentiment_daily.csv", "date"), total(used, "day", "tone"))
    same("channels.csv and " + first, tones("channels.csv", "channel"), total(used, "channel", "tone"))

    outcomes = total(expected, "outcome")
    told = json.loads((site.parent / "summary.json").read_text())["rows"]
    checked = json.loads((found / "check.json").read_text())["rows"]
    same("check and summary.json", Counter({name: checked[name] for name in told}), Counter(told))
    same("check and the simple count", Counter(rows=checked["read"]), Counter(rows=cube(found / "duckdb-count.csv").total()))
    repeated = told.pop("duplicate")
    same("summary.json and " + first, Counter({(name,): count for name, count in told.items()}), outcomes)
    same("duplicates in summary.json", Counter(rows=repeated), Counter(rows=checked["read"] - expected.total()))
    brands = Counter({row["own"]: int(row["tags"]) for row in rows(site / "share_of_voice.csv")})
    rivals = sum(n for cell, n in expected.items() if cell[0] in ("used", "not_relevant") and cell[1] == "True")
    same("share_of_voice.csv and " + first, brands, Counter(true=used.total(), false=rivals))


def cube(path):
    return Counter({tuple(cell): int(count) for *cell, count in csv.reader(open(path))})


def rows(path):
    return csv.DictReader(open(path))


def total(cells, *keys):
    """Sums over all columns but these."""
    sums = Counter()
    for cell, count in cells.items():
        named = dict(zip(COLUMNS, cell))
        named["tone"] = TONES.get(named["tone"], named["tone"])
        named["weekday"] = WEEKDAYS[date.fromisoformat(named["day"]).weekday()]
        sums[tuple(named[key] for key in keys)] += count
    return sums


def same(what, one, other):
    """Counters are equal if they differ only in zeros."""
    if one != other:
        cells = [cell for cell in sorted(one | other) if one[cell] != other[cell]]
        shown = "".join(f"\n  {cell}: {one[cell]} and {other[cell]}" for cell in cells[:10])
        sys.exit(f"error: {what} differ in {len(cells)} cells{shown}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
