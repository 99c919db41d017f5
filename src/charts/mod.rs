//! Plain series → SVG. Imports nothing of ours but units; the only user of plotters.
//!
//! Every text arrives ready made: this room never turns a number into words, it only places what it is given. Every colour is
//! a class with the light theme's value as attribute, so that a chart copied out of the page keeps its colours and the
//! page's style sheet can change them for dark mode and print.

mod bars;
mod document;
mod events;
mod heat_map;
mod palette;
mod plane;
mod ranges;
mod scale_strip;
mod svg;
mod text;
mod trend;

#[cfg(test)]
mod demo;
#[cfg(test)]
mod inspect;

pub use bars::bars;
pub use heat_map::heat_map;
pub use ranges::ranges;
pub use trend::trend;

/// The style sheet that every page with charts needs: colours in light and dark, the switch between the two widths,
/// forced colours, print.
pub const CSS: &str = include_str!("charts.css");

/// Finished SVG markup, safe to place into HTML as it is. Only this room makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The markup, from `<svg` to `</svg>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup as a file of its own: the same drawing, in light colours wherever it is shown.
    pub fn standalone(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", self.0)
    }
}

/// What names a chart for people who do not see it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Prefix of every id inside the SVG; unique on the page, `[a-z0-9-]+`.
    pub id: String,
    /// What was found: the accessible name.
    pub title: String,
    /// What is drawn: measure, unit, period, base.
    pub description: String,
}

/// The width a chart is laid out for. The page shows one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 680 units: desktop, and the 180 mm between the margins of paper, where 12 units are 9 pt.
    Wide,
    /// 320 units: phones, where nobody hovers: no tooltips.
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

/// Horizontal bars from zero, largest first as given.
#[derive(Debug, Clone)]
pub struct Bars {
    /// One a bar.
    pub rows: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// At its left.
    pub label: String,
    /// Length, >= 0 and finite.
    pub value: f64,
    /// At its end (value, share).
    pub value_label: String,
    /// Drawn pale: measured zero or not part of the total.
    pub is_muted: bool,
    /// Shown on hover; the data table is the real fallback.
    pub tooltip: String,
}

/// Weekdays by hours.
#[derive(Debug, Clone)]
pub struct HeatMap {
    /// Seven rows of 24, or fewer columns where hours are banded; all rows equally long.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// Label under the left edge of a column: (column index, text). All are offered; the chart thins them to fit.
    pub columns: Vec<(usize, String)>,
    /// Text at the low and the high end of the scale strip.
    pub scale: (String, String),
    /// Text for hatched cells in the scale strip, if any cell is hatched (`fewer than 5 mentions`).
    pub hatched: Option<String>,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Shade, or not measured / too few.
    pub shade: Shade,
    /// Shown on hover, in the wide drawing.
    pub tooltip: String,
    /// Written inside (the peak); a dot stands for it where it does not fit.
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
    /// Where the zero line stands out, if within the range.
    pub zero: Option<f64>,
    /// Text at the end of the line.
    pub end_label: String,
    /// Names the panel of bases (`Mentions with a tone`).
    pub base_label: String,
    /// (Index of a point, may be fractional; text.) At most three are labelled; all get a mark.
    pub events: Vec<(f64, String)>,
}

/// One week.
#[derive(Debug, Clone)]
pub struct TrendPoint {
    /// Axis label; the chart thins them to fit.
    pub label: String,
    /// (low, value, high); `None` is a gap, never a zero.
    pub value: Option<(f64, f64, f64)>,
    /// Height of the base bar.
    pub base: u64,
    /// The base in words.
    pub base_text: String,
    /// Shown on hover.
    pub tooltip: String,
}

/// Low, base and high of one or more quantities on one axis from zero.
#[derive(Debug, Clone)]
pub struct Ranges {
    /// One a row.
    pub rows: Vec<Range>,
    /// Axis ticks: (value, text).
    pub ticks: Vec<(f64, String)>,
    /// Names the axis (`hours a day`).
    pub unit: String,
}

/// One range.
#[derive(Debug, Clone)]
pub struct Range {
    /// At its left.
    pub label: String,
    /// 0 <= low <= base <= high, finite.
    pub low: f64,
    /// Marked.
    pub base: f64,
    /// Far end.
    pub high: f64,
    /// The three as text.
    pub texts: (String, String, String),
    /// The total: drawn stronger.
    pub is_total: bool,
    /// Shown on hover.
    pub tooltip: String,
}
