//! A table ready for the page: caption, columns, rows of text. Every figure and every working is one.

/// A table whose first column names its rows.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Says what is in it, with unit and base.
    pub(super) caption: String,
    /// At least one.
    pub(super) columns: Vec<Column>,
    /// Each as long as `columns`.
    pub(super) rows: Vec<Vec<String>>,
    /// The total, as long as `columns`; empty without one.
    pub(super) total: Vec<String>,
}

/// Head of a column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its words.
    pub(super) name: String,
    /// Set flush right with figures of one width.
    pub(super) is_number: bool,
}

impl Table {
    /// An empty table; a name that starts with `#` is a column of numbers.
    pub(super) fn new(caption: impl Into<String>, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|name| Column {
            name: name.trim_start_matches('#').to_owned(),
            is_number: name.starts_with('#'),
        });
        Self {
            caption: caption.into(),
            columns: columns.collect(),
            rows: Vec::new(),
            total: Vec::new(),
        }
    }

    /// Adds the rows.
    pub(super) fn with(mut self, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        self.rows.extend(rows);
        self
    }
}
