//! Compares the chosen time column with columns of times that no vocabulary names, because the name of a column does not show that its times
//! are those of the mentions.
//!
//! A scraper often writes the time of its own run under a usual name and the time of the post under another. The column with the times of the
//! posts is earlier in nearly all rows, and spread over the period.

use super::columns::Columns;
use super::sample::Sample;
use super::time_column::Candidate;
use super::time_doubts::is_constant_in_groups;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name};

/// Parts of the names of times that are never those of the mentions: of changes and of collection, of accounts, and of answers.
const OF_OTHERS: [&str; 41] = [
    "updat", "edit", "modif", "chang", "scrap", "crawl", "index", "retriev", "collect", "fetch",
    "extract", "import", "sync", "download", "user", "account", "author", "profile", "join",
    "member", "birth", "dob", "regist", "page", "channel", "repl", "respon", "answer", "resolv",
    "clos", "parent", "video", "thread", "article", "question", "quoted", "retweet", "expir",
    "since", "start", "last",
];
/// Parts of the names of times of what a mention is about: they may be its own only if no other time is.
const OF_EVENTS: [&str; 15] = [
    "visit",
    "stay",
    "travel",
    "trip",
    "order",
    "purchas",
    "deliver",
    "ship",
    "check",
    "release",
    "launch",
    "event",
    "due",
    "deadline",
    "experience",
];

fn has_part(table: &ExportTable, column: usize, parts: &[&str]) -> bool {
    let name = fold_name(&table.columns[column]);
    parts.iter().any(|part| name.contains(part))
}

/// Whether the name shows that the times are not those of the mentions.
pub(super) fn is_of_others(table: &ExportTable, column: usize) -> bool {
    has_part(table, column, &OF_OTHERS) || has_part(table, column, &OF_EVENTS)
}

/// The columns that no field has and nearly all of whose cells are times.
pub(super) fn columns(sample: &Sample, table: &ExportTable, columns: &Columns) -> Vec<Vec<usize>> {
    /// Cells that show what a column holds before all of them are read.
    const FEW: usize = 20;
    let free = (0..table.columns.len()).filter(|column| {
        columns.fields_of(*column).is_empty() && !has_part(table, *column, &OF_OTHERS)
    });
    let authors = sample.field(columns, Field::Author);
    let are_times = |column: &usize| {
        let few: Vec<_> =
            sample.cells(*column).take(FEW).map(|cell| Some(cell.to_owned())).collect();
        let looks = Candidate::new(&few);
        if few.is_empty() || looks.rank == 0 || looks.known().count() * 20 < few.len() * 19 {
            return false;
        }
        let cells = sample.values(Field::PublishedAt, &[*column]);
        let times = Candidate::new(&cells);
        let known = times.known().count();
        let is_of_account = is_constant_in_groups(&authors, times.seconds());
        times.is_filled() && known * 20 >= cells.iter().flatten().count() * 19 && !is_of_account
    };
    free.filter(are_times).map(|column| vec![column]).collect()
}

/// Whether the name does not show that the times are those of a visit or an order.
pub(super) fn is_certain(table: &ExportTable, places: &[usize]) -> bool {
    !places.iter().any(|column| has_part(table, *column, &OF_EVENTS))
}

/// The candidate that is the time of the mentions rather than `this`, whose times are those of collection; `None` if `this` is.
///
/// # Errors
///
/// The candidate that may be the time: several are, or its times are only earlier.
pub(super) fn earlier(
    this: &Candidate,
    others: &[Candidate],
    is_certain: impl Fn(usize) -> bool,
) -> Result<Option<usize>, usize> {
    let before = |other: &Candidate| other.is_before(this) && this.is_collected(other);
    let mut spread: Vec<usize> = (0..others.len()).filter(|at| before(&others[*at])).collect();
    if spread.iter().any(|at| is_certain(*at)) {
        spread.retain(|at| is_certain(*at));
    }
    match spread[..] {
        [] => {}
        [only] if is_certain(only) => return Ok(Some(only)),
        [first, ..] => return Err(first),
    }
    let trailed = (0..others.len()).find(|at| is_certain(*at) && this.trails(&others[*at]));
    trailed.map_or(Ok(None), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(times: impl Iterator<Item = String>) -> Candidate {
        Candidate::new(&times.map(Some).collect::<Vec<_>>())
    }

    #[test]
    fn the_spread_column_wins_over_a_run_and_an_earlier_one_is_asked_for() {
        let posts =
            || candidate((1..=24).map(|day| format!("2028-05-{day:02} {:02}:20:00", day / 2)));
        let run = candidate((1..=24).map(|row| format!("2028-06-02 04:{row:02}:00")));
        let stored = candidate(
            (1..=24).map(|day| format!("2028-05-{:02} {:02}:40:00", day + day % 3, 13 + day % 9)),
        );
        let certain = |_| true;
        assert_eq!(earlier(&run, &[posts()], certain), Ok(Some(0)));
        assert_eq!(earlier(&run, &[posts(), posts()], certain), Err(0));
        assert_eq!(earlier(&run, &[posts()], |_| false), Err(0), "the day of a visit");
        assert_eq!(earlier(&stored, &[posts()], certain), Err(0));
        assert_eq!(earlier(&posts(), &[stored, run], certain), Ok(None));
        let zoned =
            candidate((1..=24).map(|day| format!("2028-05-{day:02} {:02}:20:00", day / 2 + 7)));
        assert_eq!(earlier(&zoned, &[posts()], certain), Ok(None), "another zone");
    }
}
