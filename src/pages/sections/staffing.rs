//! Staffing: the formula with its numbers, what each option takes, what the assumptions do, and which promise the staffed hours can keep. The
//! working is folded.

mod assumptions;
mod cost;
pub(in crate::pages) mod cover;
pub(in crate::pages) mod departments;
mod hours;
mod minutes;
pub(in crate::pages) mod options;
mod people;
mod steps;
mod work;

use crate::brief::Brief;
use crate::insights::{MinutesFrom, OptionId, Report, StanceGroup};
use crate::pages::section::{
    Block, DataFile, Folded, Layout, Section, SectionInput, Style, TableBlock,
};
use crate::pages::words::{self, Words, say};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let headline = headline(words, report);
    let limits = [
        words.text("staffing-limit-period"),
        words.text(match report.handling.from {
            MinutesFrom::Timed => "staffing-limit-timed",
            MinutesFrom::Default | MinutesFrom::Brief => "staffing-limit-cases",
        }),
        words.text("staffing-limit-extra"),
        words.text("staffing-limit-bursts"),
        words.text("staffing-limit-cost"),
    ];
    let folded = [
        Some(Block::Figure(Box::new(hours::figure(input, &headline)))),
        Some(Block::paragraph(Style::Deck, words.text("staffing-formula"))),
        Some(Block::Table(working(words, brief, report))),
        Some(Block::Table(minutes::table(words, report))),
        Block::points(words.text("staffing-limits"), limits.to_vec()),
    ];
    let first = [
        Some(Block::paragraph(Style::Formula, steps::literal_line(words, report))),
        bridge(words, brief, report).map(|text| Block::paragraph(Style::Deck, text)),
        minutes::sentence(words, report).map(|text| Block::paragraph(Style::Deck, text)),
        Some(Block::Table(options::block(words, brief, report))),
        assumptions::figure(input).map(|figure| Block::Figure(Box::new(figure))),
    ];
    let last = [
        departments::sentence(words, brief, report)
            .map(|text| Block::paragraph(Style::Plain, text)),
        Some(Block::Table(departments::block(words, brief, report))),
        departments::suggested(words, report).map(|text| Block::paragraph(Style::Plain, text)),
        Some(input.notes()),
        Some(Block::Folded(Folded {
            summary: words.text("staffing-folded"),
            blocks: folded.into_iter().flatten().collect(),
            is_printed: false,
        })),
    ];
    let (first, last) = (first.into_iter().flatten(), last.into_iter().flatten());
    Section {
        // The options repeat page one, which a phone shows just before.
        has_main_figure: false,
        blocks: first.chain(cover::blocks(words, brief, report)).chain(last).collect(),
        findings: input.findings(),
        unknowns: input.unknowns(),
        ..input.section(words.text("staffing-question"), headline)
    }
}

/// What the option that the brief decides takes, and how many cannot be answered in time; without options, the work.
fn headline(words: &Words, report: &Report) -> String {
    let work = || words::takes(words, &report.staffing, report.is_work_measured());
    let Some(decided) = report.decided() else {
        return work();
    };
    if decided.channels.is_empty() {
        return words.text("takes-none");
    }
    if decided.hours.base <= 0.0 {
        return work();
    }
    let hours = words.quantity(decided.hours.base);
    let takes = if listened(report).is_empty() {
        say!(words, "takes-all", hours = hours)
    } else {
        say!(words, "takes-brief", hours = hours)
    };
    let takes = match decided.people {
        Some(people) => say!(
            words,
            "takes-people",
            sentence = takes,
            people = say!(words, "people", n = people.headcount)
        ),
        None => takes,
    };
    match cover::beyond(words, report) {
        Some((share, time)) => {
            say!(words, "takes-beyond", sentence = takes, share = share, time = time)
        }
        None => takes,
    }
}

/// From the hours of the formula as written to those that the brief decides.
fn bridge(words: &Words, brief: &Brief, report: &Report) -> Option<String> {
    let decided = report.decided()?;
    let everything = report.option(OptionId::Everything)?;
    let sentence = say!(
        words,
        "bridge-all",
        literal = words.quantity(7.0 * report.staffing.literal_hours_per_day),
        minutes = words.minutes(report.staffing.minutes),
        share = words.percent(brief.staffing.response_share, 1),
        all = words.quantity(everything.hours.base)
    );
    let listened = listened(report);
    Some(if listened.is_empty() || decided.channels == everything.channels {
        sentence
    } else {
        say!(
            words,
            "bridge-brief",
            sentence = sentence,
            channels = words::list(words, &listened),
            hours = words.quantity(decided.hours.base)
        )
    })
}

/// Channels that the client only listens to.
fn listened(report: &Report) -> Vec<String> {
    let groups = report.stance_groups.iter();
    let listened = groups.filter(|group| group.group == StanceGroup::Listen);
    listened
        .flat_map(|group| &group.channels)
        .map(|&index| &report.channels[index])
        .filter(|channel| channel.conversations.unwrap_or(0) > 0)
        .map(|channel| channel.name.clone())
        .collect()
}

/// The working, step by step.
fn working(words: &Words, brief: &Brief, report: &Report) -> TableBlock {
    let steps = steps::table(words, brief, report);
    TableBlock {
        id: "working",
        caption: words.text("staffing-working"),
        table: steps.clone(),
        layout: Layout::Stack,
        rows: vec!["staffing"],
        files: vec![DataFile {
            name: "staffing.csv",
            label: words.text("staffing-file"),
            table: steps,
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_headline_is_the_option_that_the_brief_decides() {
        let mut report = fixture::report();
        let said = |report: &Report| headline(Words::english(), report);
        assert_eq!(
            said(&report),
            "Answering takes 91.0 hours a week, 4 people; for 42.0% of conversations no one is on duty within 4\u{a0}hours"
        );
        report.cover = None;
        report.stance_groups[0].group = StanceGroup::Listen;
        report.options.as_mut().unwrap()[0].people = None;
        assert_eq!(said(&report), "Answering as the brief decides takes 91.0 hours a week");
        report.options = None;
        assert_eq!(said(&report), "Answering takes 13.0\u{a0}hours a day");
    }

    #[test]
    fn the_formula_as_written_leads_to_what_the_brief_decides() {
        let mut report = fixture::report();
        let said = |report: &Report| bridge(Words::english(), &fixture::brief(), report).unwrap();
        assert!(!said(&report).contains("only listens"));
        report.stance_groups[0].group = StanceGroup::Listen;
        report.stance_groups[0].channels.truncate(1);
        let options = report.options.as_mut().unwrap();
        (options[0].channels, options[0].hours.base) = (vec![1, 2, 3, 4], 52.0);
        assert_eq!(
            said(&report),
            "That is 91.0 hours a week. With the minutes of each channel, 20 on average, and 100% answered, it is 91.0 hours a week. \
             Without X, to which the brief only listens, it is 52.0 hours."
        );
    }
}
