"""The part of the work of `socialmap build` that DuckDB, polars and pandas can do, each in its own process.

Reads PROJECT/exports/*.csv, drops rows with a repeated address, searches title and text for the keywords of the brief, and writes a CSV to
stdout: rows by outcome, whether the competitor is named, channel, local day, hour and tone. `duckdb-count` only counts rows by channel, day,
hour and tone. Rows with the same address are equal, so each tool may keep any of them.
Usage: python benches/rivals.py duckdb|duckdb-count|polars|pandas PROJECT [READ_CSV_OPTIONS]
"""
import csv
import sys

BRAND = ["harbour coffee", "@harbourcoffee", "#harbourcoffee"]
NONE = ["harbour tour"]
PRODUCT = ["cold brew club", "#coldbrewclub"]
COMPETITOR = ["globex"]
OWN = "harbourcoffee"
ZONE = "Europe/Amsterdam"


def duckdb(exports, options=""):
    """Options of the DuckDB reader start with a comma. Regular expressions instead of `contains`, or a sorted first row, are slower."""
    named = lambda words: "(" + " OR ".join(f"contains(words, '{word}')" for word in words) + ")"
    return duckdb_rows(f"""
        WITH row AS (
            SELECT *, lower(concat_ws(chr(10), text, title)) AS words FROM {duckdb_table(exports, options)}
        ), judged AS (
            SELECT url, source, created_at, sentiment, {named(COMPETITOR)} AS competitor,
                CASE WHEN author = '{OWN}' THEN 'own'
                     WHEN is_repost THEN 'repost'
                     WHEN {named(BRAND)} AND NOT {named(NONE)} OR {named(PRODUCT)} THEN 'used'
                     ELSE 'not_relevant' END AS outcome
            FROM row
        ), mention AS (SELECT DISTINCT ON (url) * FROM judged)
        SELECT outcome, competitor, source, created_at::DATE, hour(created_at), sentiment, count(*)
        FROM mention GROUP BY ALL""")


def duckdb_count(exports, options=""):
    return duckdb_rows(f"""
        SELECT source, created_at::DATE, hour(created_at), sentiment, count(*)
        FROM {duckdb_table(exports, options)} GROUP BY ALL""")


def duckdb_table(exports, options):
    text = ["id", "url", "source", "author", "title", "text", "sentiment", "language", "thread_id"]
    types = dict.fromkeys(text, "VARCHAR")
    types |= {"created_at": "TIMESTAMPTZ", "author_followers": "BIGINT", "engagement": "BIGINT", "is_repost": "BOOLEAN"}
    return f"read_csv('{exports}', types={types}{options})"


def duckdb_rows(query):
    import duckdb

    duckdb.sql(f"SET TimeZone = '{ZONE}'")
    return duckdb.sql(query).fetchall()


def polars(exports):
    import polars as pl

    row, words = pl.scan_csv(exports), pl.concat_str("text", "title", separator="\n", ignore_nulls=True)
    named = lambda patterns: words.str.contains_any(patterns, ascii_case_insensitive=True)
    local = pl.col("created_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%:z").dt.convert_time_zone(ZONE)
    outcome = (
        pl.when(pl.col("author") == OWN).then(pl.lit("own"))
        .when(pl.col("is_repost")).then(pl.lit("repost"))
        .when(named(BRAND) & ~named(NONE) | named(PRODUCT)).then(pl.lit("used"))
        .otherwise(pl.lit("not_relevant"))
    )
    judged = row.select(
        "url", "source", "sentiment", outcome=outcome, competitor=named(COMPETITOR), day=local.dt.date(), hour=local.dt.hour()
    )
    keys = ["outcome", "competitor", "source", "day", "hour", "sentiment"]
    return judged.unique("url", keep="any").group_by(keys).len().collect(engine="streaming").rows()


def pandas(exports):
    from glob import glob

    import pandas as pd

    columns = ["url", "created_at", "source", "author", "title", "text", "sentiment", "is_repost"]
    row = pd.concat(pd.read_csv(path, usecols=columns) for path in sorted(glob(exports)))
    row = row.drop_duplicates("url")
    words = (row["text"] + "\n" + row["title"].fillna("")).str.lower()
    named = lambda patterns: words.str.contains("|".join(patterns))
    local = pd.to_datetime(row["created_at"], utc=True).dt.tz_convert(ZONE)
    outcome = pd.Series("not_relevant", index=row.index)
    outcome[named(BRAND) & ~named(NONE) | named(PRODUCT)] = "used"
    outcome[row["is_repost"]] = "repost"
    outcome[row["author"] == OWN] = "own"
    keys = [outcome, named(COMPETITOR), row["source"], local.dt.date, local.dt.hour, row["sentiment"].fillna("")]
    return [(*key, count) for key, count in row.groupby(keys).size().items()]


if __name__ == "__main__":
    rival, project, *options = sys.argv[1:]
    work = {"duckdb": duckdb, "duckdb-count": duckdb_count, "polars": polars, "pandas": pandas}[rival]
    csv.writer(sys.stdout).writerows(work(f"{project}/exports/*.csv", *options))
