//! Chooses the column with the time of publication among several candidates, by their values in a [`Sample`] rather than by name.
//!
//! Exports also have the time at which a row was collected, stored or changed; those times are close together, or later than the posts. If two
//! columns disagree and their values do not decide, the caller reports an error. `unnamed_times` adds columns that no name shows to be the time.

use super::columns::Columns;
use super::network;
use super::sample::Sample;
use super::time::{self, Moment};
use super::unnamed_times;
use super::zone;
use crate::brief::DateOrder;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name};
use crate::units::{Time, TimeZone};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// The largest difference of two columns of one instant, in two zones or one of them without a time.
const SAME: i64 = 36 * HOUR;
/// The fewest rows that show how times are spread.
const ENOUGH: usize = 3;
/// Days after which no program stores a post: the earlier time is of something else, as of an account.
const LONGEST_DELAY: i64 = 60;

/// The time column.
#[derive(Debug)]
pub(super) struct Choice {
    /// Its columns; several where each row has a time in only one of them.
    pub(super) times: Vec<Vec<usize>>,
    /// The columns that only name and form would have chosen, if they are others.
    pub(super) instead_of: Option<Vec<usize>>,
    /// Other columns, all of whose values are epochs.
    pub(super) epochs: Vec<usize>,
}

/// The values of a candidate, row by row.
#[derive(Debug)]
pub(super) struct Candidate {
    seconds: Vec<Option<i64>>,
    /// 3: instants, 2: local times, 1: days or serial numbers, 0: none of them.
    pub(super) rank: usize,
}

impl Candidate {
    pub(super) fn new(values: &[Option<String>]) -> Self {
        let mut ranks = [0; 4];
        let mut seconds = Vec::with_capacity(values.len());
        let are_month_first = values.iter().flatten().any(|value| is_month_first(value));
        let read = |value| {
            let month_first = || time::parse(value, Some(DateOrder::Mdy));
            are_month_first.then(month_first).flatten().or_else(|| parse(value))
        };
        for value in values {
            let stamp = value.as_deref().map(|value| (read(value), value));
            if let Some((stamp, value)) = &stamp {
                ranks[rank(*stamp, value)] += 1;
            }
            seconds.push(stamp.and_then(|(stamp, _)| stamp).map(|stamp| as_utc(stamp.moment)));
        }
        let best = (0..).zip(ranks).filter(|(_, rows)| *rows > 0).max_by_key(|(_, rows)| *rows);
        Self { seconds, rank: best.map_or(0, |(rank, _)| rank) }
    }

    /// Seconds since 1970, row by row, with a local time read as UTC.
    pub(super) fn seconds(&self) -> &[Option<i64>] {
        &self.seconds
    }

    pub(super) fn known(&self) -> impl Iterator<Item = i64> {
        self.seconds.iter().flatten().copied()
    }

    /// Whether nine rows in ten have a time.
    pub(super) fn is_filled(&self) -> bool {
        self.known().count() * 10 >= self.seconds.len() * 9
    }

    fn span(&self) -> i64 {
        self.known().max().unwrap_or(0) - self.known().min().unwrap_or(0)
    }

    fn different(&self) -> usize {
        self.known().collect::<std::collections::BTreeSet<i64>>().len()
    }

    fn days(&self) -> usize {
        let days: std::collections::BTreeSet<i64> =
            self.known().map(|at| at.div_euclid(DAY)).collect();
        days.len()
    }

    /// Pairs of the times of rows that have both.
    pub(super) fn beside<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (i64, i64)> {
        self.seconds.iter().zip(&other.seconds).filter_map(|(a, b)| Some(((*a)?, (*b)?)))
    }

    fn disagrees(&self, other: &Self) -> bool {
        let (far, all) = self
            .beside(other)
            .fold((0, 0), |(far, all), (a, b)| (far + usize::from((a - b).abs() > SAME), all + 1));
        all >= ENOUGH && far * 2 > all
    }

    /// The bursts of rows: times that follow each other within the hour.
    fn bursts(&self) -> usize {
        let mut times: Vec<i64> = self.known().collect();
        times.sort_unstable();
        usize::from(!times.is_empty())
            + times.windows(2).filter(|pair| pair[1] - pair[0] > HOUR).count()
    }

    /// Whether its times come in a few bursts while those of the other are spread.
    fn is_in_bursts(&self, other: &Self) -> bool {
        const FEWEST: usize = 10;
        let (rows, bursts) = (self.known().count(), self.bursts());
        rows >= FEWEST && bursts * 5 <= rows && other.bursts() >= 3 * bursts
    }

