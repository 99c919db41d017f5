//! Each audience with the places that it names and what is heard there, and the audiences in the words of the brief.

use super::has_places;
use crate::brief::Segment;
use crate::insights::{AudienceFigures, PlaceFigures, PlaceStatus, Report};
use crate::pages::section::{DataFile, Layout, SectionInput, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, clauses, list, say};

/// An audience a row; not on the page if none names a place.
pub(super) fn table(input: &SectionInput<'_>) -> TableBlock {
    let (words, report) = (input.words, input.report);
    let columns = vec![
        Column::page("audience", words.text("name-audience"), Unit::Text),
        Column::page("places", words.text("name-places"), Unit::Text),
        Column::page("mentions", words.text("name-mentions-there"), Unit::Count),
        Column::page("share", words.text("name-share"), Unit::Share),
        Column::page("follows", words.text("name-follows"), Unit::Text),
    ];
    let audiences = &report.places.audiences;
    let rows = input.brief.audience.iter().zip(audiences).filter(|_| has_places(audiences));
    // A column that says "heard" of each says nothing.
    let are_all_heard = audiences.iter().all(|it| it.heard().next().is_some());
    let rows = rows.map(|(segment, audience)| {
        let mentions: u64 = audience.heard().map(|index| report.channels[index].mentions).sum();
        let is_observed = |place: &PlaceFigures| {
            matches!(place.presence, PlaceStatus::Heard(_) | PlaceStatus::Silent(_))
        };
        let is_measured = audience.places.iter().any(is_observed);
        let ratio = mentions as f64 / (report.mentions as f64).max(1.0);
        let places: Vec<_> =
            audience.places.iter().map(|place| said(words, report, place)).collect();
        vec![
            Cell::text(&segment.name),
            Cell::text(clauses(words, places)),
            Cell::Count(mentions).only_if(is_measured),
            Cell::Share { ratio, base: report.mentions }.only_if(is_measured),
            if are_all_heard { Cell::text("") } else { Cell::text(follows(words, audience)) },
        ]
    });
    TableBlock {
        id: "audiences",
        caption: words.text("audiences-caption"),
        table: Table::new(columns).with(rows.collect::<Vec<_>>()),
        layout: Layout::Stack,
        rows: vec!["audiences"],
        files: vec![DataFile {
            name: "audiences.csv",
            label: words.text("audiences-file"),
            table: by_place(input),
        }],
    }
}

/// `X 283`, `TikTok: nobody`.
fn said(words: &Words, report: &Report, place: &PlaceFigures) -> String {
    let channel = place.presence.channel().map(|index| &report.channels[index]);
    let name = channel.map_or(&place.named, |channel| &channel.name);
    match place.presence {
        PlaceStatus::Heard(index) => {
            let mentions = words.count(report.channels[index].mentions);
            say!(words, "place-heard", place = name, mentions = mentions)
        }
        PlaceStatus::Silent(_) => say!(words, "place-silent", place = name),
        PlaceStatus::NotCovered(_) => say!(words, "place-not-covered", place = name),
        PlaceStatus::NotInExports => say!(words, "place-not-in-exports", place = name),
        PlaceStatus::NoChannel => say!(words, "place-no-channel", place = name),
    }
}

fn follows(words: &Words, audience: &AudienceFigures) -> String {
    words.text(match () {
        () if audience.places.is_empty() => "audience-no-place",
        () if audience.is_absent() => "not-here",
        () if audience.heard().next().is_some() => "audience-heard",
        () => "audience-not-measured",
    })
}

/// A place of an audience a row, then the channels that no audience names.
fn by_place(input: &SectionInput<'_>) -> Table {
    let report = input.report;
    let columns = [
        ("audience", Unit::Text),
        ("place", Unit::Text),
        ("use", Unit::Text),
        ("channel", Unit::Text),
        ("mentions", Unit::Count),
        ("share", Unit::Share),
        ("presence", Unit::Text),
    ];
    let counted = |index: Option<usize>| {
        let channel = index.map(|index| &report.channels[index]);
        let measured = channel.filter(|channel| channel.is_measured());
        [
            channel.map_or(Cell::NotMeasured, |channel| Cell::text(&channel.id)),
            Cell::count(measured.map(|channel| channel.mentions)),
            measured.map_or(Cell::NotMeasured, |channel| Cell::Share {
                ratio: channel.share,
                base: report.mentions,
            }),
        ]
    };
    let audiences = input.brief.audience.iter().zip(&report.places.audiences);
    let named = audiences.flat_map(|(segment, audience)| {
        audience.places.iter().map(|place| {
            let usage = match (place.is_source, place.is_network) {
                (true, true) => "both",
                (true, false) => "source",
                (false, _) => "network",
            };
            let [channel, mentions, share] = counted(place.presence.channel());
            let [id, named, usage] = [&segment.id, &place.named, usage].map(Cell::text);
            vec![id, named, usage, channel, mentions, share, Cell::text(word(place.presence))]
        })
    });
    let unnamed = report.places.unnamed.iter().map(|&index| {
        let [channel, mentions, share] = counted(Some(index));
        let none = || Cell::NotMeasured;
        let place = Cell::text(&report.channels[index].name);
        vec![none(), place, none(), channel, mentions, share, Cell::text("unnamed")]
    });
    Table::new(columns.map(|(key, unit)| Column::data(key, unit)).to_vec())
        .with(named.chain(unnamed).collect::<Vec<_>>())
}

