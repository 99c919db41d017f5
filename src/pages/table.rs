//! The one table of the report: typed cells in, the HTML table, the CSV file and the JSON records of a figure out.
//!
//! A number is put into a cell once and written three times from there, so the page, `data/*.csv` and `summary.json` cannot
//! disagree. What was not measured is words on the page, an empty cell in CSV and `null` in JSON, never 0.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::csv_writer::csv;
use super::format::{self, dates};
use super::words::{Words, say};
use crate::units::Date;

/// A table whose first column names its rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// Each as long as `columns`.
    rows: Vec<Vec<Cell>>,
    /// As long as `columns`; only on the page.
    total: Option<Vec<Cell>>,
}

/// One column: its name in data, its heading on the page, its unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    key: &'static str,
    heading: String,
    unit: Unit,
    output: Output,
}

/// Where a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Output {
    Both,
    Page,
    Data,
}

/// What the values of a column measure. It decides the decimals and the alignment on the page; data is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Words, flush left.
    Text,
    /// Things counted: no decimals.
    Count,
    /// A rate, hours or money: two or three significant digits.
    Quantity,
    /// Full-time people: as many decimals as show why the whole number above them is taken.
    People,
    /// Minutes of one conversation: one decimal where there is one.
    Minutes,
    /// A part of a base: percent, with decimals by the size of the base.
    Share,
    /// Net sentiment, −100 to 100: no decimals, always with a sign.
    Points,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// The same words everywhere.
    Text(String),
    /// A stable word in data, other words on the page.
    Word {
        /// In CSV and JSON.
        data: String,
        /// On the page.
        shown: String,
    },
    /// Yes or no; `true` and `false` in data.
    Flag(bool),
    /// A day; ISO in data.
    Date(Date),
    /// A count.
    Count(u64),
    /// A figure in the unit of its column.
    Number(f64),
    /// A ratio of 0 to 1. No value in data without a base; too small a base gives no percentage on the page.
    Share {
        /// 0 to 1.
        ratio: f64,
        /// What it is a part of.
        base: u64,
    },
    /// Net sentiment with the number of mentions that it is based on.
    Net {
        /// −100 to 100.
        points: f64,
        /// Labelled mentions.
        labelled: u64,
        /// Why the page shows no score, if it shows none.
        no_score: Option<String>,
    },
    /// Two ends of an interval in the unit of the column, for the page.
    Range {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
        /// The base of a share.
        base: u64,
    },
    /// Not measured.
    NotMeasured,
    /// No value, with the reason for the page.
    Missing(String),
}

/// A table as the page prints it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PrintedTable {
    /// (Heading, whether it is a column of numbers.)
    pub(super) headings: Vec<(String, bool)>,
    /// Each as long as `headings`.
    pub(super) rows: Vec<Vec<String>>,
    /// As long as `headings`; empty without a total.
    pub(super) total: Vec<String>,
}

impl Column {
    /// A column of the page and of the data.
    pub(super) fn new(key: &'static str, heading: impl Into<String>, unit: Unit) -> Self {
        Self { key, heading: heading.into(), unit, output: Output::Both }
    }

    /// A column that only the page has; the key is for [`Table::pick`].
    pub(super) fn page(key: &'static str, heading: impl Into<String>, unit: Unit) -> Self {
        Self { output: Output::Page, ..Self::new(key, heading, unit) }
    }

    /// A column that only the data have.
    pub(super) fn data(key: &'static str, unit: Unit) -> Self {
        Self { output: Output::Data, ..Self::new(key, "", unit) }
    }
}

impl Unit {
    fn is_number(self) -> bool {
        self != Self::Text
    }

    fn shown(self, words: &Words, value: f64) -> String {
        match self {
            Self::Text | Self::Quantity => words.quantity(value),
            Self::Count => words.assumed(value),
            Self::People => words.full_time(value),
            Self::Minutes => words.minutes(value),
            Self::Share => words.percent(value, u64::MAX),
            Self::Points => words.points(value),
        }
    }
}

impl Cell {
    /// Text that is the same everywhere.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A stable word for data and words for the page.
    pub(super) fn word(data: impl Into<String>, shown: impl Into<String>) -> Self {
        Self::Word { data: data.into(), shown: shown.into() }
    }

    /// A reason why there is no value.
    pub(super) fn missing(why: impl Into<String>) -> Self {
        Self::Missing(why.into())
    }

    /// A count, if it was measured.
    pub(super) fn count(count: Option<u64>) -> Self {
        count.map_or(Self::NotMeasured, Self::Count)
    }

    /// A figure, if it was measured.
    pub(super) fn number(value: Option<f64>) -> Self {
        value.map_or(Self::NotMeasured, Self::Number)
    }

    /// This cell, or that nothing was measured.
    pub(super) fn only_if(self, is_measured: bool) -> Self {
        if is_measured { self } else { Self::NotMeasured }
    }

