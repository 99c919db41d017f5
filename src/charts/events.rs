//! Places the names of dated events above a trend, so that no name touches another or is crossed by a line.
//!
//! The input is the position and name of each event. If rows and sides can be found for them, each name is a flag beside the top of its line, in
//! up to three rows; else the events are numbered, with their names in a key below the chart. Narrow drawings always use
//! numbers. At most three events are drawn, and each of them has its name.

use std::ops::Range;

use super::Width;
use super::palette::Role;
use super::plane::{Plane, Side};
use super::text::{Face, spread};

/// Most events that are drawn: the first ones.
pub const MOST: usize = 3;
/// Height of a row of flags.
const ROW: f64 = 17.0;
/// Distance between a line and its flag.
const OFF: f64 = 5.0;
/// Space above the key.
const KEY_GAP: f64 = 8.0;
const FLAG: Face = Face::regular(12.0);
const NUMBER: Face = Face::bold(12.0);

/// The lines of the events and their names.
pub(super) struct Events {
    lines: Vec<f64>,
    names: Names,
}

enum Names {
    Flags(Vec<Flag>),
    /// Line, badge, text in lines.
    Badges(Vec<(f64, f64, Vec<String>)>),
}

#[derive(Debug, Clone)]
struct Flag {
    line: f64,
    /// 0 is the lowest.
    row: usize,
    is_left: bool,
    text: String,
}

impl Flag {
    fn span(&self) -> (f64, f64) {
        let wide = FLAG.width(&self.text);
        if self.is_left {
            (self.line - OFF - wide, self.line - OFF)
        } else {
            (self.line + OFF, self.line + OFF + wide)
        }
    }

    /// Whether the two names touch, or the line of the other one crosses this name.
    fn collides_with(&self, other: &Self) -> bool {
        let ((left, right), (other_left, other_right)) = (self.span(), other.span());
        let is_touched =
            self.row == other.row && left < other_right + 8.0 && other_left < right + 8.0;
        let is_cut = other.row >= self.row && left - 3.0 < other.line && other.line < right + 3.0;
        is_touched || is_cut
    }
}

impl Events {
    /// Places events at `(unit of the drawing, name)`; lines are inside `plot`.
    pub(super) fn of(events: &[(f64, &str)], plot: &Range<f64>, width: Width) -> Self {
        let mut named: Vec<_> = events.iter().filter(|(_, name)| !name.trim().is_empty()).collect();
        named.truncate(MOST);
        named.sort_by(|a, b| a.0.total_cmp(&b.0));
        let beside = match width {
            Width::Wide => flags(&named, &(plot.start..width.units())),
            Width::Narrow => None,
        };
        Self {
            lines: named.iter().map(|(line, _)| *line).collect(),
            names: beside.map_or_else(|| badges(&named, plot, width.units()), Names::Flags),
        }
    }

    /// Height that the names need above the plot.
    pub(super) fn head(&self) -> f64 {
        match &self.names {
            Names::Flags(flags) => {
                flags.iter().map(|flag| (flag.row + 1) as f64 * ROW).fold(0.0, f64::max)
            }
            Names::Badges(badges) if badges.is_empty() => 0.0,
            Names::Badges(_) => 26.0,
        }
    }

    /// Height that the key needs below the chart.
    pub(super) fn foot(&self) -> f64 {
        match &self.names {
            Names::Badges(badges) if !badges.is_empty() => {
                let lines = badges.iter().map(|(_, _, text)| text.len() as f64 * 16.0 + 5.0);
                lines.sum::<f64>() + KEY_GAP
            }
            _ => 0.0,
        }
    }

    /// Draws the lines across a panel.
    pub(super) fn draw_lines(&self, sheet: &Plane, panel: &Range<f64>) {
        for line in &self.lines {
            sheet.rule(&[(*line, panel.start), (*line, panel.end)], Role::Axis, 1.0);
        }
    }

    /// Draws lines, names and the key, which begins at `foot`.
    pub(super) fn draw(&self, sheet: &Plane, plot: &Range<f64>, foot: f64) {
        self.draw_lines(sheet, plot);
        match &self.names {
            Names::Flags(flags) => {
                for flag in flags {
                    let top = plot.start - (flag.row + 1) as f64 * ROW;
                    sheet.rule(&[(flag.line, top + 2.0), (flag.line, plot.start)], Role::Axis, 1.0);
                    let (left, _) = flag.span();
                    let at = (left, top + ROW / 2.0);
                    sheet.text(at, Side::Left, &flag.text, FLAG, Role::Text);
                }
            }
            Names::Badges(badges) => {
                let mut y = foot + KEY_GAP + 9.0;
                for (number, (line, badge, text)) in (1..).zip(badges) {
                    let centre = (*badge, plot.start - 16.0);
                    sheet.rule(&[centre, (*line, plot.start)], Role::Axis, 1.0);
                    numbered(sheet, centre, number);
                    numbered(sheet, (8.5, y), number);
                    for part in text {
                        sheet.text((24.0, y), Side::Left, part, FLAG, Role::Text);
                        y += 16.0;
                    }
                    y += 5.0;
                }
            }
        }
    }
}

