//! Accounts over months: candidates for advocates and detractors, those who turned, those who come back, and how much the busiest write.

use crate::brief::{AdvocateState, Brief};
use crate::insights::{
    ChannelPeople, Concentration, Group, GroupCounts, NoPeople, PeopleFigures, Period, Report,
};
use crate::pages::section::{Block, DataFile, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, list, say};
use crate::units::Date;

/// The columns of `summary.json`.
pub(in crate::pages) const JSON: [&str; 9] = [
    "channel",
    "accounts",
    "labelled",
    "advocates",
    "detractors",
    "turned_to_praise",
    "turned_to_complaint",
    "recent",
    "returning",
];

/// Accounts under which nobody is called the busiest.
const FEWEST_FOR_BUSIEST: u64 = 11;

/// Accounts under which those who return are a number without a share.
const FEWEST_FOR_SHARE: u64 = 30;

/// Accounts of equal weight under which few of them decide what is said.
const FEW: f64 = 10.0;

/// The candidates and those who return; then what else is known of accounts, the table, and how to read it.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let words = input.words;
    let people = match &input.report.people {
        Ok(people) if people.all.accounts > 0 => people,
        Ok(people) => {
            let nobody = say!(words, "accounts-nobody", window = during(words, people.window));
            return vec![Block::paragraph(Style::Plain, nobody), Block::Table(table(input))];
        }
        Err(why) => {
            let why = match why {
                NoPeople::Days => "days",
                NoPeople::Exports => "exports",
                NoPeople::Authors => "authors",
            };
            let why = say!(words, "accounts-not-measured", why = why);
            return vec![Block::paragraph(Style::Plain, why), Block::Table(table(input))];
        }
    };
    let rule = Block::paragraph(Style::Deck, words.text("accounts-rule"));
    let first = [Some(candidates(words, people, &input.report.period)), returning(words, people)];
    let further = [
        Some(turned(words, people)),
        people.concentration.as_ref().and_then(|found| busiest(words, found)),
        (people.unnamed > 0).then(|| {
            let mentions = say!(words, "mentions", n = people.unnamed);
            say!(words, "accounts-unnamed", mentions = mentions)
        }),
    ];
    let further = further.into_iter().chain([advocates(input, people)]).collect::<Vec<_>>();
    let paragraph = |sentences: &[Option<String>]| {
        let all: Vec<&str> = sentences.iter().flatten().map(String::as_str).collect();
        Block::paragraph(Style::Plain, all.join(" "))
    };
    vec![paragraph(&first), paragraph(&further), Block::Table(table(input)), rule]
}

/// These days at the end of a sentence.
pub(super) fn during(words: &Words, (from, to): (Date, Date)) -> String {
    words.during(&Period::span(from, to))
}

fn counted(words: &Words, n: u64) -> String {
    say!(words, "accounts", n = n)
}

fn candidates(words: &Words, people: &PeopleFigures, period: &Period) -> String {
    let (all, window) = (counted(words, people.all.accounts), during(words, people.window));
    let numbers = |counts: &GroupCounts| {
        let of = |group| people.count(counts, group).map(|n| words.count(n));
        of(Group::Advocate).zip(of(Group::Detractor))
    };
    let Some((advocates, detractors)) = numbers(&people.all) else {
        return say!(words, "accounts-no-labels", accounts = all, window = window);
    };
    let candidates = say!(
        words,
        "accounts-candidates",
        accounts = all,
        window = window,
        advocates = advocates,
        detractors = detractors
    );
    let is_longer = people.window != (period.from, period.to);
    match people.in_period.as_ref().filter(|_| is_longer).and_then(numbers) {
        Some((advocates, detractors)) => say!(
            words,
            "accounts-candidates-alone",
            candidates = candidates,
            advocates = advocates,
            detractors = detractors
        ),
        None => say!(words, "clause-end", clauses = candidates),
    }
}

fn turned(words: &Words, people: &PeopleFigures) -> String {
    let of = |group| people.count(&people.all, group).map(|n| words.count(n));
    match of(Group::TurnedToPraise).zip(of(Group::TurnedToComplaint)) {
        Some((praise, complaint)) => say!(
            words,
            "accounts-turned",
            praise = praise,
            complaint = complaint,
            accounts = counted(words, people.all.followed)
        ),
        None => words.text("accounts-turned-not-measured"),
    }
}

