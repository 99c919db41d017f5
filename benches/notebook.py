"""The notebook that an analyst would write by hand: it reads the rows of a project with pandas and draws four plain charts with matplotlib.

It removes no duplicates, searches for no keywords, writes no page and covers one period.
Usage: python benches/notebook.py PROJECT OUT
"""
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

project, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
mentions = pd.concat(pd.read_csv(path) for path in sorted(project.glob("exports/*.csv")))
local = pd.to_datetime(mentions["created_at"], utc=True).dt.tz_convert("Europe/Amsterdam")

mentions["source"].value_counts().sort_values().plot.barh()
plt.savefig(out / "channels.svg")
plt.close()
grid = pd.crosstab(local.dt.day_of_week, local.dt.hour)
plt.imshow(grid, aspect="auto")
plt.savefig(out / "hours.svg")
plt.close()
weekly = mentions.assign(week=local.dt.strftime("%G-%V")).groupby(["week", "sentiment"]).size().unstack(fill_value=0)
net = 100 * (weekly["positive"] - weekly["negative"]) / weekly.sum(axis=1)
net.plot()
plt.savefig(out / "tone.svg")
plt.close()
days = local.dt.date.nunique()
per_day = mentions["source"].value_counts() / days
(per_day * 20 / 60).sort_values().plot.barh()
plt.savefig(out / "hours_per_day.svg")
plt.close()
print(len(mentions), "rows,", round(per_day.sum() * 20 / 60, 1), "hours a day")
