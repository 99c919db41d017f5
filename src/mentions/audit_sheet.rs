//! The sheet of an audit: one mention a row, by its [`DrawId`], with what people say of it. Checks every cell and reports all problems at once.
//!
//! Only `id` and the columns that people fill in are read. The texts, which the sheet for labelling has too, are passed over.

use std::collections::BTreeMap;
use std::path::Path;

use super::drawing::DrawId;
use super::tone::Tone;
use crate::brief::Kind;
use crate::brief::wording::{did_you_mean, quoted, shown};
use crate::error::{Error, Problem, Result};
use crate::exports::edited::EditedTable;

/// The columns that people fill in.
pub const FILLED_IN: [&str; 4] = ["label", "label_2", "relevant", "kind"];

/// What people say of the mentions of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditSheet {
    /// The rows with their lines in the file, in its order.
    pub rows: Vec<(u64, AuditRow)>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// What people say of one mention; `None`: nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditRow {
    /// The mention.
    pub id: DrawId,
    /// Its tone, never [`Tone::Unscored`].
    pub label: Option<Tone>,
    /// Its tone as a second person sees it.
    pub label_2: Option<Tone>,
    /// Whether it is about the client.
    pub relevant: Option<bool>,
    /// Its kind, never [`Kind::Unclassified`].
    pub kind: Option<Kind>,
}

impl AuditRow {
    /// Whether a cell of it is filled in.
    pub fn is_filled(&self) -> bool {
        self.cells().iter().any(|cell| !cell.is_empty())
    }

    /// What people filled in, in the order of [`FILLED_IN`].
    pub fn cells(&self) -> [&'static str; 4] {
        let relevant = |is: bool| if is { "yes" } else { "no" };
        [
            self.label.map_or("", Tone::word),
            self.label_2.map_or("", Tone::word),
            self.relevant.map_or("", relevant),
            self.kind.map_or("", Kind::id),
        ]
    }
}

impl AuditSheet {
    /// Reads the file; `name` is its name in messages.
    ///
    /// # Errors
    ///
    /// It cannot be read, has no column `id` or `label`, or has cells that mean nothing: all of them, in the order of the file.
    pub fn read(path: &Path, name: &str) -> Result<Self> {
        Self::of(&EditedTable::read(path, name)?, name).map_err(Error::Inputs)
    }

    /// The same from its table.
    ///
    /// # Errors
    ///
    /// As [`AuditSheet::read`], but for reading.
    pub fn of(table: &EditedTable, name: &str) -> std::result::Result<Self, Vec<Problem>> {
        let (Some(id), Some(label)) = (table.column("id"), table.column("label")) else {
            let problem = Problem::of(name, "this is not the sheet of an audit")
                .expected("the columns `id` and `label` in the first line")
                .found(quoted(table.columns.iter().take(12).map(String::as_str)))
                .hint("remove any line above the names of the columns; `socialmap sample` writes a sheet");
            return Err(vec![problem]);
        };
        let mut sheet = Self { rows: Vec::new(), sha256: table.sha256.clone() };
        let mut problems = Vec::new();
        let mut lines = BTreeMap::new();
        for (line, cells) in &table.rows {
            let Ok(id) = cells[id].parse::<DrawId>() else {
                problems.push(no_id(table, name, *line, &cells[id]));
                continue;
            };
            if let Some(first) = lines.insert(id, line) {
                let what = format!("the id `{id}` is in line {first} already");
                let hint = "keep one of the two rows";
                problems.push(Problem::at(name, *line, 0, what).hint(hint));
            }
            let mut cell = Cell { file: name, line: *line, problems: &mut problems };
            let text = |column| table.column(column).map_or("", |at| cells[at].as_str());
            let row = AuditRow {
                id,
                label: cell.word("label", &cells[label], &TONES),
                label_2: cell.word("label_2", text("label_2"), &TONES),
                relevant: cell.word("relevant", text("relevant"), &ANSWERS),
                kind: cell.word("kind", text("kind"), &Kind::NAMED.map(|kind| (kind.id(), kind))),
            };
            sheet.rows.push((*line, row));
        }
        if problems.is_empty() { Ok(sheet) } else { Err(problems) }
    }
}

const TONES: [(&str, Tone); 3] =
    [("positive", Tone::Positive), ("neutral", Tone::Neutral), ("negative", Tone::Negative)];
