//! Errors for columns that an export lacks or that are ambiguous, with the setting of the brief that names them.

use crate::brief::ExportRule;
use crate::brief::wording::set_for_export;
use crate::error::{Problem, Result};
use crate::exports::format::{Field, fold_names};
use crate::exports::{Export, ExportTable};
use crate::mentions::columns::Columns;
use crate::mentions::sample::Sample;
use crate::mentions::text_columns::likely_text;
use crate::mentions::time_column;
use crate::mentions::time_doubts::are_relative;
use crate::mentions::time_parts::add_clock;

/// Requires a time and a text, title or tone. If the brief `has_keywords` and no text is read, a column that looks like text is an error too. A
/// known format (not `is_open`) has no text column besides the one it names.
pub(super) fn require(
    export: &Export,
    table: &ExportTable,
    columns: &Columns,
    sample: &Sample,
    rule: Option<&ExportRule>,
    [is_open, has_keywords]: [bool; 2],
) -> Result<()> {
    if is_open && let Some(column) = counts(sample, table, columns) {
        let what = format!("it holds counts and no mentions: `{column}` has a number in each row");
        return Err(Problem::at(&export.name, table.header_line, 0, what)
            .expected("one row for each mention")
            .hint("export the mentions themselves, and take this file out of `exports/`")
            .into());
    }
    let mut missing = Vec::new();
    let mut wanted = Vec::new();
    let has_words = columns.has(Field::Text) || columns.has(Field::Title);
    let is_text_open = !columns.has(Field::Text) && (is_open || !has_words);
    let text = is_text_open.then(|| likely_text(sample, table, columns)).flatten();
    let text: Vec<usize> = text.into_iter().collect();
    if !columns.has(Field::PublishedAt) {
        missing.push("`published_at` (when it was written: every figure needs it)");
        let mut time: Vec<usize> = time_column::likely(sample, table).into_iter().collect();
        add_clock(sample, table, columns, &mut time);
        wanted.push((Field::PublishedAt, time));
    }
    if !has_words && !columns.has(Field::Sentiment) {
        missing.push("`text`, `title` or `sentiment` (what was said, or how)");
        wanted.push((Field::Text, text));
    } else if !text.is_empty() && (has_keywords || !missing.is_empty()) {
        missing.push("`text` (what was said: keywords are searched in it)");
        wanted.push((Field::Text, text));
    }
    if missing.is_empty() {
        return Ok(());
    }
    let count = if missing.len() == 1 {
        "a required column is missing"
    } else {
        "two required columns are missing"
    };
    let likely =
        wanted.iter().filter(|(_, columns)| !columns.is_empty()).map(|(field, columns)| {
            let names: Vec<String> = columns
                .iter()
                .map(|column| format!("`{}`", table.columns[*column].trim()))
                .collect();
            let verb = if names.len() == 1 { "looks" } else { "look" };
            format!("{} {verb} like `{}`", names.join(" and "), field.word())
        });
    let likely: Vec<String> = likely.collect();
    let mut problem = Problem::at(&export.name, table.header_line, 0, count)
        .detail(format!("missing: {}", missing.join(", ")))
        .detail(format!("found:   {}", found_columns(table)));
    if !likely.is_empty() {
        problem = problem.detail(format!("likely:  {}", likely.join(", ")));
    }
    // A hint that names no column could not be followed.
    let hint = if wanted.iter().all(|(_, columns)| !columns.is_empty()) {
        set_columns(export, table, rule, &wanted, "")
    } else {
        let mut free = 0..table.columns.len();
        let ago = free.find(|column| are_relative(sample, *column));
        match ago.filter(|_| !columns.has(Field::PublishedAt)) {
            Some(column) => format!(
                "`{}` says how long ago, which is not read: export again with the day of each mention",
                table.columns[column].trim()
            ),
            None => "export again with these columns, and with a header line above the rows".into(),
        }
    };
    Err(problem.hint(hint).into())
}

/// The column of a table of daily counts: numbers under a name of counts, and neither a text nor an author, id or address.
fn counts<'t>(sample: &Sample, table: &'t ExportTable, columns: &Columns) -> Option<&'t str> {
    const COUNTS: [&str; 12] = [
        "mentions",
        "mentioncount",
        "mentionscount",
        "numberofmentions",
        "totalmentions",
        "volume",
        "count",
        "posts",
        "erwähnungen",
        "anzahl",
        "menciones",
        "menções",
    ];
    let own = [Field::Text, Field::Title, Field::Author, Field::Id, Field::Url];
    if own.into_iter().any(|field| columns.has(field)) {
        return None;
    }
    let is_number =
        |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte));
    let are_counts = |column: &usize| {
        let mut cells = sample.cells(*column).peekable();
        cells.peek().is_some() && cells.all(is_number)
    };
    let folded = fold_names(&table.columns);
    let named = (0..folded.len()).filter(|column| COUNTS.contains(&folded[*column].as_str()));
    named.filter(are_counts).map(|column| table.columns[column].trim()).next()
}

/// The error for two columns that may both be the time.
pub(super) fn undecided_time(
    export: &Export,
    table: &ExportTable,
    rule: Option<&ExportRule>,
    [first, second]: [&[usize]; 2],
) -> Problem {
    let what = format!(
        "`{}` and `{}` may both be the time, and they disagree",
        table.name_of(first),
        table.name_of(second)
    );
    let columns = [(Field::PublishedAt, first.to_vec())];
    let hint = set_columns(export, table, rule, &columns, "");
    Problem::at(&export.name, table.header_line, 0, what)
        .hint(format!("{hint}, with the one at which the mentions were published"))
}

/// The hint to name these columns; `…` for a field without any.
fn set_columns(
    export: &Export,
    table: &ExportTable,
    rule: Option<&ExportRule>,
    columns: &[(Field, Vec<usize>)],
    or: &str,
) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|(field, columns)| {
            let names: Vec<String> =
                columns.iter().map(|column| quoted(table.columns[*column].trim())).collect();
            let names = match &names[..] {
                [] => "…".to_owned(),
                [name] => name.clone(),
                several => format!("[{}]", several.join(", ")),
            };
            format!("{}: {names}", field.word())
        })
        .collect();
    let columns = format!("{{{}}}", columns.join(", "));
    set_for_export(&export.name, rule, ("columns", &columns), or)
}

/// A name in the form that YAML needs within braces.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ' ');
    let is_word = name.starts_with(char::is_alphabetic)
        && name.chars().all(is_plain)
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&name.to_lowercase().as_str());
    if is_word { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) }
}

pub(super) fn missing_columns(export: &Export, table: &ExportTable, missing: &[String]) -> Problem {
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    Problem::at(
        &export.name,
        table.header_line,
        0,
        format!("no column {}, which the brief maps", names.join(", ")),
    )
    .detail(format!("found:   {}", found_columns(table)))
    .hint("write the names under `exports[].columns` exactly as in the header")
}

fn found_columns(table: &ExportTable) -> String {
    let names: Vec<String> = table
        .columns
        .iter()
        .filter(|name| !name.trim().is_empty())
        .map(|name| format!("`{}`", name.trim()))
        .collect();
    match names.len() {
        0..=12 => names.join(", "),
        more => format!("{} and {} more", names[..12].join(", "), more - 12),
    }
}
