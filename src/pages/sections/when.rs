//! When: weekday by hour, the parts of the week that stand out, the share outside the staffed hours, and the times to post.

mod outlines;
pub(in crate::pages) mod tables;

use crate::brief::Brief;
use crate::charts::{self, Cell as Square, HeatMap, MarginBar, Shade};
use crate::insights::{ActivityFigures, BusyWindow, Report};
use crate::pages::drawing::Drawing;
use crate::pages::format::dates::weekday_key;
use crate::pages::section::{
    Block, DataFile, Figure, Layout, Section, SectionInput, Style, TableBlock,
};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, say};
use crate::units::WEEK;

/// A rate from fewer mentions is hatched, not shaded.
const FEWEST_SHADED: u64 = 5;

/// Bounds of the five steps, in times the average hour. They are the same in every report, so that months compare, and one wild hour
/// does not bleach all others.
const STEPS: [f64; 4] = [0.5, 1.0, 1.5, 2.0];

/// One cell of the map, of one hour or of a band.
#[derive(Debug, Clone, Copy)]
struct Slot {
    mentions: u64,
    /// Rate over the mean rate; `None` where no hour elapsed.
    index: Option<f64>,
}

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let words = input.words;
    let headline = words::when(words, input.report.activity.as_ref());
    let mut blocks = vec![Block::Figure(Box::new(figure(input, &headline)))];
    blocks.extend(outside(input).map(|sentence| Block::paragraph(Style::Plain, sentence)));
    blocks.push(Block::Table(tables::slots(input)));
    blocks.extend(tables::skipped(input).map(|sentence| Block::paragraph(Style::Deck, sentence)));
    blocks.push(input.notes());
    Section {
        blocks,
        findings: input.findings(),
        unknowns: input.unknowns(),
        ..input.section(words.text("when-question"), headline)
    }
}

/// How many conversations begin outside the staffed hours.
fn outside(input: &SectionInput<'_>) -> Option<String> {
    let words = input.words;
    let outside = input.report.activity.as_ref()?.outside?;
    let percent = |share| words.percent(share, outside.conversations.min(99));
    let (low, high) = outside.interval;
    Some(say!(
        words,
        "when-outside",
        share = percent(outside.share),
        range = words.between(&percent(low), &percent(high)),
        shifts = words::shifts(words, &input.brief.timing.staffed),
        conversations = say!(words, "conversations", n = outside.conversations)
    ))
}

fn figure(input: &SectionInput<'_>, headline: &str) -> Figure {
    let (words, activity) = (input.words, input.report.activity.as_ref());
    let mentions = activity.map_or(0, |activity| activity.mentions);
    let mentions = say!(words, "mentions", n = mentions);
    let subtitle = say!(words, "when-deck", mentions = mentions, observed = input.observed());
    let drawing = match activity {
        None => Err(words.text("page-nothing-to-draw")),
        Some(activity) if !has_shade(activity) => Err(words.text("when-too-few")),
        Some(activity) => {
            let map = heat_map(words, input.brief, activity);
            Ok(Drawing::new("when", headline, &subtitle, |frame, width| {
                charts::heat_map(frame, &map, width)
            }))
        }
    };
    Figure {
        id: "when",
        title: None,
        subtitle,
        drawing,
        source: source(words, activity),
        table: TableBlock {
            id: "when",
            caption: words.text("when-caption"),
            table: by_weekday(words, activity),
            layout: Layout::Scroll,
            rows: rows(activity),
            files: vec![
                DataFile {
                    name: "activity.csv",
                    label: words.text("file-numbers"),
                    table: by_hour(input.report),
                },
                DataFile {
                    name: "windows.csv",
                    label: words.text("windows-file"),
                    table: tables::windows(input.report),
                },
            ],
        },
    }
}

/// The figures of the map, of the conversations, and of what is said of them.
fn rows(activity: Option<&ActivityFigures>) -> Vec<&'static str> {
    let has = |is_there: fn(&ActivityFigures) -> bool| activity.is_some_and(is_there);
    let ids = [
        ("when", true),
        ("began", has(|it| it.conversations.is_some())),
        ("began/outside", has(|it| it.outside.is_some_and(|outside| outside.is_exact))),
        ("windows", has(|it| it.windows.iter().flatten().next().is_some())),
    ];
    ids.into_iter().filter(|(_, is_there)| *is_there).map(|(id, _)| id).collect()
}

