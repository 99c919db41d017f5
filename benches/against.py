"""Measures `socialmap` against DuckDB, polars, pandas and a notebook, and compares their results.

The programs run as separate processes in turn, so that other load on the machine affects all alike. Wall is the median of the
runs, CPU is user and system time, peak is the maximum resident memory. Times are printed only if all results are equal.
How to run it: BENCHMARKS.md
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RELEASE = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
SOCIALMAP = RELEASE / "socialmap"
# DuckDB reads a file in pieces and may mistake a line of a text for a row where a piece begins, which is an error. The first setting that works is used.
DUCKDB_READING = ["", ", buffer_size = 67108864", ", parallel = false"]


class Run(NamedTuple):
    wall: float
    cpu: float
    peak: float


def measure(command, out=os.devnull):
    """Runs a command and returns seconds, CPU seconds and peak MB. Linux includes the memory of this process, about 16 MB, so it must stay small."""
    with open(out, "w") as stdout:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=stdout)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)


def medians(runs):
    return Run(*map(median, zip(*runs)))


def generate(scratch, rows, months=1, plain=False):
    project = scratch / f"{rows}x{months}{'-plain' * plain}"
    shutil.rmtree(project, ignore_errors=True)
    options = ["plain"] if plain else []
    subprocess.run([RELEASE / "examples/big-project", project, str(rows), str(months), *options], check=True)
    return project


def build(project, *options):
    return measure([SOCIALMAP, "build", project, "--quiet", *options])


def first_build(project, *options):
    """Removes the files of earlier builds."""
    for name in ["site", ".cache", "history"]:
        shutil.rmtree(project / name, ignore_errors=True)
    (project / "rejected.csv").unlink(missing_ok=True)
    return build(project, *options)


def rival(name, project, out, *options):
    return measure([sys.executable, ROOT / "benches/rivals.py", name, project, *options], out)


def duckdb_reading(project):
    for options in DUCKDB_READING:
        command = [sys.executable, ROOT / "benches/rivals.py", "duckdb", project, options]
        if subprocess.run(command, capture_output=True).returncode == 0:
            return options
    sys.exit("DuckDB does not read the exports")


def large(project, runs):
    """Measures the full work and the simple count on one large project, by program."""
    reading = duckdb_reading(project)
    found = project / "found"
    found.mkdir()
    work = {
        "socialmap build": lambda: first_build(project),
        "DuckDB": lambda: rival("duckdb", project, found / "duckdb.csv", reading),
        "polars": lambda: rival("polars", project, found / "polars.csv"),
        "pandas": lambda: rival("pandas", project, found / "pandas.csv"),
        "socialmap build --jobs 1": lambda: first_build(project, "--jobs", "1"),
        "socialmap check": lambda: measure([SOCIALMAP, "check", project, "--json"], found / "check.json"),
        "DuckDB, counting alone": lambda: rival("duckdb-count", project, found / "duckdb-count.csv", reading),
    }
    timed = {name: [] for name in work}
    for _ in range(runs):
        for name, run in work.items():
            timed[name].append(run())
    subprocess.run([sys.executable, ROOT / "benches/equal.py", project], check=True)
    return {name: medians(runs) for name, runs in timed.items()}, reading


def month(project, runs):
    """Measures a site of 10 000 mentions, and the notebook."""
    notebook = [sys.executable, ROOT / "benches/notebook.py", project, project / "notebook"]
    timed = [(first_build(project), measure(notebook)) for _ in range(runs)]
    return [medians(runs) for runs in zip(*timed)]


def years(project, alone, runs):
    """Measures 36 months: the first build, a build without changes, one month more, and that month alone."""
    last = sorted((project / "exports").glob("*.csv"))[-1]
    shutil.copy(last, alone / "exports")
    later = project / last.name
    # Files younger than two seconds are hashed again, which no analyst would see: wait.
    time.sleep(3)
    timed = []
    for _ in range(runs):
        last.rename(later)
        first, again = first_build(project), build(project)
        later.rename(last)
        timed.append((first, again, build(project), first_build(alone)))
    return [medians(runs) for runs in zip(*timed)]


def distinct(project):
    """Counts mentions, and authors and conversations of used ones: a lower bound of the identities in memory."""
    summary = json.loads(next((project / "site").glob("*/summary.json")).read_text())
    rows = summary["rows"]
    return sum(rows.values()) - rows["duplicate"] + summary["authors"] + summary["conversations"]


class Goals:
    """The table of the goals."""

    def __init__(self):
        self.lines = ["| work | goal | measured | |", "| --- | ---: | ---: | --- |"]

    def at_most(self, work, measured, goal, unit="×"):
        self._add(work, f"≤ {goal:g} {unit}", f"{measured:.3g} {unit}", measured / goal)

    def at_least(self, work, measured, goal):
        self._add(work, f"≥ {goal:g} ×", f"{measured:.3g} ×", goal / measured)

    def not_measured(self, work, goal):
        self.lines.append(f"| {work} | {goal} | not measured | |")

    def _add(self, work, goal, measured, excess):
        verdict = "met" if excess <= 1 else f"missed by a factor of {excess:.2f}"
        self.lines.append(f"| {work} | {goal} | {measured} | {verdict} |")


def runs_table(runs, base):
    lines = [f"| program | wall | CPU | peak | wall to {base} | peak to {base} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, run in runs.items():
        ratios = f"{run.wall / runs[base].wall:.2f} × | {run.peak / runs[base].peak:.2f} ×"
        lines.append(f"| {name} | {run.wall:.2f} s | {run.cpu:.2f} s | {run.peak:.0f} MB | {ratios} |")
    return lines


def machine():
    model = [line.split(": ")[1] for line in open("/proc/cpuinfo") if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = os.getloadavg()[0]
    shared = f", **shared with other work** (load {load:.1f} at the start)" if load > 0.5 else ""
    return f"{date.today()}, {len(os.sched_getaffinity(0))} cores of {model[0].strip() if model else 'an unnamed processor'}, {memory:.0f} GB{shared}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=3_000_000, help="of the large project [3000000]")
    parser.add_argument("--runs", type=int, default=5, help="of each program [5]")
    parser.add_argument("--slope", action="store_true", help="also build ten times the rows, once: 10 GB")
    parser.add_argument("--scratch", type=Path, default=ROOT / "target/against", help="where projects are written [target/against]")
    parser.add_argument("--write", action="store_true", help="put the tables into BENCHMARKS.md")
    return parser.parse_args()


def main():
    asked = arguments()
    title = f"{machine()}; medians of {asked.runs} runs."
    cargo = ["cargo", "build", "--release", "--quiet", "--bins", "--example", "big-project"]
    subprocess.run(cargo, cwd=ROOT, check=True)
    scratch, goals = asked.scratch, Goals()

    # The small projects first, before the large ones fill the memory.
    site, notebook = month(generate(scratch, 10_000), asked.runs)
    first, again, added, alone = years(generate(scratch, 10_000, 37), generate(scratch, 10_000, 0), asked.runs)
    project = generate(scratch, asked.rows, plain=True)
    megabytes = sum(path.stat().st_size for path in project.glob("exports/*")) / 1e6
    runs, reading = large(project, asked.runs)

    ours, theirs = runs["socialmap build"], runs["DuckDB"]
    counted = runs["socialmap check"].wall / runs["DuckDB, counting alone"].wall
    threads = runs["socialmap build --jobs 1"].wall / ours.wall
    size = f"{asked.rows:,} rows".replace(",", " ")
    goals.at_most(f"{size}, everything, to the finished site: wall to DuckDB's", ours.wall / theirs.wall, 0.40)
    goals.at_most(f"{size}: peak memory to DuckDB's", ours.peak / theirs.peak, 0.25)
    goals.at_most("`check`: wall to DuckDB's simple count", counted, 0.6)
    goals.at_least("two threads: one thread's wall to theirs", threads, 1.7)
    if asked.slope:
        tenfold = generate(scratch, asked.rows * 10, plain=True)
        large_run = first_build(tenfold)
        more = distinct(tenfold) - distinct(project)
        goals.at_most("ten times the rows: wall", large_run.wall / ours.wall, 10.5)
        goals.at_most("ten times the rows: memory a further mention, author or thread", (large_run.peak - ours.peak) * 1e6 / more, 64, "bytes")
        runs["socialmap build, ten times the rows"] = large_run
    else:
        goals.not_measured("ten times the rows: wall", "≤ 10.5 ×")
        goals.not_measured("ten times the rows: memory a further mention, author or thread", "≤ 64 bytes")
    goals.at_most("10 000 rows, whole site: wall to the notebook's", site.wall / notebook.wall, 0.06)
    goals.at_most("10 000 rows, whole site: peak memory", site.peak, 40, "MB")
    goals.at_most("36 months built again, nothing changed: wall to the first build's", again.wall / first.wall, 0.10)
    allowed = alone.wall + 0.10 * first.wall
    goals.at_most("36 months and one more: wall to that month alone + 0.10 first build", added.wall / allowed, 1)

    small = {"socialmap build, 10 000 rows": site, "notebook": notebook}
    series = {"first build": first, "nothing changed": again, "one month more": added, "that month alone": alone}
    speed = f"{megabytes:.0f} MB; `socialmap build` reads {megabytes / ours.wall:.0f} MB/s. DuckDB's reader options: `{reading or 'none'}`."
    tables = [
        title, "", *goals.lines,
        "", f"**{size}**, {speed}", "", *runs_table(runs, "DuckDB"),
        "", "**10 000 rows**, one month", "", *runs_table(small, "notebook"),
        "", "**36 months** of 10 000 rows", "", *runs_table(series, "first build"),
    ]
    print("\n".join(tables))
    if asked.write:
        page = ROOT / "BENCHMARKS.md"
        head, rest = page.read_text().split("<!-- against.py -->\n")[0], page.read_text().split("<!-- /against.py -->")[1]
        page.write_text(head + "<!-- against.py -->\n" + "\n".join(tables) + "\n<!-- /against.py -->" + rest)


if __name__ == "__main__":
    main()
