//! The channels beside the audiences: those that nobody names or where nobody writes, which come first, whose place they are, and how to take part.

use crate::brief::prose;
use crate::insights::{ChannelFigures, Priority};
use crate::pages::markup::Markup;
use crate::pages::section::{DataFile, Layout, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{self, Words, list, say};

/// Channels that are heard and that no audience names, declared ones where nobody writes, and whose places these are.
pub(super) fn sentences(input: &SectionInput<'_>) -> Option<String> {
    let (words, report) = (input.words, input.report);
    let named = |channel: &ChannelFigures| {
        let mentions = words.count(channel.mentions);
        say!(words, "place-heard", place = &channel.name, mentions = mentions)
    };
    let unnamed: Vec<String> =
        report.places.unnamed.iter().map(|&index| named(&report.channels[index])).collect();
    let is_silent = |channel: &&ChannelFigures| {
        channel.is_declared && channel.mentions == 0 && channel.observed_days > 0
    };
    let silent: Vec<String> =
        report.channels.iter().filter(is_silent).map(|channel| channel.name.clone()).collect();
    let unnamed = (!unnamed.is_empty())
        .then(|| say!(words, "people-unnamed", channels = list(words, &unnamed)));
    let n = silent.len() as u64;
    let silent =
        (n > 0).then(|| say!(words, "people-silent", n = n, channels = list(words, &silent)));
    let sentences: Vec<String> = [unnamed, silent, modes(input)].into_iter().flatten().collect();
    (report.mentions > 0 && !sentences.is_empty()).then(|| sentences.join(" "))
}

/// The rated channels; not on the page if the brief rates none.
pub(super) fn priorities(input: &SectionInput<'_>) -> TableBlock {
    let words = input.words;
    let table = rated(input);
    TableBlock {
        id: "priorities",
        caption: words.text("priorities-caption"),
        table: table.clone(),
        layout: Layout::Scroll,
        rows: vec!["priorities"],
        files: vec![DataFile {
            name: "priorities.csv",
            label: words.text("priorities-file"),
            table,
        }],
    }
}

fn rated(input: &SectionInput<'_>) -> Table {
    let words = input.words;
    let columns = vec![
        Column::new("channel", words.text("name-channel"), Unit::Text),
        Column::new("audience", words.text("name-fit-audience"), Unit::Count),
        Column::new("brand", words.text("name-fit-brand"), Unit::Count),
        Column::new("capability", words.text("name-fit-capability"), Unit::Count),
        Column::data("mentions", Unit::Count),
        Column::new(
            "conversations_per_day",
            words.text("name-conversations-a-day"),
            Unit::Quantity,
        ),
        Column::new("priority", words.text("name-follows"), Unit::Text),
    ];
    let rows = input.report.places.priorities.iter().map(|rated| {
        let channel = &input.report.channels[rated.channel];
        let [audience, brand, capability] =
            [rated.fit.audience, rated.fit.brand, rated.fit.capability]
                .map(|it| Cell::Count(it.into()));
        vec![
            Cell::word(&channel.id, &channel.name),
            audience,
            brand,
            capability,
            Cell::Count(channel.mentions).only_if(channel.is_measured()),
            Cell::number(channel.conversations_per_day),
            priority(words, rated.priority),
        ]
    });
    Table::new(columns).with(rows.collect::<Vec<_>>())
}

fn priority(words: &Words, priority: Priority) -> Cell {
    let (data, shown) = match priority {
        Priority::First => ("first", "priority-first"),
        Priority::Partners => ("partners", "priority-partners"),
        Priority::Listen => ("listen", "priority-listen"),
        Priority::NotHere => ("not_here", "not-here"),
    };
    Cell::word(data, words.text(shown))
}

/// How much is said on the client's own places and on those of others.
fn modes(input: &SectionInput<'_>) -> Option<String> {
    let (words, all) = (input.words, input.report.mentions);
    let modes = input.report.places.modes.filter(|_| all > 0)?;
    let part = |mentions: u64| {
        let share = words.share(mentions as f64 / all as f64, all);
        share.unwrap_or_else(|| words.count(mentions))
    };
    let (hosted, visited) = (part(modes.hosted), part(modes.visited));
    Some(if modes.unstated == 0 {
        say!(words, "people-modes", hosted = hosted, visited = visited)
    } else {
        let unstated = part(modes.unstated);
        say!(words, "people-modes-part", hosted = hosted, visited = visited, unstated = unstated)
    })
}

/// The stance and the customs of each channel that the brief describes.
pub(super) fn manners(input: &SectionInput<'_>) -> Vec<(String, Markup)> {
    let channels = input.report.channels.iter().filter_map(|channel| {
        let culture = input.brief.channels[channel.declared?].culture.as_ref()?;
        let stance = words::stance(input.words, channel.stance);
        let name = say!(input.words, "people-manner", channel = &channel.name, stance = stance);
        Some((name, Markup::from(&prose::inline(culture))))
    });
    channels.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Brief, Fit};
    use crate::insights::{Places, PriorityFigures, Report};
    use crate::pages::fixture;

    #[test]
    fn declared_channels_and_measured_ones_are_compared_both_ways() {
        let found = |report: &Report| fixture::with_input(&fixture::brief(), report, sentences);
        let mut report = fixture::report();
        let silent = "No mention on Home Barista Forum, though the brief names it.";
        assert_eq!(found(&report).as_deref(), Some(silent));
        report.places.unnamed = vec![0, 1];
        let both = format!("Heard, and named by no audience: X 780 and Facebook 572. {silent}");
        assert_eq!(found(&report), Some(both));
        assert_eq!(found(&fixture::silent_report()), None);
    }

    #[test]
    fn rated_channels_have_their_priority() {
        let mut report = fixture::report();
        let fit = Fit { audience: 4, brand: 5, capability: 2 };
        report.places.priorities =
            vec![PriorityFigures { channel: 0, fit, priority: Priority::Partners }];
        let table = fixture::with_input(&fixture::brief(), &report, rated);
        let csv = String::from_utf8(table.csv()).unwrap();
        assert_eq!(
            csv.lines().collect::<Vec<_>>(),
            [
                "channel,audience,brand,capability,mentions,conversations_per_day,priority",
                "x,4,5,2,780,15,partners"
            ]
        );
        let shown = table.shown(Words::english());
        assert_eq!(shown.rows[0][0], "X");
        assert_eq!(shown.rows[0].last().unwrap(), "ask authors who can do it well");
    }

    #[test]
    fn own_places_and_those_of_others_are_compared_if_the_brief_says_which_they_are() {
        let mut report = fixture::report();
        let found = |report: &Report| fixture::with_input(&fixture::brief(), report, modes);
        assert_eq!(found(&report), None);
        report.places.modes = Some(Places { hosted: 507, visited: 1521, unstated: 0 });
        assert_eq!(
            found(&report).unwrap(),
            "25.0% of mentions are in the client’s own places, 75.0% elsewhere."
        );
        report.places.modes = Some(Places { hosted: 0, visited: 1521, unstated: 507 });
        assert_eq!(
            found(&report).unwrap(),
            "0% of mentions are in the client’s own places, 75.0% elsewhere; for 25.0% the brief does not state it."
        );
    }

    #[test]
    fn customs_keep_their_emphasis_and_hostile_text_stays_text() {
        let mut brief: Brief = fixture::brief();
        brief.channels[0].culture = Some("Ask *first*. <script>".into());
        let manners = fixture::with_input(&brief, &fixture::report(), manners);
        let found: Vec<_> =
            manners.iter().map(|(name, culture)| format!("{name}: {culture}")).collect();
        assert_eq!(found, ["X (Answer): Ask <em>first</em>. &lt;script&gt;"]);
    }
}