fn word(presence: PlaceStatus) -> &'static str {
    match presence {
        PlaceStatus::Heard(_) => "heard",
        PlaceStatus::Silent(_) => "silent",
        PlaceStatus::NotCovered(_) => "not_covered",
        PlaceStatus::NotInExports => "not_in_exports",
        PlaceStatus::NoChannel => "no_channel",
    }
}

/// The audiences in the words of the brief.
pub(super) fn described(input: &SectionInput<'_>) -> Vec<(String, String)> {
    input.brief.audience.iter().map(|segment| self::segment(input.words, segment)).collect()
}

fn segment(words: &Words, segment: &Segment) -> (String, String) {
    let known = |values: &[String]| (!values.is_empty()).then(|| list(words, values));
    let parts = [
        segment.demographics.clone(),
        known(&segment.networks).map(|list| say!(words, "segment-networks", list = list)),
        known(&segment.devices).map(|list| say!(words, "segment-devices", list = list)),
        known(&segment.sources).map(|list| say!(words, "segment-sources", list = list)),
        known(&segment.contact_preference).map(|list| say!(words, "segment-contact", list = list)),
        Some(evidence(words, segment)),
    ];
    let parts = parts.into_iter().flatten().collect();
    (segment.name.clone(), say!(words, "clause-end", clauses = clauses(words, parts)))
}

/// `evidence: own research, Store survey, 3 May 2026, n = 1,240`.
fn evidence(words: &Words, segment: &Segment) -> String {
    let Some(evidence) = &segment.evidence else { return words.text("segment-no-evidence") };
    let source = &evidence.source;
    let start = if evidence.is_primary {
        say!(words, "segment-own-research", source = source)
    } else {
        say!(words, "segment-other-research", source = source)
    };
    let details = [evidence.date.map(|day| words.date(day)), evidence.n.map(|n| words.sample(n))];
    details
        .into_iter()
        .flatten()
        .fold(start, |start, next| say!(words, "list-next", start = start, next = next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Evidence;
    use crate::pages::fixture;

    fn report() -> Report {
        let mut report = fixture::report();
        let place = |named: &str, is_network, presence| PlaceFigures {
            named: named.into(),
            is_source: true,
            is_network,
            presence,
        };
        report.places.audiences = vec![AudienceFigures {
            places: vec![
                place("twitter", true, PlaceStatus::Heard(0)),
                place("forum", false, PlaceStatus::Silent(5)),
                place("tiktok", false, PlaceStatus::NotInExports),
                place("=the bakery", false, PlaceStatus::NoChannel),
            ],
        }];
        report.places.unnamed = vec![1];
        report
    }

    #[test]
    fn an_audience_has_its_places_with_what_is_heard_there() {
        let report = report();
        let shown = fixture::with_input(&fixture::brief(), &report, |input| {
            table(input).table.shown(input.words).rows
        });
        assert_eq!(
            shown,
            [[
                "Weekday commuters",
                "X 780; Home Barista Forum: nobody; tiktok: in no export; =the bakery: no channel",
                "780",
                "38.5%",
            ]]
        );
        let csv = fixture::with_input(&fixture::brief(), &report, |input| {
            String::from_utf8(by_place(input).csv()).unwrap()
        });
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "audience,place,use,channel,mentions,share,presence");
        assert!(lines[1].starts_with("commuters,twitter,both,x,780,0.38"), "{}", lines[1]);
        assert_eq!(lines[2], "commuters,forum,source,forum,0,0,silent");
        assert_eq!(lines[3], "commuters,tiktok,source,,,,not_in_exports");
        assert_eq!(lines[4], "commuters,'=the bakery,source,,,,no_channel");
        assert!(lines[5].starts_with(",Facebook,,facebook,"), "{}", lines[5]);
        assert!(lines[5].ends_with(",unnamed"), "{}", lines[5]);
    }

    #[test]
    fn without_a_place_there_is_no_table() {
        let mut report = report();
        report.places.audiences = vec![AudienceFigures { places: Vec::new() }];
        let rows = |input: &SectionInput<'_>| table(input).table.shown(input.words).rows.len();
        assert_eq!(fixture::with_input(&fixture::brief(), &report, rows), 0);
    }

    #[test]
    fn a_segment_names_its_evidence_or_that_there_is_none() {
        let mut brief = fixture::brief();
        assert!(
            segment(Words::english(), &brief.audience[0])
                .1
                .ends_with("prefers direct message and phone; no evidence given.")
        );
        brief.audience[0].evidence = Some(Evidence {
            is_primary: true,
            source: "Store survey".into(),
            date: None,
            n: Some(1240),
        });
        assert!(
            segment(Words::english(), &brief.audience[0])
                .1
                .ends_with("evidence: own research, Store survey, n\u{a0}=\u{a0}1,240.")
        );
    }
}
