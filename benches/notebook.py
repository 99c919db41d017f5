"""What an analyst would write by hand: the rows of sample-data with pandas, four plain charts with matplotlib.

The rival that `build sample-data` is timed against; it removes no duplicates, writes no page and draws one period.
Usage: python benches/notebook.py SAMPLE_DATA OUT
"""
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

exports, out = Path(sys.argv[1]) / "exports", Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
frames = []


def add(frame, time, channel, tone=None):
    rows = pd.DataFrame({"time": time, "channel": channel})
    rows["tone"] = tone if tone is not None else None
    frames.append(rows)


for path in sorted(exports.glob("brandwatch/*.csv")):
    frame = pd.read_csv(path, skiprows=6, low_memory=False, on_bad_lines="skip")
    add(frame, pd.to_datetime(frame["Date"], errors="coerce", utc=True), frame["Page Type"], frame["Sentiment"])
for path in sorted(exports.glob("meltwater/*.csv")):
    frame = pd.read_csv(path, sep="\t", encoding="utf-16")
    add(frame, pd.to_datetime(frame["Date"] + " " + frame["Time"], errors="coerce").dt.tz_localize("Europe/Amsterdam").dt.tz_convert("UTC"), "news", frame["Sentiment"])
for path in sorted(exports.glob("crowdtangle/*.csv")):
    frame = pd.read_csv(path)
    stamp = frame["Post Created"].str.rsplit(" ", n=1).str
    offset = stamp[1].map({"CET": 1, "CEST": 2})
    add(frame, (pd.to_datetime(stamp[0], errors="coerce") - pd.to_timedelta(offset, unit="h")).dt.tz_localize("UTC"), "facebook")
for path in sorted(exports.glob("play-store/*.csv")):
    frame = pd.read_csv(path)
    tone = frame["score"].map({1: "negative", 2: "negative", 3: "neutral", 4: "positive", 5: "positive"})
    add(frame, pd.to_datetime(frame["at"], errors="coerce").dt.tz_localize("UTC"), "googleplay", tone)
for path in sorted(exports.glob("reddit/*.csv")):
    frame = pd.read_csv(path)
    add(frame, pd.to_datetime(frame["created_utc"], unit="s", errors="coerce", utc=True), "reddit")

mentions = pd.concat(frames).dropna(subset=["time"])
local = mentions["time"].dt.tz_convert("Europe/Amsterdam")

mentions["channel"].value_counts().sort_values().plot.barh()
plt.savefig(out / "channels.svg")
plt.close()
grid = pd.crosstab(local.dt.dayofweek, local.dt.hour)
plt.imshow(grid, aspect="auto")
plt.savefig(out / "hours.svg")
plt.close()
weekly = mentions.assign(week=local.dt.strftime("%G-%V")).groupby(["week", "tone"]).size().unstack(fill_value=0)
net = 100 * (weekly["positive"] - weekly["negative"]) / weekly.sum(axis=1)
net.plot()
plt.savefig(out / "tone.svg")
plt.close()
days = local.dt.date.nunique()
per_day = mentions["channel"].value_counts() / days
(per_day * 20 / 60).sort_values().plot.barh()
plt.savefig(out / "hours_per_day.svg")
plt.close()
print(len(mentions), "rows,", round(per_day.sum() * 20 / 60, 1), "hours a day")
