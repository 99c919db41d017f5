//! What each option of the decision takes: hours, people and cost, as page one shows them, with the full weeks beside them.

use crate::brief::Brief;
use crate::insights::{OptionFigures, OptionId, Report};
use crate::pages::section::{DataFile, Layout, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words};

/// The columns of `options.csv`.
const CSV: [&str; 15] = [
    "option",
    "channels",
    "hours_per_week",
    "hours_per_week_low",
    "hours_per_week_high",
    "fte",
    "headcount",
    "work_cost_per_week",
    "team_cost_per_week",
    "external_cost_per_week",
    "full_weeks",
    "full_weeks_mean",
    "full_weeks_low",
    "full_weeks_high",
    "conversations",
];

/// The name of an option.
pub(super) fn name(words: &Words, option: OptionId) -> String {
    words.text(match option {
        OptionId::Brief => "option-brief",
        OptionId::Declared => "option-declared",
        OptionId::Everything => "option-everything",
        OptionId::Problems => "option-problems",
    })
}

/// The table with its file; without rows if the work was not measured.
pub(super) fn block(words: &Words, brief: &Brief, report: &Report) -> TableBlock {
    let table = table(words, brief, report);
    TableBlock {
        id: "options",
        caption: words.text("staffing-options"),
        layout: Layout::Stack,
        rows: vec!["options"],
        files: vec![DataFile {
            name: "options.csv",
            label: words.text("file-numbers"),
            table: table.pick(&CSV),
        }],
        table,
    }
}

/// An option a row.
fn table(words: &Words, brief: &Brief, report: &Report) -> Table {
    let heading = |key, id: &str| Column::page(key, words.text(id), Unit::Text);
    let columns = vec![
        heading("name", "staffing-option"),
        Column::data("option", Unit::Text),
        Column::data("channels", Unit::Text),
        Column::new("hours_per_week", words.text("decision-hours"), Unit::Quantity),
        Column::data("hours_per_week_low", Unit::Quantity),
        Column::data("hours_per_week_high", Unit::Quantity),
        heading("weeks", "staffing-full-weeks"),
        Column::new("fte", words.text("name-full-time-people"), Unit::People),
        Column::new("headcount", words.text("decision-head-people"), Unit::Count),
        heading("team", "staffing-team-cost"),
        heading("work", "staffing-work-cost"),
        heading("external", "staffing-external-cost"),
        Column::data("work_cost_per_week", Unit::Quantity),
        Column::data("team_cost_per_week", Unit::Quantity),
        Column::data("external_cost_per_week", Unit::Quantity),
        Column::data("full_weeks", Unit::Count),
        Column::data("full_weeks_mean", Unit::Quantity),
        Column::data("full_weeks_low", Unit::Quantity),
        Column::data("full_weeks_high", Unit::Quantity),
        Column::data("conversations", Unit::Count),
    ];
    let options = report.options.iter().flatten();
    Table::new(columns).with(options.map(|option| row(words, brief, report, option)))
}

fn row(words: &Words, brief: &Brief, report: &Report, option: &OptionFigures) -> Vec<Cell> {
    let ids = option.channels.iter().map(|&at| report.channels[at].id.as_str());
    let people = option.people;
    let money = |amount: Option<f64>| match amount {
        Some(amount) => Cell::text(words.money(amount, &brief.staffing.currency)),
        None => Cell::missing(words.text("map-none")),
    };
    let weeks = option.weeks.as_ref();
    let interval = weeks.and_then(|weeks| weeks.interval);
    let shown_weeks = interval
        .zip(weeks)
        .map(|(interval, weeks)| words::weeks_range(words, interval, weeks.weeks));
    let team = people.and_then(|people| people.team_cost_per_week);
    vec![
        Cell::text(name(words, option.id)),
        Cell::text(option.id.id()),
        Cell::text(ids.collect::<Vec<_>>().join(" ")),
        Cell::Number(option.hours.base),
        Cell::Number(option.hours.low),
        Cell::Number(option.hours.high),
        Cell::text(shown_weeks.unwrap_or_else(|| words.text("map-none"))),
        people.map_or_else(|| Cell::missing(words.text("map-none")), |it| Cell::Number(it.fte)),
        people
            .map_or_else(|| Cell::missing(words.text("map-none")), |it| Cell::Count(it.headcount)),
        money(team),
        money(option.work_cost_per_week),
        money(option.external_cost_per_week),
        Cell::number(option.work_cost_per_week),
        Cell::number(team),
        Cell::number(option.external_cost_per_week),
        Cell::count(weeks.map(|weeks| weeks.weeks as u64)),
        Cell::number(weeks.map(|weeks| weeks.mean)),
        Cell::number(interval.map(|range| range.0)),
        Cell::number(interval.map(|range| range.1)),
        Cell::Count(option.conversations),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_rounded_number_shows_why_one_person_more_is_asked_for() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let people = report.options.as_mut().unwrap()[0].people.as_mut().unwrap();
        (people.fte, people.headcount) = (1.02, 2);
        let shown = table(Words::english(), &brief, &report).shown(Words::english());
        assert_eq!(shown.rows[0][3..5], ["1.02", "2"]);
    }

    #[test]
    fn an_option_without_people_has_hours_and_empty_cells() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let csv = |report: &Report| {
            let table = table(Words::english(), &brief, report).pick(&CSV);
            String::from_utf8(table.csv()).unwrap()
        };
        let first = csv(&report).lines().nth(1).unwrap().to_owned();
        assert!(first.starts_with("brief,x facebook reddit reviews youtube,91,68.25,136.5,3.8"));
        assert!(first.ends_with(",4,91,79.8,102.2,1196"), "{first}");
        report.options.as_mut().unwrap()[0].people = None;
        assert!(csv(&report).lines().nth(1).unwrap().contains(",136.5,,,2912,,6825,"));
        let shown = table(Words::english(), &brief, &report).shown(Words::english());
        assert_eq!(
            shown.rows[0],
            [
                "answer as the brief decides",
                "91.0",
                "79.8\u{a0}to\u{a0}102",
                "–",
                "–",
                "–",
                "EUR\u{a0}2,912",
                "EUR\u{a0}6,825"
            ]
        );
        report.options = None;
        assert_eq!(csv(&report).lines().count(), 1);
    }
}