    /// The words of the page.
    fn shown(&self, words: &Words, unit: Unit) -> String {
        match self {
            Self::Text(text) | Self::Word { shown: text, .. } | Self::Missing(text) => text.clone(),
            Self::Flag(true) => words.text("cell-yes"),
            Self::Flag(false) => words.text("cell-no"),
            Self::Date(date) => words.date(*date),
            Self::Count(n) => words.count(*n),
            Self::Number(value) => unit.shown(words, *value),
            Self::Share { base: 0, .. } => words.text("cell-no-base"),
            Self::Share { ratio, base } => {
                words.share(*ratio, *base).unwrap_or_else(|| words.text("cell-too-few"))
            }
            Self::Net { points, labelled, no_score } => {
                let value = no_score.clone().unwrap_or_else(|| words.points(*points));
                let sample = words.sample(*labelled);
                say!(words, "with-sample", value = value, sample = sample)
            }
            Self::Range { low, high, base } if unit == Unit::Share => {
                words.between(&words.percent(*low, *base), &words.percent(*high, *base))
            }
            Self::Range { low, high, .. } => {
                words.between(&unit.shown(words, *low), &unit.shown(words, *high))
            }
            Self::NotMeasured => words.not_measured(),
        }
    }

    /// The value for data, either text or a number; `None`: empty in CSV, `null` in JSON.
    fn value(&self) -> Option<Value<'_>> {
        let number = |value: f64| value.is_finite().then_some(Value::Number(value + 0.0));
        match self {
            Self::Text(text) | Self::Word { data: text, .. } => Some(Value::Text(text.into())),
            Self::Flag(flag) => Some(Value::Flag(*flag)),
            Self::Date(date) => Some(Value::Text(dates::iso(*date).into())),
            Self::Count(count) => Some(Value::Count(*count)),
            Self::Share { base: 0, .. }
            | Self::Range { .. }
            | Self::NotMeasured
            | Self::Missing(_) => None,
            Self::Number(value)
            | Self::Share { ratio: value, .. }
            | Self::Net { points: value, .. } => number(*value),
        }
    }
}

/// A value of data.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(std::borrow::Cow<'a, str>),
    Flag(bool),
    Count(u64),
    Number(f64),
}

impl Value<'_> {
    fn csv(self) -> String {
        match self {
            Self::Text(text) => text.into_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Number(value) => format::cell(value),
        }
    }
}

impl Table {
    /// A table with these columns and no row.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), total: None }
    }

    /// Adds rows, each with a cell for every column.
    pub(super) fn with(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        debug_assert!(self.rows.iter().all(|row| row.len() == self.columns.len()));
        self
    }

    /// Adds the total, with a cell for every column.
    pub(super) fn with_total(self, total: Vec<Cell>) -> Self {
        debug_assert_eq!(total.len(), self.columns.len());
        Self { total: Some(total), ..self }
    }

    /// Whether there is anything to show.
    pub(super) fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Names the total row.
    pub(super) fn name_total(mut self, name: String) -> Self {
        if let Some(cell) = self.total.as_mut().and_then(|total| total.first_mut()) {
            *cell = Cell::text(name);
        }
        self
    }

    /// The first rows alone.
    pub(super) fn only(mut self, rows: usize) -> Self {
        self.rows.truncate(rows);
        self
    }

    /// The columns of these keys, in this order.
    ///
    /// # Panics
    ///
    /// If there is no such column, which the test of every section finds.
    pub(super) fn pick(&self, keys: &[&str]) -> Self {
        let at = |key: &&str| {
            let place = self.columns.iter().position(|column| column.key == *key);
            place.unwrap_or_else(|| panic!("no column `{key}`"))
        };
        let places: Vec<usize> = keys.iter().map(at).collect();
        let of = |row: &Vec<Cell>| places.iter().map(|&place| row[place].clone()).collect();
        Self {
            columns: places.iter().map(|&place| self.columns[place].clone()).collect(),
            rows: self.rows.iter().map(of).collect(),
            total: self.total.as_ref().map(of),
        }
    }

    /// The table of the page, without the columns of which no row has a value.
    pub(super) fn shown(&self, words: &Words) -> PrintedTable {
        let none = words.text("map-none");
        let has_value = |(place, column): &(usize, &Column)| {
            let is_value = |row: &Vec<Cell>| {
                let text = row[*place].shown(words, column.unit);
                !text.is_empty() && text != none
            };
            *place == 0 || !self.has_rows() || self.rows.iter().chain(&self.total).any(is_value)
        };
        let columns: Vec<(usize, &Column)> = self.places(Output::Page).filter(has_value).collect();
        let of = |row: &Vec<Cell>| -> Vec<String> {
            columns.iter().map(|(place, column)| row[*place].shown(words, column.unit)).collect()
        };
        let heading =
            |(_, column): &(usize, &Column)| (column.heading.clone(), column.unit.is_number());
        PrintedTable {
            headings: columns.iter().map(heading).collect(),
            rows: self.rows.iter().map(of).collect(),
            total: self.total.as_ref().map(of).unwrap_or_default(),
        }
    }

    /// The bytes of the CSV file: header, rows, no total.
    pub(super) fn csv(&self) -> Vec<u8> {
        let (places, header): (Vec<usize>, Vec<&str>) =
            self.places(Output::Data).map(|(place, column)| (place, column.key)).unzip();
        let cell = |cell: &Cell| cell.value().map(Value::csv).unwrap_or_default();
        csv(&header, self.rows.iter().map(|row| places.iter().map(|&at| cell(&row[at])).collect()))
    }

    /// The records of `summary.json`: an object a row, no total.
    pub(super) fn records(&self) -> Vec<Record<'_>> {
        self.rows.iter().map(|row| Record { table: self, row }).collect()
    }

    /// The columns of one output with their places in a row.
    fn places(&self, output: Output) -> impl Iterator<Item = (usize, &Column)> {
        let is_in = move |column: &Column| [Output::Both, output].contains(&column.output);
        self.columns.iter().enumerate().filter(move |(_, column)| is_in(column))
    }
}