fn source(words: &Words, activity: Option<&ActivityFigures>) -> String {
    let sentence = words.text("when-source");
    match activity.map_or(0, |activity| activity.undated) {
        0 => sentence,
        n => {
            let mentions = say!(words, "mentions", n = n);
            say!(words, "when-source-undated", sentence = sentence, mentions = mentions)
        }
    }
}

fn slots(activity: &ActivityFigures) -> Vec<Vec<Slot>> {
    let width = usize::from(activity.band_hours.max(1));
    let mean = activity.mean();
    let day = |counts: &[u64; 24], hours: &[f64; 24]| {
        let bands = counts.chunks(width).zip(hours.chunks(width));
        bands
            .map(|(counts, hours)| {
                let (mentions, hours) = (counts.iter().sum::<u64>(), hours.iter().sum::<f64>());
                let index = mentions as f64 / hours / mean;
                Slot { mentions, index: (hours > 0.0 && index.is_finite()).then_some(index) }
            })
            .collect()
    };
    activity
        .counts
        .iter()
        .zip(&activity.elapsed_hours)
        .map(|(counts, hours)| day(counts, hours))
        .collect()
}

fn heat_map(words: &Words, brief: &Brief, activity: &ActivityFigures) -> HeatMap {
    let slots = slots(activity);
    let has_hatched = slots.iter().flatten().any(|slot| shade(slot) == Shade::Hatched);
    let mut rows = Vec::new();
    for (weekday, slots) in WEEK.into_iter().zip(&slots) {
        let cells = (0_u8..).zip(slots).map(|(column, slot)| {
            let hour = column * activity.band_hours;
            // The headline's window is pointed at.
            let is_named = activity.windows.iter().flatten().any(|window| {
                window.days().contains(&weekday)
                    && (window.hour..window.hour + BusyWindow::HOURS).contains(&hour)
            });
            let hours = words.band(hour, activity.band_hours);
            let slot_name =
                say!(words, "when-slot", weekday = words.weekday(weekday), hours = hours);
            Square {
                shade: shade(slot),
                tooltip: say!(words, "when-cell", slot = slot_name, value = tooltip(words, slot)),
                text: is_named.then(|| words.count(slot.mentions)),
            }
        });
        rows.push((words.weekday_short(weekday), cells.collect()));
    }
    let starts = (0_u8..24).step_by(usize::from(activity.band_hours.max(1)));
    let outlines = outlines::of(&brief.timing.staffed, activity.band_hours);
    HeatMap {
        rows,
        columns: starts.enumerate().map(|(column, hour)| (column, words.hour(hour))).collect(),
        scale: (words.text("when-scale-low"), words.text("when-scale-high")),
        hatched: has_hatched.then(|| say!(words, "when-hatched", n = FEWEST_SHADED)),
        above: above(words, activity),
        beside: beside(words, activity),
        outlined: (!outlines.is_empty()).then(|| words.text("when-staffed")),
        outlines,
    }
}

/// The hours of the day, all days together, per elapsed hour.
fn above(words: &Words, activity: &ActivityFigures) -> Vec<MarginBar> {
    let bar = |hour: u8| {
        let at = usize::from(hour);
        let mentions = activity.counts.iter().map(|day| day[at]).sum();
        let elapsed = activity.elapsed_hours.iter().map(|day| day[at]).sum();
        let is_strong = activity.busy_hours.iter().any(|run| run.contains(hour));
        margin_bar(words, activity, words.band(hour, 1), (mentions, elapsed), is_strong)
    };
    (0..24).map(bar).collect()
}

/// The days of the week, all hours together, per elapsed hour.
fn beside(words: &Words, activity: &ActivityFigures) -> Vec<MarginBar> {
    let days = WEEK.into_iter().zip(activity.counts.iter().zip(&activity.elapsed_hours));
    days.map(|(weekday, (counts, hours))| {
        let sums = (counts.iter().sum(), hours.iter().sum());
        margin_bar(words, activity, words.weekday(weekday), sums, false)
    })
    .collect()
}

