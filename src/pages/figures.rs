//! Report → the four figures: what each says, its chart in both widths, its table, its sources.
//!
//! Here answers become labels, ticks and tooltips for the charts; no chart is drawn from nothing: a figure without data is a
//! sentence.

mod place;
mod takes;
mod tone;
mod when;

pub(super) use takes::hours;

use crate::brief::Brief;
use crate::charts::{Frame, Svg, Width};
use crate::insights::Report;
use crate::pages::format::dates;
use crate::pages::markup::Markup;
use crate::pages::table::Table;

/// A figure ready for the page.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// `where`, `when`, `tone` or `takes`: anchor and file name; the first three are sections of the analyst's notes too.
    pub(super) id: &'static str,
    /// From 1.
    pub(super) number: usize,
    /// The question it answers.
    pub(super) question: &'static str,
    /// What was found.
    pub(super) headline: String,
    /// Measure, unit, period, base, zone.
    pub(super) subtitle: String,
    /// The chart; `None` where a sentence says more.
    pub(super) drawing: Option<Drawing>,
    /// Why there is no chart, where there is none.
    pub(super) absent: &'static str,
    /// Source and method.
    pub(super) source: String,
    /// The same as numbers.
    pub(super) table: Table,
    /// File of `data/` with the numbers.
    pub(super) csv: &'static str,
}

/// A chart laid out for two widths.
#[derive(Debug, Clone)]
pub(super) struct Drawing {
    /// Desktop and print.
    pub(super) wide: Markup,
    /// Phones.
    pub(super) narrow: Markup,
    /// The wide one as a file of its own.
    pub(super) file: String,
}

/// The figures in order of the page.
pub(super) fn figures(brief: &Brief, report: &Report) -> [Figure; 4] {
    [
        place::figure(brief, report),
        when::figure(brief, report),
        tone::figure(brief, report),
        takes::figure(brief, report),
    ]
}

/// Draws a chart in both widths; the ids inside stay apart.
fn drawing(
    id: &str,
    title: &str,
    description: &str,
    draw: impl Fn(&Frame, Width) -> Svg,
) -> Drawing {
    let frame = |width: &str| Frame {
        id: format!("{id}-{width}"),
        title: title.to_owned(),
        description: description.to_owned(),
    };
    let wide = draw(&frame("wide"), Width::Wide);
    Drawing {
        wide: Markup::from(&wide),
        narrow: Markup::from(&draw(&frame("narrow"), Width::Narrow)),
        file: wide.standalone(),
    }
}

/// `1 to 28 May 2026, Europe/Amsterdam`: what was observed, in which zone.
fn observed(brief: &Brief, report: &Report) -> String {
    let days = match report.window {
        Some(window) => dates::span(window.from, window.to),
        None => format!("{}, no day observed", dates::period(&report.period)),
    };
    format!("{days}, {} time", brief.timing.zone_name)
}

/// At most seven round ticks that hold `low` to `high`, in steps of 1, 2 or 5 times a power of ten.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let high = high.max(low + 1e-3);
    let reach = high - low;
    let mut power = 1e-4;
    let step = 'found: loop {
        for step in [power, 2.0 * power, 5.0 * power] {
            if reach / step <= 6.0 {
                break 'found step;
            }
        }
        power *= 10.0;
    };
    let first = (low / step).floor();
    (0_u8..8)
        .map(|n| (first + f64::from(n)) * step)
        .take_while(|tick| *tick < high + step * 0.999)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(ours: &[f64], expected: &[f64]) -> bool {
        ours.len() == expected.len() && ours.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn ticks_are_round_and_hold_the_range() {
        assert!(near(&ticks(0.0, 19.5), &[0.0, 5.0, 10.0, 15.0, 20.0]));
        assert!(near(&ticks(0.0, 20.0), &[0.0, 5.0, 10.0, 15.0, 20.0]));
        assert!(near(&ticks(-31.0, 12.0), &[-40.0, -30.0, -20.0, -10.0, 0.0, 10.0, 20.0]));
        assert!(near(&ticks(0.0, 0.04), &[0.0, 0.01, 0.02, 0.03, 0.04]));
        let nothing = ticks(0.0, 0.0);
        assert!(nothing.len() >= 2 && nothing.iter().all(|tick| tick.is_finite()));
    }
}