    /// Whether it follows the other in nearly all rows, by hours or days that vary, as the time at which a row was stored does.
    pub(super) fn trails(&self, other: &Self) -> bool {
        const FEWEST: usize = 10;
        let is_by_day = self.rank == 1 || other.rank == 1;
        let delay = |(this, that): (i64, i64)| {
            if is_by_day { this.div_euclid(DAY) - that.div_euclid(DAY) } else { this - that }
        };
        let mut delays: Vec<i64> = self.beside(other).map(delay).collect();
        delays.sort_unstable();
        let all = delays.len();
        let Some(least) = delays.get(all / 20).copied().filter(|_| all >= FEWEST) else {
            return false;
        };
        // A zone moves all rows alike, and a day without a time is within one of its instant.
        let (most_ahead, far) = if is_by_day { (-1, 2) } else { (-14 * HOUR, least + 3 * HOUR) };
        let is_varied = delays.iter().filter(|delay| **delay >= far).count() * 5 >= all;
        let median = delays[all / 2];
        let unit = if is_by_day { 1 } else { DAY };
        least >= most_ahead && is_varied && median > 0 && median < LONGEST_DELAY * unit
    }

    /// Whether nearly all rows have an earlier time here, allowing for time zones.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        let (before, all) = self
            .beside(other)
            .fold((0, 0), |(before, all), (a, b)| (before + usize::from(a < b + DAY), all + 1));
        before * 20 >= all * 19
    }

    /// Whether most rows have a time here that is earlier by more than [`LONGEST_DELAY`], as that of an account or a product.
    fn is_long_before(&self, other: &Self) -> bool {
        let (long, all) = self.beside(other).fold((0, 0), |(long, all), (a, b)| {
            (long + usize::from(b - a > LONGEST_DELAY * DAY), all + 1)
        });
        long * 2 > all
    }

    /// Whether it is the time of collection: its times are close together while those of the other are spread, or it [`Self::is_daily`].
    pub(super) fn is_collected(&self, other: &Self) -> bool {
        let is_once = self.known().count() >= ENOUGH && self.span() < HOUR && other.span() > DAY;
        is_once || self.is_in_bursts(other) || self.is_daily(other)
    }

    /// Whether its times are at one hour of the day and later than those of the other, which are not: a program collects once a day.
    fn is_daily(&self, other: &Self) -> bool {
        const FEWEST: usize = 5;
        let (mut later, mut other_days, mut all) = (0, 0, 0);
        for (at, made) in self.beside(other) {
            // A local time may be ahead of an instant by its zone.
            later += usize::from(at > made - 14 * HOUR);
            other_days += usize::from(at.div_euclid(DAY) != made.div_euclid(DAY));
            all += 1;
        }
        let after = self.beside(other).filter(|(at, made)| at > made).count();
        let is_later = later * 20 >= all * 19 && after * 2 > all;
        let is_other_day = !other.is_at_one_hour() || (other.rank == 1 && other_days * 2 > all);
        all >= FEWEST && self.days() >= ENOUGH && self.is_at_one_hour() && is_later && is_other_day
    }

    /// Whether all times are within one hour of the day.
    fn is_at_one_hour(&self) -> bool {
        let mut clocks: Vec<i64> = self.known().map(|at| at.rem_euclid(DAY)).collect();
        clocks.sort_unstable();
        let (Some(first), Some(last)) = (clocks.first(), clocks.last()) else { return false };
        let over_midnight = first + DAY - last;
        let widest = clocks.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
        DAY - widest.max(over_midnight) < HOUR
    }
}

/// Chooses the time column: an instant beats a local time, which beats a date without a time; the order of the names breaks ties. Then the values decide
/// between columns that disagree. If they do not and the caller `may_ask` the user, that is an error.
///
/// # Errors
///
/// The columns of the two candidates between which the values do not decide, the likelier first.
pub(super) fn choose(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
    may_ask: bool,
) -> Result<Choice, [Vec<usize>; 2]> {
    let mut places = columns.candidates(Field::PublishedAt).to_vec();
    let named = places.len();
    if may_ask {
        places.extend(unnamed_times::columns(sample, table, columns));
    }
    let values = |places: &Vec<usize>| Candidate::new(&sample.values(Field::PublishedAt, places));
    let candidates: Vec<Candidate> = places.iter().map(values).collect();
    let mut first = 0;
    for (index, candidate) in candidates.iter().enumerate().take(named) {
        if candidate.rank > candidates[first].rank {
            first = index;
        }
    }
    let ids = sample.field(columns, Field::Id);
    let (known, unnamed) = candidates.split_at(named);
    let chosen = among(first, known, &ids).and_then(|time| {
        let other = unnamed_times::earlier(&known[time], unnamed, |index| {
            unnamed_times::is_certain(table, &places[named + index])
        });
        match other {
            Ok(None) => Ok(time),
            Ok(Some(index)) => Ok(named + index),
            Err(index) => Err([named + index, time]),
        }
    });
    let time = match chosen {
        Err(undecided) if may_ask => return Err(undecided.map(|index| places[index].clone())),
        chosen => chosen.unwrap_or(first),
    };
    let fills_gaps = |index: &usize| {
        let (this, rival) = (&candidates[time], &candidates[*index]);
        *index != time
            && rival.rank > 0
            && rival.known().count() >= ENOUGH
            && this.beside(rival).next().is_none()
    };
    let also = (0..named).filter(fills_gaps).map(|index| places[index].clone());
    let times = std::iter::once(places[time].clone()).chain(also).collect();
    let epochs = (0..table.columns.len()).filter(|column| !places[time].contains(column));
    let are_epochs = |column: &usize| {
        let mut cells = sample.cells(*column).take(50).peekable();
        cells.peek().is_some() && cells.all(|cell| time::epoch(cell).is_some())
    };
    Ok(Choice {
        epochs: epochs.filter(are_epochs).collect(),
        times,
        instead_of: (time != first).then(|| places[first].clone()),
    })
}