const ANSWERS: [(&str, bool); 2] = [("yes", true), ("no", false)];

fn no_id(table: &EditedTable, file: &str, line: u64, text: &str) -> Problem {
    let period = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    let hint = match table.column("text") {
        Some(_) => format!(
            "`socialmap sample --period {period} --n {} --out FILE` draws the rows again: take the id of the same text",
            table.rows.len()
        ),
        None => {
            "remove the row, or write the file again with `socialmap sample --labels`".to_owned()
        }
    };
    Problem::at(file, line, 0, format!("`id` is {}", shown(text)))
        .expected("16 digits and letters, as `socialmap sample` writes them")
        .hint(hint)
}

/// A row that is checked.
struct Cell<'a> {
    file: &'a str,
    line: u64,
    problems: &'a mut Vec<Problem>,
}

impl Cell<'_> {
    /// The meaning of a cell of a column; `None` if it is empty or, with a problem, another word.
    fn word<T: Copy>(&mut self, column: &str, text: &str, words: &[(&str, T)]) -> Option<T> {
        let known = words.iter().find(|(word, _)| text.eq_ignore_ascii_case(word));
        if known.is_none() && !text.is_empty() {
            let names = || words.iter().map(|(word, _)| *word);
            let what = format!("`{column}` is {}", shown(text));
            let problem = Problem::at(self.file, self.line, 0, what)
                .expected(format!("{}, or nothing", quoted(names())));
            let hint = did_you_mean(text, names())
                .unwrap_or_else(|| "leave the cell empty where nobody can tell".to_owned());
            self.problems.push(problem.hint(hint));
        }
        known.map(|(_, meaning)| *meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<AuditSheet> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2028-05.csv");
        std::fs::write(&path, text).unwrap();
        AuditSheet::read(&path, "audit/2028-05.csv")
    }

    #[test]
    fn a_sheet_is_read_with_what_people_filled_in() {
        let sheet = read(
            "id,text,label,label_2,relevant,kind\nab00000000000001,=tea,Positive,neutral,YES,problem\n\
             ab00000000000002,rain,,,,\n",
        )
        .unwrap();
        let cells: Vec<_> = sheet.rows.iter().map(|(line, row)| (*line, row.cells())).collect();
        assert_eq!(cells[0], (2, ["positive", "neutral", "yes", "problem"]));
        assert!(cells[1] == (3, [""; 4]) && !sheet.rows[1].1.is_filled());
        assert_eq!(read("label;id\nneutral;ab00000000000001\n").unwrap().rows.len(), 1);
    }

    #[test]
    fn all_problems_are_said_at_once() {
        let error = read(
            "id,label,label_2,relevant,kind\nab00000000000001,postive,unscored,maybe,praise\n\
             1.2E+15,neutral,,,\nab00000000000001,neutral,,,\n",
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "audit/2028-05.csv:2: `label` is `postive`\n  expected `positive`, `neutral`, `negative`, or nothing\n\
             hint: did you mean `positive`?\n\n\
             error: audit/2028-05.csv:2: `label_2` is `unscored`\n  expected `positive`, `neutral`, `negative`, or nothing\n\
             hint: leave the cell empty where nobody can tell\n\n\
             error: audit/2028-05.csv:2: `relevant` is `maybe`\n  expected `yes`, `no`, or nothing\n\
             hint: leave the cell empty where nobody can tell\n\n\
             error: audit/2028-05.csv:2: `kind` is `praise`\n  expected `problem`, `question`, `idea`, `tip`, `experience`, `other`, or nothing\n\
             hint: leave the cell empty where nobody can tell\n\n\
             error: audit/2028-05.csv:3: `id` is `1.2E+15`\n  expected 16 digits and letters, as `socialmap sample` writes them\n\
             hint: remove the row, or write the file again with `socialmap sample --labels`\n\n\
             error: audit/2028-05.csv:4: the id `ab00000000000001` is in line 2 already\nhint: keep one of the two rows"
        );
        assert_eq!(
            read("date,text\n2028,a\n").unwrap_err().to_string(),
            "audit/2028-05.csv: this is not the sheet of an audit\n  expected the columns `id` and `label` in the first line\n  \
             found `date`, `text`\nhint: remove any line above the names of the columns; `socialmap sample` writes a sheet"
        );
    }
}
