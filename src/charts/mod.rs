//! Draws charts: plain series of numbers and texts → SVG.
//!
//! The module imports nothing else of this crate but `units`, and is the only one that uses plotters. All texts are passed in finished; no number is
//! formatted here. Every colour is a class, with its value in the light theme as an attribute: a chart copied out of the page
//! keeps its colours, and the page's style sheet can change them for dark mode and print.

mod bars;
pub mod cells;
mod curve;
mod document;
mod events;
mod heat_map;
mod lines;
mod palette;
mod plane;
mod ranges;
mod scale_strip;
mod scorecard;
mod shares;
mod svg;
mod text;
mod trend;

#[cfg(test)]
mod demo;
#[cfg(test)]
mod inspect;

pub use bars::bars;
pub use curve::curve;
pub use events::MOST as MOST_EVENTS;
pub use heat_map::heat_map;
pub use lines::lines;
pub use ranges::ranges;
pub use scorecard::scorecard;
pub use shares::shares;
pub use trend::trend;

/// The style sheet that every page with charts needs: colours in light and dark, the switch between the two widths,
/// forced colours, print.
pub const CSS: &str = include_str!("charts.css");

/// Finished SVG markup, safe to insert into HTML unescaped. Only this module creates it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The markup, from `<svg` to `</svg>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup as a separate file: the same drawing, always in the light colours.
    pub fn standalone(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", self.0)
    }
}

/// Id, title and description of a chart, for screen readers.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Prefix of every id inside the SVG; unique on the page, `[a-z0-9-]+`.
    pub id: String,
    /// What the chart shows, as a statement: its accessible name.
    pub title: String,
    /// What is drawn: measure, unit, period, base.
    pub description: String,
}

/// The width a chart is laid out for. The page shows one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 680 units: desktop, and the 180 mm between the margins of paper, where 12 units are 9 pt.
    Wide,
    /// 320 units: phones, without tooltips, because nothing hovers there.
    Narrow,
}

impl Width {
    /// Width of the drawing in its own units; a unit is about a CSS pixel where the chart is shown.
    pub fn units(self) -> f64 {
        match self {
            Self::Wide => 680.0,
            Self::Narrow => 320.0,
        }
    }
}

/// Horizontal bars from zero, in the order given.
#[derive(Debug, Clone)]
pub struct Bars {
    /// One row for each bar.
    pub rows: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Text at the left.
    pub label: String,
    /// Length, >= 0 and finite.
    pub value: f64,
    /// Text at the end of the bar (value, share).
    pub value_label: String,
    /// Drawn pale: measured zero or not part of the total.
    pub is_muted: bool,
    /// Shown on hover; the table below the chart holds the same.
    pub tooltip: String,
}

/// Weekdays by hours.
#[derive(Debug, Clone)]
pub struct HeatMap {
    /// Seven rows of 24, or fewer columns where hours are banded; all rows equally long.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// Labels under the left edge of columns: (column index, text). The chart leaves out those that do not fit.
    pub columns: Vec<(usize, String)>,
    /// Text at the low and the high end of the scale strip.
    pub scale: (String, String),
    /// Text for hatched cells in the scale strip, if any cell is hatched (`fewer than 5 mentions`).
    pub hatched: Option<String>,
    /// Columns above the grid, which share its width; none: nothing is drawn there.
    pub above: Vec<MarginBar>,
    /// Bars right of the grid, one for each row; none: nothing is drawn there.
    pub beside: Vec<MarginBar>,
    /// Stretches of cells with a line around them, and its text in the key below the map.
    pub outlines: Vec<Outline>,
    /// Text for the outline in the key, if there is one (`staffed hours`).
    pub outlined: Option<String>,
}

/// The sum of a column or row of a heat map, drawn at its edge on a scale from 0.
#[derive(Debug, Clone)]
pub struct MarginBar {
    /// Its length.
    pub value: f64,
    /// Text at the end of a bar beside the grid.
    pub text: String,
    /// Shown on hover, in the wide drawing.
    pub tooltip: String,
    /// Whether it is drawn in the colour of the data; the others are paler.
    pub is_strong: bool,
}

/// A rectangle of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// First row and the row after the last.
    pub rows: (usize, usize),
    /// Left and right edge, in columns; they may lie within one.
    pub columns: (f64, f64),
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// How it is filled.
    pub shade: Shade,
    /// Shown on hover, in the wide drawing.
    pub tooltip: String,
    /// Text inside a cell that the headline names; replaced by a dot where it does not fit.
    pub text: Option<String>,
}

/// How a cell is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Step of the sequential palette, 0 (least) to 4 (most).
    Step(u8),
    /// Measured, but too few to shade.
    Hatched,
    /// Measured and zero.
    Zero,
    /// Not measured: outline only.
    Absent,
}

/// A line with its interval, one point a week, and the base below it.
#[derive(Debug, Clone)]
pub struct Trend {
    /// In order of time; equally spaced.
    pub points: Vec<TrendPoint>,
    /// Axis range, finite, low < high.
    pub range: (f64, f64),
    /// Axis ticks: (value, text).
    pub ticks: Vec<(f64, String)>,
    /// Where the zero line is emphasised, if within the range.
    pub zero: Option<f64>,
    /// Text at the end of the line.
    pub end_label: String,
    /// Means of some weeks in the panel of the line, the last one emphasised.
    pub levels: Vec<Level>,
    /// Names the panel of bases (`Mentions by week`).
    pub base_label: String,
    /// Ticks of the panel of bases: (height, text).
    pub base_ticks: Vec<(f64, String)>,
    /// Means of some weeks in the panel of bases.
    pub base_levels: Vec<Level>,
    /// Events: (index of a point, possibly fractional; text). The first [`MOST_EVENTS`] with a text are drawn.
    pub events: Vec<(f64, String)>,
}

