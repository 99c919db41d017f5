//! Finds the other parts of a time that several columns hold together: the time of day beside the day, `AM` or `PM` beside a time of twelve
//! hours, the zone or offset of each row, and the column that states the same time in UTC.

use super::columns::Columns;
use super::sample::Sample;
use super::time::Moment;
use super::time_column;
use super::zone;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name, fold_names};

/// Rows of the sample that are looked at.
const ROWS: usize = 200;
/// Columns of the hour of the day, folded.
const HOURS: [&str; 12] = [
    "hour", "hours", "hr", "stunde", "heure", "hora", "godzina", "saat", "timme", "час", "小时",
    "時",
];

/// Columns of a zone, folded.
pub(super) const ZONES: [&str; 8] =
    ["timezone", "tz", "utcoffset", "gmtoffset", "zone", "zeitzone", "zonahoraria", "fusohorario"];

/// Completes the time column of a table by the values of its other columns.
pub(super) fn complete(sample: &Sample, table: &ExportTable, columns: &mut Columns) {
    let [time] = columns.candidates(Field::PublishedAt) else { return };
    let mut time = time.clone();
    if let Some(utc) = in_utc(sample, table, &time) {
        columns.keep(Field::PublishedAt, vec![vec![utc]]);
        return;
    }
    add_clock(sample, table, columns, &mut time);
    add_zone(sample, table, columns, &mut time);
    columns.keep(Field::PublishedAt, vec![time]);
}

/// Adds to a column of days the unused one with the time of day, and that with its half.
pub(super) fn add_clock(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
    time: &mut Vec<usize>,
) {
    let free = || (0..table.columns.len()).filter(|column| columns.fields_of(*column).is_empty());
    if time.len() == 1 && are_days(&sample.values(Field::PublishedAt, time)) {
        let folded = fold_names(&table.columns);
        let is_clock = |column: &usize| {
            let is_named = || HOURS.iter().any(|name| folded[*column].ends_with(name));
            all_cells(sample, *column, is_clock)
                || is_named() && all_cells(sample, *column, is_hour)
        };
        time.extend(free().find(is_clock));
    }
    let is_half = |column: &usize| all_cells(sample, *column, is_half_of_day);
    if time.len() == 2 {
        time.extend(free().find(is_half));
    }
}

/// Adds to columns of local times the unused one with the zone or the offset of each.
fn add_zone(sample: &Sample, table: &ExportTable, columns: &Columns, time: &mut Vec<usize>) {
    // One zone in all rows is read by its own rules, which know more names.
    if zone::from_column(sample, table, columns).is_some() {
        return;
    }
    let zoned = |places: &[usize]| {
        let values = sample.values(Field::PublishedAt, places);
        let (mut zoned, mut all) = (0, 0);
        for value in values.iter().flatten().take(ROWS) {
            all += 1;
            zoned += usize::from(match time_column::parse(value).map(|stamp| stamp.moment) {
                Some(Moment::Instant(_)) => true,
                Some(Moment::Wall(_, Some(name))) => zone::abbreviation(name).is_some(),
                _ => false,
            });
        }
        (zoned, all)
    };
    let folded = fold_names(&table.columns);
    let is_named = |name: &String| name == "offset" || ZONES.contains(&name.as_str());
    let free = (0..table.columns.len())
        .filter(|column| is_named(&folded[*column]) && columns.fields_of(*column).is_empty());
    for column in free {
        let with = [time.as_slice(), &[column]].concat();
        let ((alone, _), (zoned, all)) = (zoned(time), zoned(&with));
        if alone == 0 && all > 0 && zoned * 20 >= all * 19 {
            *time = with;
            return;
        }
    }
}

/// The column that has the name of a time column and `utc` or `gmt`, and holds times.
fn in_utc(sample: &Sample, table: &ExportTable, time: &[usize]) -> Option<usize> {
    let [time] = time else { return None };
    let folded = fold_names(&table.columns);
    let name = folded[*time].strip_suffix("local").unwrap_or(&folded[*time]);
    let is_utc = |column: &String| {
        column.strip_prefix(name).is_some_and(|rest| matches!(rest, "utc" | "gmt"))
    };
    let column = folded.iter().position(is_utc)?;
    all_cells(sample, column, time_column::is_time).then_some(column)
}

/// Whether most values are days without a time of day.
fn are_days(values: &[Option<String>]) -> bool {
    let is_day = |value: &&String| {
        let stamp = time_column::parse(value);
        matches!(stamp.map(|stamp| stamp.moment), Some(Moment::Day(_)))
    };
    let values: Vec<&String> = values.iter().flatten().take(ROWS).collect();
    values.iter().copied().filter(is_day).count() * 20 >= values.len() * 19
}

fn all_cells(sample: &Sample, column: usize, is: fn(&str) -> bool) -> bool {
    let mut cells = sample.cells(column).take(ROWS).peekable();
    let filled = sample.cells(column).take(ROWS).count();
    cells.peek().is_some() && filled * 10 >= sample.rows.len().min(ROWS) * 9 && cells.all(is)
}

/// Whether a cell is a time of day, with its minutes.
fn is_clock(cell: &str) -> bool {
    let has_mark = cell.contains([':', 'h']) && cell.len() <= 16;
    let stamp = || time_column::parse_at_day(cell);
    has_mark && stamp()
}

fn is_hour(cell: &str) -> bool {
    cell.parse::<u8>().is_ok_and(|hour| hour < 24)
}

fn is_half_of_day(cell: &str) -> bool {
    matches!(fold_name(cell).replace('.', "").as_str(), "am" | "pm")
}