/// `first` or the candidate that disagrees with it and is the time of the posts.
fn among(
    first: usize,
    candidates: &[Candidate],
    ids: &[Option<String>],
) -> Result<usize, [usize; 2]> {
    let this = &candidates[first];
    let rivals = candidates.iter().enumerate().filter(|(index, rival)| {
        *index != first
            && rival.rank > 0
            && rival.is_filled()
            && (this.disagrees(rival) || this.is_collected(rival) || this.trails(rival))
    });
    let rivals: Vec<usize> = rivals.map(|(index, _)| index).collect();
    if rivals.is_empty() {
        return Ok(first);
    }
    let agrees_with_ids = |index: &&usize| {
        let milliseconds: Vec<_> =
            candidates[**index].seconds.iter().map(|at| at.map(|at| at * 1000)).collect();
        network::prove(ids, &milliseconds, 15 * HOUR * 1000).is_some()
    };
    if let Some(proved) = std::iter::once(&first).chain(&rivals).find(agrees_with_ids) {
        return Ok(*proved);
    }
    for &index in &rivals {
        let rival = &candidates[index];
        if rival.is_before(this) && (this.is_collected(rival) || rival.days() >= 2 * this.days()) {
            return Ok(index);
        }
        if this.trails(rival) {
            return Err([index, first]);
        }
        let is_clearly_first = this.is_before(rival)
            && (rival.is_collected(this)
                || this.days() >= rival.days() && !this.is_long_before(rival));
        if !is_clearly_first {
            // The time of an account or a video is repeated in many rows: the other column is proposed.
            let has_more = rival.different() > this.different();
            return Err(if has_more { [index, first] } else { [first, index] });
        }
    }
    Ok(first)
}

/// The column that most likely has the time of publication, where no name is known: all of its values are times, of the widest span. Written
/// times are preferred to epochs, which may be any number.
pub(super) fn likely(sample: &Sample, table: &ExportTable) -> Option<usize> {
    let is_of_change = |column: &usize| {
        let name = fold_name(&table.columns[*column]);
        ["updat", "edit", "modif", "scrap", "crawl", "local"].iter().any(|word| name.contains(word))
    };
    let columns = (0..table.columns.len()).filter(|column| !is_of_change(column));
    let columns = columns.filter_map(|column| {
        let values: Vec<Option<String>> =
            sample.cells(column).take(200).map(|cell| Some(cell.to_owned())).collect();
        let are_epochs = values.iter().flatten().all(|value| time::epoch(value).is_some());
        // A long number is rather an id than an epoch in microseconds.
        let are_ids =
            values.iter().flatten().all(|value| value.len() > 13 && value.parse::<u64>().is_ok());
        let candidate = Candidate::new(&values);
        let are_times = !values.is_empty() && !are_ids && candidate.known().count() == values.len();
        are_times.then_some((column, are_epochs, candidate))
    });
    let columns: Vec<_> = columns.collect();
    let key = |(column, are_epochs, this): &(usize, bool, Candidate)| {
        // What happens to a mention follows it within days; its author's account or its video is years older.
        let is_followed_by = |that: &Candidate| {
            let lags: Vec<i64> = this.beside(that).map(|(at, later)| later - at).collect();
            let soon = lags.iter().filter(|lag| (0..60 * DAY).contains(*lag)).count();
            lags.len() >= ENOUGH && soon * 20 >= lags.len() * 19
        };
        let followers =
            columns.iter().filter(|(other, _, that)| other != column && is_followed_by(that));
        let name = fold_name(&table.columns[*column]);
        let is_utc = name.ends_with("utc") || name.ends_with("gmt");
        (is_utc, !are_epochs, followers.count(), this.span(), std::cmp::Reverse(*column))
    };
    columns.iter().max_by_key(|column| key(column)).map(|(column, ..)| *column)
}

