//! `options.csv`: hours, people and cost of each option of the decision. Page one shows them.

use crate::insights::{OptionFigures, OptionId, Report};
use crate::pages::section::DataFile;
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::Words;

/// The stable word for an option.
pub(in crate::pages) fn id(option: OptionId) -> &'static str {
    match option {
        OptionId::Brief => "brief",
        OptionId::Everything => "everything",
    }
}

/// An option a row; none if the work was not measured.
pub(super) fn file(words: &Words, report: &Report) -> DataFile {
    let columns = vec![
        Column::data("option", Unit::Text),
        Column::data("channels", Unit::Text),
        Column::data("hours_per_week", Unit::Quantity),
        Column::data("hours_per_week_low", Unit::Quantity),
        Column::data("hours_per_week_high", Unit::Quantity),
        Column::data("fte", Unit::Quantity),
        Column::data("headcount", Unit::Count),
        Column::data("work_cost_per_week", Unit::Quantity),
        Column::data("team_cost_per_week", Unit::Quantity),
        Column::data("external_cost_per_week", Unit::Quantity),
    ];
    let options = report.options.iter().flatten();
    DataFile {
        name: "options.csv",
        label: words.text("staffing-options-file"),
        table: Table::new(columns).with(options.map(|option| row(report, option))),
    }
}

fn row(report: &Report, option: &OptionFigures) -> Vec<Cell> {
    let ids = option.channels.iter().map(|&at| report.channels[at].id.as_str());
    let people = option.people;
    vec![
        Cell::text(id(option.id)),
        Cell::text(ids.collect::<Vec<_>>().join(" ")),
        Cell::Number(option.hours.base),
        Cell::Number(option.hours.low),
        Cell::Number(option.hours.high),
        Cell::number(people.map(|people| people.fte)),
        Cell::count(people.map(|people| people.headcount)),
        Cell::number(option.work_cost_per_week),
        Cell::number(people.and_then(|people| people.team_cost_per_week)),
        Cell::number(option.external_cost_per_week),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn an_option_without_people_has_hours_and_empty_cells() {
        let mut report = fixture::report();
        let csv = |report: &Report| {
            String::from_utf8(file(Words::english(), report).table.csv()).unwrap()
        };
        assert!(
            csv(&report)
                .lines()
                .nth(1)
                .unwrap()
                .starts_with("brief,x facebook reddit reviews youtube,91,68.25,136.5,3.8")
        );
        report.options.as_mut().unwrap()[0].people = None;
        assert!(csv(&report).lines().nth(1).unwrap().ends_with(",136.5,,,2912,,6825"));
        report.options = None;
        assert_eq!(csv(&report).lines().count(), 1);
    }
}