/// One week.
#[derive(Debug, Clone)]
pub struct TrendPoint {
    /// Axis label; the chart leaves out those that do not fit.
    pub label: String,
    /// (low, value, high); `None` is a gap, never a zero.
    pub value: Option<(f64, f64, f64)>,
    /// Whether the week belongs to the reported period, which is emphasised.
    pub is_now: bool,
    /// Height of the base bar.
    pub base: u64,
    /// The base as text.
    pub base_text: String,
    /// Shown on hover.
    pub tooltip: String,
}

/// A mean of some weeks: a horizontal line across them, with its text at the right.
#[derive(Debug, Clone)]
pub struct Level {
    /// First and last end: indices of points, possibly fractional.
    pub weeks: (f64, f64),
    /// Height.
    pub value: f64,
    /// The value and what it is a mean of, in a few words.
    pub text: String,
}

/// Low, base and high of one or more quantities on one axis from zero.
#[derive(Debug, Clone)]
pub struct Ranges {
    /// One entry for each row.
    pub rows: Vec<Range>,
    /// Axis ticks: (value, text).
    pub ticks: Vec<(f64, String)>,
    /// Names the axis (`hours a day`).
    pub unit: String,
}

/// A share that rises in steps over time.
#[derive(Debug, Clone)]
pub struct Curve {
    /// Time and the share reached by then (0 to 1), both ascending.
    pub steps: Vec<(f64, f64)>,
    /// End of the axis of time, above 0.
    pub end: f64,
    /// Ticks of the axis of time: (value, text).
    pub times: Vec<(f64, String)>,
    /// Ticks of the axis of shares: (value, text), ascending.
    pub shares: Vec<(f64, String)>,
    /// What was promised.
    pub goals: Vec<Goal>,
    /// Names the axis of time.
    pub unit: String,
}

/// A time that was promised.
#[derive(Debug, Clone)]
pub struct Goal {
    /// The time.
    pub at: f64,
    /// The share that shall be reached by then, as a ring.
    pub share: Option<f64>,
    /// Its text.
    pub text: String,
}

/// Values by week, a line for each name, on one scale from zero.
#[derive(Debug, Clone)]
pub struct Lines {
    /// The weeks in order: axis label, and what is shown on hover. The chart leaves out labels that do not fit.
    pub weeks: Vec<(String, String)>,
    /// The first is emphasised.
    pub lines: Vec<Line>,
    /// Axis ticks: (value, text), from 0.
    pub ticks: Vec<(f64, String)>,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line {
    /// Name at its end.
    pub label: String,
    /// A value for each week; `None` is a gap, never a zero.
    pub values: Vec<Option<f64>>,
}

/// Figures compared with a start and a goal, each on its own scale.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// One entry for each row.
    pub rows: Vec<Score>,
    /// Names of the symbols: start, goal, now.
    pub legend: [String; 3],
}

/// One figure with its goal. Values that are not finite are not drawn.
#[derive(Debug, Clone)]
pub struct Score {
    /// Text at the left.
    pub label: String,
    /// The figure now.
    pub now: f64,
    /// Its range, low and high.
    pub range: Option<(f64, f64)>,
    /// Where it was at the start.
    pub start: Option<f64>,
    /// Where it shall be.
    pub goal: Option<f64>,
    /// The verdict in a few words.
    pub verdict: String,
    /// The values as text.
    pub numbers: String,
    /// Shown on hover.
    pub tooltip: String,
}

/// Shares with their former values and tones, in the order given.
#[derive(Debug, Clone)]
pub struct Shares {
    /// One entry for each row.
    pub rows: Vec<Share>,
    /// Names of the symbols: the tick of the former share, the dot of tone with its range.
    pub legend: [String; 2],
}

/// One share.
#[derive(Debug, Clone)]
pub struct Share {
    /// Text at the left.
    pub label: String,
    /// Length of the bar, >= 0 and finite.
    pub value: f64,
    /// The former value, drawn as a tick; `None`: not measured.
    pub was: Option<f64>,
    /// Text at the end of the bar (count, share).
    pub value_label: String,
    /// What became of the share, in a few words.
    pub verdict: String,
    /// The tone, drawn as a dot; `None`: only its texts.
    pub tone: Option<ShareTone>,
    /// The tone as text.
    pub tone_label: String,
    /// Its base, or why there is none.
    pub tone_note: String,
    /// Drawn pale: not a part of its own.
    pub is_muted: bool,
    /// Shown on hover; the table below the chart holds the same.
    pub tooltip: String,
}

/// A net sentiment with its range, in points.
#[derive(Debug, Clone, Copy)]
pub struct ShareTone {
    /// Lower end of the range.
    pub low: f64,
    /// The net sentiment.
    pub net: f64,
    /// Upper end of the range.
    pub high: f64,
}

/// One range.
#[derive(Debug, Clone)]
pub struct Range {
    /// Text at the left.
    pub label: String,
    /// Low end; 0 <= low <= base <= high, all finite.
    pub low: f64,
    /// Base value, marked.
    pub base: f64,
    /// High end.
    pub high: f64,
    /// The three as text.
    pub texts: (String, String, String),
    /// Whether this is the total, which is emphasised.
    pub is_total: bool,
    /// Shown on hover.
    pub tooltip: String,
}