fn returning(words: &Words, people: &PeopleFigures) -> Option<String> {
    let returning = people.returning(&people.all)?;
    let part = |n: u64, all: u64, of: String| {
        let part = say!(words, "accounts-returning-part", again = words.count(n), all = of);
        let share = words.share(n as f64 / (all as f64).max(1.0), all);
        match share.filter(|_| all >= FEWEST_FOR_SHARE) {
            Some(share) => say!(words, "accounts-returning-share", part = part, share = share),
            None => part,
        }
    };
    let (recent, before) = (people.all.recent, people.all.recent_before);
    let now = say!(
        words,
        "accounts-returning",
        part = part(returning, recent, counted(words, recent)),
        window = during(words, *people.quarters.first()?)
    );
    let now = match people.quarters.get(1) {
        Some(&quarter) => say!(
            words,
            "accounts-returning-before",
            now = now,
            window = during(words, quarter),
            again = part(people.all.returning_before, before, words.count(before))
        ),
        None => now,
    };
    Some(say!(words, "clause-end", clauses = now))
}

/// The advocates that the brief lists, by state, with those of them who wrote; those listed after the period are left out.
fn advocates(input: &SectionInput<'_>, people: &PeopleFigures) -> Option<String> {
    let words = input.words;
    let states = listed_advocates(input.brief, input.report, people).into_iter();
    let states = states.filter_map(|(state, n, wrote)| {
        let name = match state {
            AdvocateState::Candidate => say!(words, "accounts-listed-candidate", n = n),
            AdvocateState::Confirmed => say!(words, "accounts-listed-confirmed", n = n),
            AdvocateState::Invited => say!(words, "accounts-listed-invited", n = n),
            AdvocateState::Declined => say!(words, "accounts-listed-declined", n = n),
        };
        let wrote = words.count(wrote);
        (n > 0).then(|| say!(words, "with-range", value = name, range = wrote))
    });
    let states: Vec<String> = states.collect();
    let window = during(words, people.window);
    (!states.is_empty())
        .then(|| say!(words, "accounts-listed", window = window, states = list(words, &states)))
}

/// Each state with the accounts that the brief lists in it up to the end of the period, and how many of them wrote.
pub(in crate::pages) fn listed_advocates(
    brief: &Brief,
    report: &Report,
    people: &PeopleFigures,
) -> [(AdvocateState, u64, u64); 4] {
    let until = report.period.to;
    let listed = brief.advocates.iter().zip(&people.advocates_wrote);
    let listed: Vec<_> =
        listed.filter(|(it, _)| it.since.is_none_or(|since| since <= until)).collect();
    AdvocateState::ALL.map(|state| {
        let of_state = || listed.iter().filter(|(it, _)| it.state == state);
        let wrote = of_state().filter(|(_, wrote)| **wrote).count();
        (state, of_state().count() as u64, wrote as u64)
    })
}

