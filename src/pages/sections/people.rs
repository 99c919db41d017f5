//! Who: where the audiences say that they are and which channels have mentions, which channels come first, how to take part in each, in which languages
//! and countries people write, and how far the tools say that it reached.

pub(in crate::pages) mod accounts;
mod audiences;
mod channels;
pub(in crate::pages) mod contact;
pub(in crate::pages) mod countries;
pub(in crate::pages) mod languages;
pub(in crate::pages) mod networks;
mod reach;
pub(in crate::pages) mod transitions;

use crate::insights::{AudienceFigures, PlaceStatus};
use crate::pages::section::{Block, Folded, Items, List, Section, SectionInput, Style};
use crate::pages::words::{list, say};

pub(super) fn section(input: &SectionInput<'_>) -> Section {
    let words = input.words;
    let asked = |summary: &str, items: Items| {
        let list = Block::List(List { title: None, items });
        let summary = words.text(summary);
        Folded { is_printed: false, summary, blocks: vec![list] }
    };
    let mut blocks = vec![Block::Table(audiences::table(input))];
    blocks.extend(channels::sentences(input).map(|text| Block::paragraph(Style::Plain, text)));
    blocks.extend(contact::blocks(input));
    blocks.push(Block::Table(channels::priorities(input)));
    let manners = channels::manners(input);
    if !manners.is_empty() {
        blocks.push(Block::Folded(asked("people-manners", Items::Prose(manners))));
    }
    let described = Items::Pairs(audiences::described(input));
    blocks.push(Block::Folded(asked("people-audiences", described)));
    let mut further = accounts::blocks(input);
    blocks.push(further.remove(0));
    further.extend(transitions::blocks(input));
    further.extend(networks::blocks(input));
    if input.report.people.as_ref().is_ok_and(|people| people.all.accounts > 0) {
        let summary = words.text("people-quarters");
        blocks.push(Block::Folded(Folded { is_printed: false, summary, blocks: further }));
    } else {
        blocks.extend(further);
    }
    blocks.extend(languages::blocks(input));
    let further = [countries::table(words, input.report), reach::table(words, input.report)];
    let is_measured = further.iter().any(|table| table.table.has_rows());
    let further: Vec<Block> = further.map(Block::Table).into();
    if is_measured {
        let summary = words.text("people-further");
        blocks.push(Block::Folded(Folded { is_printed: false, summary, blocks: further }));
    } else {
        // Their files are written all the same.
        blocks.extend(further);
    }
    blocks.push(input.notes());
    Section {
        blocks,
        has_main_figure: false,
        ..input.section(words.text("people-question"), headline(input))
    }
}

/// How many of the places that the audiences name are heard, or who is not heard at all.
fn headline(input: &SectionInput<'_>) -> String {
    let (words, found) = (input.words, &input.report.places.audiences);
    let absent: Vec<String> = input
        .brief
        .audience
        .iter()
        .zip(found)
        .filter(|(_, figures)| figures.is_absent())
        .map(|(segment, _)| segment.name.clone())
        .collect();
    if !absent.is_empty() {
        let audiences = list(words, &absent);
        return say!(words, "people-absent", audiences = audiences);
    }
    let places = || found.iter().flat_map(|audience| &audience.places);
    let heard: usize = found.iter().map(|audience| audience.heard().count()).sum();
    let is_observed = |presence| matches!(presence, PlaceStatus::Heard(_) | PlaceStatus::Silent(_));
    let observed = places().filter(|place| is_observed(place.presence)).count();
    match observed {
        0 if places().next().is_none() => words.text("people-no-places"),
        0 => words.text("people-not-measured"),
        _ => say!(words, "people-heard", heard = words.count(heard as u64), n = observed as u64),
    }
}

/// Whether any audience names a place.
fn has_places(audiences: &[AudienceFigures]) -> bool {
    audiences.iter().any(|audience| !audience.places.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::{PlaceFigures, Report, WhereFigures};
    use crate::pages::fixture;

    fn title(presences: &[PlaceStatus]) -> String {
        let place = |presence: &PlaceStatus| PlaceFigures {
            named: "x".into(),
            is_source: true,
            is_network: false,
            presence: *presence,
        };
        let places = presences.iter().map(place).collect();
        let mut report: Report = fixture::report();
        report.places.audiences = vec![AudienceFigures { places }];
        fixture::with_input(&fixture::brief(), &report, headline)
    }

    #[test]
    fn the_headline_counts_the_places_or_names_who_is_absent() {
        let (heard, silent) = (PlaceStatus::Heard(0), PlaceStatus::Silent(5));
        assert_eq!(
            title(&[heard, silent, PlaceStatus::NotInExports, PlaceStatus::NoChannel]),
            "People are heard at 1 of the 2 places that audiences name"
        );
        assert_eq!(title(&[heard]), "People are heard at the one place that audiences name");
        assert_eq!(title(&[silent]), "Not heard where the brief expects them: Weekday commuters");
        assert_eq!(
            title(&[PlaceStatus::NotCovered(5)]),
            "Where the audiences are was not measured"
        );
        assert_eq!(title(&[]), "The brief names no place of its audiences");
    }

    #[test]
    fn the_section_has_its_files_whatever_the_brief_says() {
        let files = |report: &Report| {
            let section = |input: &SectionInput<'_>| section(input).files();
            let files = fixture::with_input(&fixture::brief(), report, section);
            files.into_keys().collect::<Vec<_>>()
        };
        let mut report = fixture::report();
        let all = [
            "charts/languages.svg",
            "data/audiences.csv",
            "data/complainers.csv",
            "data/contacts.csv",
            "data/countries.csv",
            "data/followers.csv",
            "data/languages.csv",
            "data/people.csv",
            "data/priorities.csv",
            "data/reach.csv",
            "data/transitions.csv",
        ];
        assert_eq!(files(&report), all);
        (report.places, report.languages) = (WhereFigures::default(), None);
        assert_eq!(files(&report), all[1..]);
    }
}