fn numbered(sheet: &Plane, at: (f64, f64), number: usize) {
    sheet.dot(at, 8.5, Role::Axis);
    sheet.dot(at, 7.5, Role::Paper);
    sheet.text(at, Side::Middle, &number.to_string(), NUMBER, Role::Text);
}

/// Tries every row and side for every name (at most 6³ combinations) and returns the first with the fewest rows.
fn flags(named: &[&(f64, &str)], room: &Range<f64>) -> Option<Vec<Flag>> {
    let choices = 2 * MOST;
    let sets = (0..named.len()).fold(1, |sets, _| sets * choices);
    let set = |mut number: usize| -> Vec<Flag> {
        let flag = |(line, name): &&(f64, &str)| {
            let (row, is_left) = (number % choices / 2, number % 2 == 1);
            number /= choices;
            Flag { line: *line, row, is_left, text: (*name).trim().to_owned() }
        };
        named.iter().map(flag).collect()
    };
    let is_good = |flags: &Vec<Flag>| {
        flags.iter().enumerate().all(|(i, flag)| {
            let (left, right) = flag.span();
            room.start <= left
                && right <= room.end
                && flags.iter().enumerate().all(|(j, other)| i == j || !flag.collides_with(other))
        })
    };
    (0..sets).map(set).filter(is_good).min_by_key(|flags| flags.iter().map(|f| f.row).max())
}

fn badges(named: &[&(f64, &str)], plot: &Range<f64>, room: f64) -> Names {
    let lines: Vec<_> = named.iter().map(|(line, _)| *line).collect();
    let centres = spread(&lines, 20.0, &(plot.start + 9.0..plot.end - 9.0));
    let key = |name: &str| FLAG.wrap(name, room - 24.0, 2);
    let badge = |((line, name), centre): (&&(f64, &str), f64)| (*line, centre, key(name));
    Names::Badges(named.iter().zip(centres).map(badge).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Range<f64> = 40.0..700.0;

    fn rows(events: &[(f64, &str)]) -> Option<Vec<(usize, bool)>> {
        let events: Vec<_> = events.iter().collect();
        flags(&events, &(40.0..760.0)).map(|f| f.iter().map(|f| (f.row, f.is_left)).collect())
    }

    #[test]
    fn far_events_share_a_row_and_near_ones_do_not() {
        assert_eq!(rows(&[(100.0, "Price change"), (400.0, "Outage")]), Some(vec![(0, false); 2]));
        // Both to the right: the earlier one has to be higher, or the later line would cut it; instead it turns left.
        assert_eq!(
            rows(&[(300.0, "Price change"), (310.0, "Outage")]),
            Some(vec![(0, true), (0, false)])
        );
        assert_eq!(
            rows(&[(45.0, "Price change"), (55.0, "Outage")]),
            Some(vec![(1, false), (0, false)])
        );
        // Both to the left: the later one is higher, or its name would be cut by the earlier line.
        assert_eq!(
            rows(&[(740.0, "Price change"), (750.0, "Outage")]),
            Some(vec![(0, true), (1, true)])
        );
        // At the right end there is only the left
        assert_eq!(rows(&[(750.0, "Outage")]), Some(vec![(0, true)]));
    }

    #[test]
    fn names_that_do_not_fit_become_numbers() {
        let long = "x".repeat(200);
        let events = Events::of(&[(300.0, &long), (302.0, "Outage")], &PLOT, Width::Wide);
        let Names::Badges(badges) = &events.names else { panic!("flags") };
        assert!(badges[1].1 - badges[0].1 >= 20.0);
        assert!(events.foot() > 30.0 && events.head() > 20.0);
    }

    #[test]
    fn only_three_are_drawn() {
        let five: Vec<_> = (0..5).map(|i| (100.0 * f64::from(i + 1), "Event")).collect();
        let events = Events::of(&five, &PLOT, Width::Narrow);
        let Names::Badges(badges) = &events.names else { panic!("flags") };
        assert_eq!((badges.len(), events.lines.len()), (3, 3));
    }
}
