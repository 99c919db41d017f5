//! Looks for signs in a [`Sample`] that the times of a column are not those of the mentions, though they can be read.

use std::collections::{BTreeMap, BTreeSet};

use super::column_proof::places;
use super::columns::Columns;
use super::sample::Sample;
use super::time::{self, Moment};
use super::time_column::{self, as_utc};
use super::time_parts::ZONES;
use super::unnamed_times;
use super::zone::DecidedZone;
use crate::brief::DateOrder;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_names};
use crate::note::TimeDoubt;
use crate::units::{TimeZone, Timestamp};

const DAY: i64 = 24 * 3600;
/// The first year that no mention has: the Buddhist calendar is 543 years ahead.
const FAR: i16 = 2100;
/// The fewest rows that show a habit.
const FEWEST: usize = 4;
/// Columns of a time of day, folded.
const CLOCKS: [&str; 6] = ["time", "uhrzeit", "hora", "heure", "ora", "tijd"];

/// The doubts about a column of times. `has_zone`, `has_clock`: the zone and the time of day are known.
pub(super) fn time_doubts(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
    [has_zone, has_clock]: [bool; 2],
) -> Vec<TimeDoubt> {
    let values = sample.field(columns, Field::PublishedAt);
    let moments = values.iter().map(|value| Some(time_column::parse(value.as_deref()?)?.moment));
    let moments: Vec<Option<Moment<'_>>> = moments.collect();
    let seconds: Vec<Option<i64>> = moments.iter().map(|moment| moment.map(as_utc)).collect();
    let known: Vec<i64> = seconds.iter().flatten().copied().collect();
    let mut doubts = Vec::new();
    let is_far = |at: &&i64| {
        Timestamp::from_second(**at).is_ok_and(|at| at.to_zoned(TimeZone::UTC).year() >= FAR)
    };
    if known.iter().filter(is_far).count() * 2 > known.len() {
        doubts.push(TimeDoubt::FarAhead);
    }
    let clocks: BTreeSet<i64> = known.iter().map(|at| at.rem_euclid(DAY)).collect();
    let days: BTreeSet<i64> = known.iter().map(|at| at.div_euclid(DAY)).collect();
    // Two of them where the clock was changed.
    let is_one = clocks.len() == 1
        || clocks.len() == 2
            && clocks.last().zip(clocks.first()).is_some_and(|(b, a)| b - a == 3600);
    let are_walls = moments.iter().flatten().all(|it| matches!(it, Moment::Wall(..)));
    if has_clock && are_walls && known.len() >= 10 && days.len() > 2 && is_one {
        doubts.push(TimeDoubt::OneClock);
    }
    let span = known.iter().max().zip(known.iter().min()).map_or(0, |(last, first)| last - first);
    let is_of_one_day = known.len() >= FEWEST && span < DAY;
    let free = (0..table.columns.len()).filter(|column| columns.fields_of(*column).is_empty());
    let free: Vec<usize> = free.collect();
    let name = |column: usize| table.columns[column].trim().to_owned();
    if is_of_one_day && let Some(column) = free.iter().find(|column| are_relative(sample, **column))
    {
        doubts.push(TimeDoubt::Collected { ago: name(*column) });
    } else if let Some(column) =
        free.iter().find(|column| is_time_of_posts(sample, table, **column, &seconds))
    {
        doubts.push(TimeDoubt::Elsewhere { other: name(*column) });
    }
    let folded = fold_names(&table.columns);
    let is_constant =
        |column: &usize| is_constant_in_groups(&sample.values(Field::Id, &[*column]), &seconds);
    let mut things = places(sample, table, columns);
    things.extend(columns.candidates(Field::Author).first().and_then(|author| author.first()));
    if let Some(place) = things.into_iter().find(is_constant) {
        doubts.push(TimeDoubt::OfThePlace { place: name(place) });
    }
    let is_part = |column: &&usize| {
        let name = folded[**column].as_str();
        let is_missing =
            (!has_zone && ZONES.contains(&name)) || (!has_clock && CLOCKS.contains(&name));
        is_missing && sample.cells(**column).next().is_some()
    };
    if let Some(column) = free.iter().find(is_part) {
        doubts.push(TimeDoubt::PartNotRead { part: name(*column) });
    }
    doubts
}