/// A row as a JSON object, its keys in the order of the columns.
pub(super) struct Record<'a> {
    table: &'a Table,
    row: &'a [Cell],
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (place, column) in self.table.places(Output::Data) {
            map.serialize_entry(column.key, &self.row[place].value())?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table::new(vec![
            Column::new("channel", "Channel", Unit::Text),
            Column::new("share", "Share", Unit::Share),
            Column::page("range", "95% range", Unit::Share),
            Column::data("share_low", Unit::Share),
            Column::new("net", "Net", Unit::Points),
        ])
        .with([
            vec![
                Cell::word("x", "X"),
                Cell::Share { ratio: 0.25, base: 400 },
                Cell::Range { low: 0.2, high: 0.3, base: 400 },
                Cell::Number(0.2),
                Cell::Net { points: -12.5, labelled: 40, no_score: None },
            ],
            vec![
                Cell::text("=1"),
                Cell::Share { ratio: 0.0, base: 0 },
                Cell::missing("too few"),
                Cell::number(None),
                Cell::Net {
                    points: 50.0,
                    labelled: 4,
                    no_score: Some("too few labels".to_owned()),
                },
            ],
        ])
    }

    #[test]
    fn a_column_without_a_value_is_not_on_the_page() {
        let columns = [("a", "A"), ("b", "B"), ("c", "C")];
        let columns = columns.map(|(key, heading)| Column::new(key, heading, Unit::Text)).to_vec();
        let row = |b: &str| vec![Cell::text(""), Cell::text(b), Cell::missing("–")];
        let table = Table::new(columns).with([row(""), row("x")]);
        assert_eq!(table.shown(Words::english()).rows, [["", ""], ["", "x"]]);
        assert!(table.csv().starts_with(b"a,b,c"));
    }

    #[test]
    fn one_cell_is_written_to_page_csv_and_json() {
        let shown = table().shown(Words::english());
        let headings: Vec<&str> = shown.headings.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(headings, ["Channel", "Share", "95% range", "Net"]);
        assert_eq!(
            shown.rows[0],
            ["X", "25.0%", "20.0%\u{a0}to\u{a0}30.0%", "−13 (n\u{a0}=\u{a0}40)"]
        );
        assert_eq!(shown.rows[1], ["=1", "no base", "too few", "too few labels (n\u{a0}=\u{a0}4)"]);
        let csv = String::from_utf8(table().csv()).unwrap();
        assert_eq!(csv, "channel,share,share_low,net\nx,0.25,0.2,-12.5\n'=1,,,50\n");
        assert_eq!(
            serde_json::to_string(&table().records()).unwrap(),
            "[{\"channel\":\"x\",\"share\":0.25,\"share_low\":0.2,\"net\":-12.5},\
             {\"channel\":\"=1\",\"share\":null,\"share_low\":null,\"net\":50.0}]"
        );
    }

    #[test]
    fn measured_zero_and_not_measured_differ_everywhere() {
        let column = |key| Column::new(key, key, Unit::Quantity);
        let cells = vec![Cell::Number(-0.0), Cell::Count(0), Cell::NotMeasured];
        let table = Table::new(vec![column("a"), column("b"), column("c")]).with([cells]);
        assert_eq!(table.shown(Words::english()).rows[0], ["0", "0", "not measured"]);
        assert_eq!(table.csv(), b"a,b,c\n0,0,\n");
        let json = serde_json::to_string(&table.records()).unwrap();
        assert_eq!(json, "[{\"a\":0.0,\"b\":0,\"c\":null}]");
    }

    #[test]
    fn picked_columns_keep_their_cells_and_their_total() {
        let total = vec![
            Cell::text("All"),
            Cell::NotMeasured,
            Cell::text(""),
            Cell::NotMeasured,
            Cell::Number(3.0),
        ];
        let picked = table().with_total(total).pick(&["net", "channel"]);
        assert_eq!(picked.csv(), b"net,channel\n-12.5,x\n50,'=1\n");
        assert_eq!(picked.shown(Words::english()).total, ["+3", "All"]);
    }
}