/// Whether a cell is a time of day, which needs a day beside it.
pub(super) fn parse_at_day(clock: &str) -> bool {
    let whole = format!("2028-01-01 {clock}");
    let stamp = time::parse(&whole, None);
    parse(clock).is_none() && matches!(stamp.map(|stamp| stamp.moment), Some(Moment::Wall(_, None)))
}

/// Whether a cell of the time column states a time.
pub(super) fn is_time(value: &str) -> bool {
    parse(value).is_some() || time::serial(value).is_some()
}

/// Whether a value is a time only if the month comes first.
fn is_month_first(value: &str) -> bool {
    let reads = |order| time::parse(value, order).is_some();
    !reads(None) && !reads(Some(DateOrder::Dmy)) && reads(Some(DateOrder::Mdy))
}

/// Reads a time with whichever order of day and month fits.
pub(super) fn parse(value: &str) -> Option<time::ParsedTime<'_>> {
    let with = |order| time::parse(value, Some(order));
    let orders = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ydm];
    let plain = time::parse(value, None).or_else(|| orders.into_iter().find_map(with));
    let behind_words = |order| time::read_behind_words(value, order);
    plain
        .or_else(|| behind_words(None))
        .or_else(|| orders.into_iter().find_map(|order| behind_words(Some(order))))
}

fn rank(stamp: Option<time::ParsedTime<'_>>, value: &str) -> usize {
    match stamp.map(|stamp| stamp.moment) {
        Some(Moment::Instant(_)) => 3,
        Some(Moment::Wall(..)) => 2,
        Some(Moment::Day(_)) => 1,
        // Many numbers are between 20000 and 80000. A second number is the time of day.
        None if time::serial(value).is_some() => {
            if value.trim().contains(' ') {
                2
            } else {
                1
            }
        }
        None => 0,
    }
}

/// Seconds since 1970, with a local time read as UTC.
pub(super) fn as_utc(moment: Moment<'_>) -> i64 {
    let wall = match moment {
        Moment::Instant(instant) => return instant.as_second(),
        Moment::Wall(wall, _) => wall,
        Moment::Day(day) => day.to_datetime(Time::midnight()),
    };
    zone::instant(&TimeZone::UTC, wall).map_or(0, |(instant, _)| instant.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(times: &[&str]) -> Candidate {
        let times: Vec<_> = times.iter().map(|time| Some((*time).to_owned())).collect();
        Candidate::new(&times)
    }

    #[test]
    fn the_time_of_collection_yields_to_the_time_of_the_posts() {
        let posts = ["2028-01-03T22:34:40Z", "2028-01-04T02:13:23Z", "2028-02-11T07:15:40Z"];
        let collected = ["2028-03-28T14:31:46Z", "2028-03-28T14:31:45Z", "2028-03-28T14:31:44Z"];
        let daily = ["2028-02-28T14:31:46Z", "2028-02-28T14:31:45Z", "2028-02-29T14:31:44Z"];
        let other = ["2028-03-05T22:34:40Z", "2028-01-01T02:13:23Z", "2028-06-11T07:15:40Z"];
        let ids = [None, None, None];
        let chosen = |first, second| among(0, &[candidate(first), candidate(second)], &ids);
        assert_eq!(chosen(&collected, &posts), Ok(1));
        assert_eq!(chosen(&posts, &collected), Ok(0));
        assert_eq!(chosen(&posts, &posts), Ok(0));
        assert_eq!(chosen(&posts, &daily), Ok(0), "earlier and spread over more days");
        assert_eq!(chosen(&posts, &other), Err([0, 1]));
        let accounts = ["2026-01-03T22:34:40Z", "2027-01-04T02:13:23Z", "2024-02-11T07:15:40Z"];
        assert_eq!(chosen(&accounts, &posts), Err([0, 1]), "nothing is stored after a year");
    }

    #[test]
    fn the_hour_of_a_daily_program_yields_to_the_spread_hours_of_the_posts() {
        let collected: Vec<String> =
            (4..12).map(|day| format!("2028-05-{day:02}T02:0{}:00Z", day % 10)).collect();
        let posts: Vec<String> =
            (4..12).map(|day| format!("2028-05-{:02} {:02}:31:00", day - 1, day * 2)).collect();
        let [collected, posts] = [collected, posts]
            .map(|times| candidate(&times.iter().map(String::as_str).collect::<Vec<_>>()));
        let ids = vec![None; 8];
        let both = [collected, posts];
        assert_eq!(among(0, &both, &ids), Ok(1));
        assert_eq!(among(1, &both, &ids), Ok(1));
    }
}