/// The doubt that times are read in a standard time, though clocks are on summer time for some of them.
pub(super) fn standard_time(
    sample: &Sample,
    columns: &Columns,
    zone: &DecidedZone,
    order: Option<DateOrder>,
) -> Option<TimeDoubt> {
    let (civil, its_clock) = zone.with_summer_time()?;
    let fixed = zone.zone.to_fixed_offset().ok()?;
    let is_in_summer = |value: &String| match time::parse(value, order).map(|stamp| stamp.moment) {
        Some(Moment::Wall(wall, _)) => its_clock
            .to_ambiguous_timestamp(wall)
            .compatible()
            .is_ok_and(|at| its_clock.to_offset(at) != fixed),
        _ => false,
    };
    let values = sample.field(columns, Field::PublishedAt);
    let civil = civil.to_owned();
    let has_summer = values.iter().flatten().any(is_in_summer);
    has_summer.then(|| TimeDoubt::StandardTime { zone: zone.name.clone(), civil })
}

/// Whether a column that is not read has earlier times than the one that is, which look like those of collection: within a day or in bursts, while
/// the others are spread, or within three days after the others.
fn is_time_of_posts(
    sample: &Sample,
    table: &ExportTable,
    column: usize,
    read: &[Option<i64>],
) -> bool {
    let values = sample.values(Field::Id, &[column]);
    let filled = values.iter().flatten().count();
    if filled < FEWEST
        || filled * 10 < values.len() * 9
        || unnamed_times::is_of_others(table, column)
    {
        return false;
    }
    let mut pairs = Vec::with_capacity(values.len());
    for (value, at) in values.iter().zip(read) {
        let Some(value) = value else { continue };
        // A number alone may be anything.
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let Some(stamp) = time_column::parse(value).filter(|_| !is_number) else { return false };
        pairs.extend(at.map(|at| match (stamp.moment, as_utc(stamp.moment)) {
            // The day of the time that is read is not another time.
            (Moment::Day(_), day) if day == at - at.rem_euclid(DAY) => (at, at),
            (_, made) => (made, at),
        }));
    }
    let hours = |times: &mut dyn Iterator<Item = i64>| {
        times.map(|at| at.div_euclid(3600)).collect::<BTreeSet<i64>>().len()
    };
    let [made, collected] =
        [hours(&mut pairs.iter().map(|it| it.0)), hours(&mut pairs.iter().map(|it| it.1))];
    let before = pairs.iter().filter(|(made, at)| *made < at + DAY).count();
    let shortly = pairs.iter().filter(|(made, at)| (1..=3 * DAY).contains(&(at - made))).count();
    let is_in_bursts = collected * 5 <= pairs.len() && made >= collected * 3;
    before * 20 >= pairs.len() * 19 && (is_in_bursts || shortly * 20 >= pairs.len() * 19)
}

/// Whether a cell says how long ago something was, as in `2 weeks ago` and `2w`.
pub(super) fn is_relative(cell: &str) -> bool {
    const BEFORE: [&str; 4] = ["vor ", "il y a ", "hace ", "há "];
    const BEHIND: [&str; 8] =
        [" ago", " fa", " geleden", " назад", " temu", " önce", " yang lalu", "前"];
    const UNITS: [&str; 5] = ["h", "d", "w", "mo", "y"];
    let cell = cell.trim().to_lowercase();
    let unit = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    cell.len() < 40
        && (unit.len() < cell.len() && UNITS.contains(&unit)
            || ["yesterday", "today", "just now"].contains(&cell.as_str())
            || BEFORE.iter().any(|word| cell.starts_with(word))
            || BEHIND.iter().any(|word| cell.ends_with(word)))
}

/// Whether the cells of a column say how long ago something was.
pub(super) fn are_relative(sample: &Sample, column: usize) -> bool {
    let (mut relative, mut all) = (0, 0);
    for cell in sample.cells(column).take(200) {
        relative += usize::from(is_relative(cell));
        all += 1;
    }
    all > 0 && relative * 10 >= all * 9
}

/// Whether each of several groups has one time, and the groups have different ones.
pub(super) fn is_constant_in_groups(groups: &[Option<String>], seconds: &[Option<i64>]) -> bool {
    let mut by_group: BTreeMap<&str, (usize, BTreeSet<i64>)> = BTreeMap::new();
    for (group, at) in groups.iter().zip(seconds) {
        if let (Some(group), Some(at)) = (group, at) {
            let (rows, seen) = by_group.entry(group).or_default();
            *rows += 1;
            seen.insert(*at);
        }
    }
    let repeats: usize = by_group.values().map(|(rows, _)| rows - 1).sum();
    let different: BTreeSet<&i64> = by_group.values().flat_map(|(_, seen)| seen).collect();
    repeats >= FEWEST && different.len() > 1 && by_group.values().all(|(_, seen)| seen.len() == 1)
}