fn margin_bar(
    words: &Words,
    activity: &ActivityFigures,
    name: String,
    (mentions, elapsed): (u64, f64),
    is_strong: bool,
) -> MarginBar {
    let index = (elapsed > 0.0).then(|| mentions as f64 / elapsed / activity.mean());
    let slot = Slot { mentions, index };
    MarginBar {
        value: index.unwrap_or_default(),
        text: index.map_or_else(String::new, |index| words.times(index)),
        tooltip: say!(words, "when-cell", slot = name, value = tooltip(words, &slot)),
        is_strong,
    }
}

/// Whether any cell says more than "too few".
fn has_shade(activity: &ActivityFigures) -> bool {
    slots(activity).iter().flatten().any(|slot| matches!(shade(slot), Shade::Step(_)))
}

fn shade(slot: &Slot) -> Shade {
    match slot.index {
        None => Shade::Absent,
        Some(_) if slot.mentions == 0 => Shade::Zero,
        Some(_) if slot.mentions < FEWEST_SHADED => Shade::Hatched,
        Some(index) => {
            let passed = STEPS.into_iter().filter(|bound| index > *bound);
            Shade::Step((0_u8..).zip(passed).last().map_or(0, |(step, _)| step + 1))
        }
    }
}

fn tooltip(words: &Words, slot: &Slot) -> String {
    let mentions = say!(words, "mentions", n = slot.mentions);
    match slot.index {
        None => words.text("when-cell-none"),
        Some(index) if slot.mentions >= FEWEST_SHADED => {
            let times = words.quantity(index);
            say!(words, "when-cell-times", mentions = mentions, times = times)
        }
        Some(_) => mentions,
    }
}

/// The table of the page, a row a weekday.
fn by_weekday(words: &Words, activity: Option<&ActivityFigures>) -> Table {
    let weekday = || Column::page("weekday", words.text("name-weekday"), Unit::Text);
    let Some(activity) = activity else {
        return Table::new(vec![
            weekday(),
            Column::page("mentions", words.text("name-all-hours"), Unit::Count),
        ])
        .with([vec![Cell::text(words.text("name-all")), Cell::NotMeasured]]);
    };
    let starts = (0_u8..24).step_by(usize::from(activity.band_hours.max(1)));
    // 24 columns have to fit a sheet of paper: two digits an hour.
    let name = |hour| if activity.band_hours > 1 { words.hour(hour) } else { format!("{hour:02}") };
    let hours = starts.map(|hour| Column::page("mentions", name(hour), Unit::Count));
    let rows = WEEK.into_iter().zip(slots(activity)).map(|(weekday, slots)| {
        let name = Cell::text(words.weekday(weekday));
        [name].into_iter().chain(slots.iter().map(|slot| Cell::Count(slot.mentions))).collect()
    });
    Table::new([weekday()].into_iter().chain(hours).collect()).with(rows)
}

