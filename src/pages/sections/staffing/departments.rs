//! Who answers what: the work of each department of the brief, and what belongs to nobody.

use crate::brief::Brief;
use crate::insights::Report;
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, list, say};

/// The columns of `departments.csv`.
const CSV: [&str; 7] =
    ["id", "name", "owner", "mentions", "share", "conversations", "hours_per_week"];

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 5] =
    ["id", "mentions", "share", "conversations", "hours_per_week"];

/// The table with its files; without rows if the work was not measured or the brief declares no department.
pub(super) fn block(words: &Words, brief: &Brief, report: &Report) -> TableBlock {
    let table = table(words, brief, report);
    let numbers = DataFile {
        name: "departments.csv",
        label: words.text("file-numbers"),
        table: table.pick(&CSV),
    };
    let further = Some(suggestions(report)).filter(Table::has_rows).map(|table| DataFile {
        name: "department_words.csv",
        label: words.text("departments-words-file"),
        table,
    });
    TableBlock {
        id: "departments",
        caption: words.text("departments-caption"),
        layout: Layout::Scroll,
        rows: vec!["departments"],
        files: std::iter::once(numbers).chain(further).collect(),
        table,
    }
}

/// What belongs to which department, in hours a week: `Customer care (Jo) 16.8, Shops 3.1 and nobody 0.9`. `None` if the work was not measured or the
/// brief declares no department.
fn shares(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let each = report.departments.as_ref()?.iter().map(|figures| {
        let hours = words.quantity(figures.hours_per_week);
        let Some(department) = figures.department.map(|place| &brief.departments[place]) else {
            return say!(words, "departments-share-nobody", hours = hours);
        };
        let name = &department.name;
        match &department.owner {
            Some(owner) => {
                say!(words, "departments-share-owner", name = name, owner = owner, hours = hours)
            }
            None => say!(words, "departments-share", name = name, hours = hours),
        }
    });
    Some(list(words, &each.collect::<Vec<_>>()))
}

/// What belongs to whom, and why the map splits the same hours in another way.
pub(super) fn sentence(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let shares = shares(words, brief, report)?;
    Some(say!(words, "departments-sentence", shares = shares))
}

/// The words that most accounts used in what is nobody's; `None` if there is no such word, or no table to read it below.
pub(super) fn suggested(words: &Words, report: &Report) -> Option<String> {
    report.departments.as_ref()?;
    let found = report.terms.unassigned.as_ref().filter(|found| !found.is_empty())?;
    let each = found.iter().map(|it| {
        let accounts = say!(words, "accounts", n = it.authors);
        say!(words, "departments-word", word = &it.word, accounts = accounts)
    });
    let list = list(words, &each.collect::<Vec<_>>());
    Some(say!(words, "departments-words", words = list))
}

/// A word a row.
pub(in crate::pages) fn suggestions(report: &Report) -> Table {
    let columns = vec![
        Column::data("word", Unit::Text),
        Column::data("mentions", Unit::Count),
        Column::data("authors", Unit::Count),
    ];
    let found = report.terms.unassigned.iter().flatten();
    let rows = found
        .map(|it| vec![Cell::text(&it.word), Cell::Count(it.mentions), Cell::Count(it.authors)]);
    Table::new(columns).with(rows)
}

/// A department a row, then what is nobody's.
pub(in crate::pages) fn table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let columns = vec![
        Column::data("id", Unit::Text),
        Column::new("name", words.text("name-department"), Unit::Text),
        Column::new("owner", words.text("name-owner"), Unit::Text),
        Column::new("mentions", words.text("name-mentions"), Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        Column::new("conversations", words.text("name-conversations"), Unit::Count),
        Column::new("hours_per_week", words.text("name-hours-week"), Unit::Quantity),
    ];
    let Some(departments) = &report.departments else { return Table::new(columns) };
    let all: u64 = departments.iter().map(|figures| figures.mentions).sum();
    let share =
        |mentions: u64| Cell::Share { ratio: mentions as f64 / (all as f64).max(1.0), base: all };
    let rows = departments.iter().map(|figures| {
        let declared = figures.department.map(|department| &brief.departments[department]);
        let owner = declared.and_then(|department| department.owner.as_ref());
        vec![
            Cell::text(declared.map_or("none", |department| &department.id)),
            Cell::text(
                declared.map_or_else(|| words.text("departments-nobody"), |it| it.name.clone()),
            ),
            match (declared, owner) {
                (_, Some(owner)) => Cell::text(owner),
                (Some(_), None) => Cell::missing(words.text("topics-no-owner")),
                (None, None) => Cell::missing(words.text("map-none")),
            },
            Cell::Count(figures.mentions),
            share(figures.mentions),
            Cell::Count(figures.conversations),
            Cell::Number(figures.hours_per_week),
        ]
    });
    let total = vec![
        Cell::text(""),
        Cell::text(words.text("name-all")),
        Cell::text(""),
        Cell::Count(all),
        Cell::text(""),
        Cell::Count(departments.iter().map(|it| it.conversations).sum()),
        Cell::Number(departments.iter().map(|it| it.hours_per_week).sum()),
    ];
    Table::new(columns).with(rows).with_total(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::DepartmentFigures;
    use crate::pages::fixture;

    #[test]
    fn the_words_of_what_is_nobodys_suggest_a_rule() {
        let (words, mut report) = (Words::english(), fixture::report());
        report.terms = fixture::terms();
        assert_eq!(suggested(words, &report), None, "no departments");
        report.departments = Some(Vec::new());
        assert_eq!(
            suggested(words, &report).unwrap(),
            "Words of the mentions that belong to nobody, by the accounts that used them: delivery \
             (24 accounts) and parking (9 accounts). They suggest words for the rules of the departments."
        );
        let csv = String::from_utf8(suggestions(&report).csv()).unwrap();
        assert_eq!(csv, "word,mentions,authors\ndelivery,31,24\nparking,12,9\n");
    }

    #[test]
    fn what_is_nobodys_has_a_row_of_its_own() {
        let (words, mut brief, mut report) =
            (Words::english(), fixture::brief(), fixture::report());
        assert!(!table(words, &brief, &report).has_rows());
        assert_eq!(sentence(words, &brief, &report), None);
        let figures = |department, hours_per_week| DepartmentFigures {
            department,
            mentions: 3,
            conversations: 2,
            hours_per_week,
        };
        report.departments = Some(vec![figures(Some(0), 6.5), figures(None, 0.5)]);
        let shown = table(words, &brief, &report).shown(words);
        assert_eq!(shown.rows[1], ["Nobody", "–", "3", "too few", "2", "0.50"]);
        assert_eq!(shown.total[5], "7.0");
        (brief.departments[0].name, brief.departments[0].owner) =
            ("Care".into(), Some("Jo".into()));
        assert_eq!(shares(words, &brief, &report).unwrap(), "Care (Jo) 6.5 and nobody 0.50");
        let said = sentence(words, &brief, &report).unwrap();
        assert!(said.starts_with("Hours a week: Care (Jo) 6.5 and nobody 0.50. The map"), "{said}");
        let csv = String::from_utf8(table(words, &brief, &report).pick(&CSV).csv()).unwrap();
        assert!(csv.ends_with("none,Nobody,,3,0.5,2,0.5\n"), "{csv}");
    }
}