fn busiest(words: &Words, found: &Concentration) -> Option<String> {
    let mentions = say!(words, "mentions", n = found.mentions);
    let effective = words.assumed(found.effective.round());
    let few =
        (found.effective < FEW).then(|| say!(words, "accounts-few", effective = effective.clone()));
    let busiest = (found.accounts >= FEWEST_FOR_BUSIEST).then(|| {
        say!(
            words,
            "accounts-busiest",
            one = words.count(found.by_one),
            ten = words.count(found.by_ten),
            mentions = mentions,
            effective = effective
        )
    });
    let said: Vec<String> = few.into_iter().chain(busiest).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The channels, a row each.
fn table(input: &SectionInput<'_>) -> TableBlock {
    let words = input.words;
    let people = input.report.people.as_ref().ok();
    let table = by_channel(words, people);
    let window = people.map(|people| {
        let (from, to) = people.window;
        words.period(&Period::span(from, to))
    });
    let recent = people.and_then(|people| people.quarters.first());
    TableBlock {
        id: "people",
        caption: say!(words, "accounts-caption", window = window.unwrap_or_default()),
        table: table.clone(),
        layout: Layout::Scroll,
        rows: ["people"].into_iter().chain(recent.map(|_| "returning")).collect(),
        files: vec![DataFile { name: "people.csv", label: words.text("file-numbers"), table }],
    }
}

/// A channel a row, for the page, its file and `summary.json`; none where accounts were not measured.
pub(in crate::pages) fn by_channel(words: &Words, people: Option<&PeopleFigures>) -> Table {
    let group = |group: Group| {
        let heading = say!(words, "accounts-group", group = group.id());
        Column::new(group.id(), heading, Unit::Count)
    };
    let mut columns = vec![
        Column::new("channel", words.text("name-channel"), Unit::Text),
        Column::data("from", Unit::Text),
        Column::data("to", Unit::Text),
        Column::new("accounts", words.text("name-accounts"), Unit::Count),
        Column::new("labelled", words.text("name-labelled"), Unit::Count),
    ];
    columns.extend(Group::ALL.map(group));
    columns.extend(["recent", "returning"].map(|key| Column::data(key, Unit::Count)));
    let Some(people) = people else { return Table::new(columns) };
    let row = |name: Cell, counts: &GroupCounts| {
        let (from, to) = people.window;
        let numbers = [Cell::Count(counts.accounts), Cell::Count(counts.labelled)];
        let groups = Group::ALL.map(|group| Cell::count(people.count(counts, group)));
        let days = [name, Cell::Date(from), Cell::Date(to)];
        let returning = people.returning(counts);
        let recent = [returning.map(|_| counts.recent), returning].map(Cell::count);
        days.into_iter().chain(numbers).chain(groups).chain(recent).collect::<Vec<_>>()
    };
    let channel = |it: &ChannelPeople| row(Cell::word(&it.id, &it.name), &it.counts);
    let table = Table::new(columns).with(people.channels.iter().map(channel).collect::<Vec<_>>());
    if people.channels.len() > 1 {
        table.with_total(row(Cell::text(words.text("name-all-channels")), &people.all))
    } else {
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Advocate;
    use crate::insights::Report;
    use crate::pages::fixture;

    fn said(people: Result<PeopleFigures, NoPeople>) -> String {
        let report = Report { people, ..fixture::report() };
        let blocks = fixture::with_input(&fixture::brief(), &report, blocks);
        let paragraphs = blocks.into_iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text),
            _ => None,
        });
        let rule = Words::english().text("accounts-rule");
        paragraphs.filter(|text| *text != rule).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_window_stands_with_its_figures() {
        assert_eq!(
            said(Ok(fixture::people::accounts())),
            "Candidates among the 35 accounts that wrote from January to June 2026: 4 for advocates, 1 for detractors; by the days of this \
             report alone 0 and 0. 7 of 22 accounts that wrote from April to June 2026 did so in two of these months or more; from January to March 2026 4 of 16.\n3 turned from \
             complaint to praise and 2 from praise to complaint, of 12 accounts with labels in two quarters or more. In this report the busiest account wrote 6 of the 64 mentions that name their author, the ten busiest 20; weighted by what each wrote, \
             there are in effect 31 of them. Without an author: 1 mention of the whole time."
        );
    }

    #[test]
    fn what_was_not_measured_says_why_and_nothing_is_said_as_such() {
        let mut people = fixture::people::accounts();
        people.quarters.clear();
        (people.all.labelled, people.unnamed) = (0, 0);
        people.concentration =
            Some(Concentration { accounts: 3, effective: 1.5, ..people.concentration.unwrap() });
        assert_eq!(
            said(Ok(people.clone())),
            "35 accounts wrote from January to June 2026; which of them praise or complain was not measured, as their mentions have no tone \
             label.\nWho turned was not measured: that takes labels of six months. This report is driven by few accounts: weighted by what each \
             wrote, there are in effect 2 of them."
        );
        people.all.accounts = 0;
        assert_eq!(said(Ok(people)), "No account wrote from January to June 2026.");
        for (why, reason) in [
            (NoPeople::Days, "no day was observed"),
            (NoPeople::Exports, "the history replaces the exports and holds no accounts"),
            (NoPeople::Authors, "no mention names its author"),
        ] {
            let expected =
                format!("Who praises or complains again and again: not measured, {reason}.");
            assert_eq!(said(Err(why)), expected);
        }
    }

    #[test]
    fn channels_without_labels_have_no_candidates_in_data() {
        let people = fixture::people::accounts();
        let csv = String::from_utf8(by_channel(Words::english(), Some(&people)).csv()).unwrap();
        let expected = "channel,from,to,accounts,labelled,advocates,detractors,turned_to_praise,turned_to_complaint,recent,returning\n\
                        x,2026-01-01,2026-06-30,30,28,4,1,3,2,20,7\n\
                        reddit,2026-01-01,2026-06-30,5,0,,,,,2,0\n";
        assert_eq!(csv, expected);
    }

    #[test]
    fn the_advocates_of_the_brief_are_counted_by_state_with_those_that_wrote() {
        let mut report = fixture::report();
        report.people = Ok(fixture::people::accounts());
        let advocate = |state, since| Advocate { handle: "ada".into(), channel: 0, since, state };
        let mut brief = fixture::brief();
        brief.advocates = vec![
            advocate(AdvocateState::Confirmed, None),
            advocate(AdvocateState::Confirmed, Some(fixture::day(2026, 5, 31))),
            advocate(AdvocateState::Invited, Some(fixture::day(2026, 6, 1))),
        ];
        let said = fixture::with_input(&brief, &report, |input| {
            advocates(input, report.people.as_ref().unwrap())
        });
        let expected = "On the client’s list of advocates, in brackets those that wrote from January to June 2026: 2 confirmed (1).";
        assert_eq!(said.as_deref(), Some(expected), "one is invited after the period");
    }
}