/// The table of the file, a row an hour of the week.
fn by_hour(report: &Report) -> Table {
    let columns = [
        ("weekday", Unit::Text),
        ("hour", Unit::Count),
        ("mentions", Unit::Count),
        ("elapsed_hours", Unit::Quantity),
        ("index", Unit::Quantity),
    ];
    let rows = report.activity.iter().flat_map(|activity| {
        WEEK.into_iter().enumerate().flat_map(move |(day, weekday)| {
            (0_u8..24).map(move |hour| {
                let at = usize::from(hour);
                vec![
                    Cell::text(weekday_key(weekday)),
                    Cell::Count(hour.into()),
                    Cell::Count(activity.counts[day][at]),
                    Cell::Number(activity.elapsed_hours[day][at]),
                    Cell::number(activity.index[day][at]),
                ]
            })
        })
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec()).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::BusyHours;
    use crate::pages::fixture;

    #[test]
    fn shades_follow_the_rate_and_small_counts_are_hatched() {
        let slot = |mentions, index| Slot { mentions, index };
        assert_eq!(shade(&slot(0, None)), Shade::Absent);
        assert_eq!(shade(&slot(0, Some(0.0))), Shade::Zero);
        assert_eq!(shade(&slot(4, Some(4.0))), Shade::Hatched);
        for (index, step) in [(0.1, 0), (0.5, 0), (0.6, 1), (1.2, 2), (2.0, 3), (57.0, 4)] {
            assert_eq!(shade(&slot(9, Some(index))), Shade::Step(step), "{index}");
        }
    }

    #[test]
    fn bands_add_counts_and_hours() {
        let mut activity = fixture::report().activity.unwrap();
        activity.counts = [[1; 24]; 7];
        activity.mentions = 168;
        activity.band_hours = 3;
        activity.elapsed_hours[6][2] = 0.0; // the spring clock change takes an hour of Sunday away
        let slots = slots(&activity);
        assert_eq!((slots.len(), slots[0].len(), slots[0][0].mentions), (7, 8, 3));
        // Rate 3/12 against 168/668: 0.994; on Sunday 3/8 against it: 1.491.
        assert!((slots[0][0].index.unwrap() - 0.994).abs() < 1e-3);
        assert!((slots[6][0].index.unwrap() - 1.491).abs() < 1e-3);
        assert_eq!(
            heat_map(Words::english(), &fixture::brief(), &activity).rows[0].1[7].tooltip,
            "Monday 21:00\u{a0}to\u{a0}24:00: 3 mentions"
        );
    }

    #[test]
    fn a_grid_of_too_few_is_a_sentence() {
        let mut report = fixture::report();
        let activity = report.activity.as_mut().unwrap();
        (activity.counts, activity.mentions) = ([[4; 24]; 7], 672);
        let figure = fixture::with_input(&fixture::brief(), &report, |input| figure(input, ""));
        assert!(figure.drawing.err().is_some_and(|reason| reason.starts_with("No hour")));
        assert_eq!(by_hour(&report).shown(Words::english()).rows.len(), 168);
        report.activity = None;
        assert!(by_hour(&report).shown(Words::english()).rows.is_empty());
    }

    #[test]
    fn the_cells_of_a_window_and_no_others_have_their_count() {
        let mut activity = fixture::report().activity.unwrap();
        let texts = |activity: &ActivityFigures| -> Vec<String> {
            let map = heat_map(Words::english(), &fixture::brief(), activity);
            let cells = map.rows.into_iter().flat_map(|(_, cells)| cells);
            cells.filter_map(|cell| cell.text).collect()
        };
        activity.windows = Some(Vec::new());
        assert_eq!(texts(&activity), [""; 0]);
        activity.counts[5][9] = 61;
        activity.windows = Some(vec![fixture::window()]);
        let texts = texts(&activity);
        assert_eq!((texts.len(), texts[0].as_str()), (6, "61"));
    }

    #[test]
    fn the_edges_add_up_hours_and_days_and_busy_hours_are_strong() {
        let mut activity = fixture::report().activity.unwrap();
        activity.counts = [[1; 24]; 7];
        activity.counts[0][8] = 8;
        activity.mentions = 175;
        activity.busy_hours = vec![BusyHours { hour: 23, hours: 2, mentions: 14 }];
        let map = heat_map(Words::english(), &fixture::brief(), &activity);
        assert_eq!((map.above.len(), map.beside.len()), (24, 7));
        // 14 in 28 hours against 175 in 672; Monday 31 in 96.
        assert!((map.above[8].value - 1.92).abs() < 1e-9);
        assert!((map.beside[0].value - 1.24).abs() < 1e-9);
        assert_eq!(map.beside[0].text, "1.24×");
        let strong: Vec<usize> = (0..24).filter(|&hour| map.above[hour].is_strong).collect();
        assert_eq!(strong, [0, 23]);
        assert_eq!(map.outlined.as_deref(), Some("staffed hours"));
    }

    #[test]
    fn the_share_outside_the_staffed_hours_has_its_range() {
        let (mut brief, report) = (fixture::brief(), fixture::report());
        assert_eq!(
            fixture::with_input(&brief, &report, outside).unwrap(),
            "53% of conversations (50%\u{a0}to\u{a0}56%) began outside the staffed hours, Mon–Fri 09:00\u{a0}to\u{a0}17:30; \
             1,092 conversations are known to the hour."
        );
        brief.timing.staffed.clear();
        let mut report = report;
        report.activity.as_mut().unwrap().outside = None;
        assert_eq!(fixture::with_input(&brief, &report, outside), None);
    }
}
