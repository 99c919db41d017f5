//! Where the audiences say that they are, held against where they are heard (docs/method.md, Audiences and channels).
//!
//! Each source and network of the brief's audiences is looked up among the channels. A word that is no channel is kept: it says where else to look.
//! A place without a mention on observed days is an answer: not here.

use std::collections::BTreeSet;

use super::ChannelFigures;
use crate::brief::{Brief, Segment};
use crate::mentions::channel::Channels;

/// One audience of the brief.
#[derive(Debug, Clone, PartialEq)]
pub struct AudienceFigures {
    /// Its places, in the order of the brief: sources of information first, then networks; each channel once.
    pub places: Vec<PlaceFigures>,
}

/// A place that an audience names.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceFigures {
    /// The word of the brief.
    pub named: String,
    /// Whether the audience looks for information there.
    pub is_source: bool,
    /// Whether it uses it as a network.
    pub is_network: bool,
    /// What was heard there.
    pub presence: PlaceStatus,
}

/// What was heard at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceStatus {
    /// Mentions; the index is into the channels of the report.
    Heard(usize),
    /// None, on observed days of a channel of the report.
    Silent(usize),
    /// No day of the channel was observed.
    NotCovered(usize),
    /// A known channel that the brief does not declare and no export holds.
    NotInExports,
    /// The word names no channel.
    NoChannel,
}

/// A way in which an audience prefers to be contacted.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactFigures {
    /// The word of the brief.
    pub named: String,
    /// What was heard there, where the word names a channel.
    pub presence: PlaceStatus,
}

/// The preferred ways of contact of each audience, best first, in the order of the brief.
pub(super) fn contacts(
    brief: &Brief,
    channels: &Channels,
    figures: &[ChannelFigures],
) -> Vec<Vec<ContactFigures>> {
    let contact = |word: &String| {
        let id = channels.named(word).map(|channel| channels.get(channel).id.as_str());
        ContactFigures { named: word.trim().to_owned(), presence: presence(id, figures) }
    };
    brief.audience.iter().map(|it| it.contact_preference.iter().map(contact).collect()).collect()
}

/// The audiences, in the order of the brief, and the channels with mentions that no audience names, as indices into the channels of the report.
pub(super) fn audiences(
    brief: &Brief,
    channels: &Channels,
    figures: &[ChannelFigures],
) -> (Vec<AudienceFigures>, Vec<usize>) {
    let audiences: Vec<_> =
        brief.audience.iter().map(|segment| audience(segment, channels, figures)).collect();
    let places = audiences.iter().flat_map(|audience| &audience.places);
    let named: BTreeSet<usize> = places.filter_map(|place| place.presence.channel()).collect();
    let is_unnamed = |&index: &usize| {
        figures[index].mentions > 0 && !figures[index].is_unknown() && !named.contains(&index)
    };
    let has_places = audiences.iter().any(|audience| !audience.places.is_empty());
    let unnamed = (0..figures.len()).filter(|index| has_places && is_unnamed(index)).collect();
    (audiences, unnamed)
}

fn audience(segment: &Segment, channels: &Channels, figures: &[ChannelFigures]) -> AudienceFigures {
    let mut places: Vec<(Option<String>, PlaceFigures)> = Vec::new();
    let sources = segment.sources.iter().map(|word| (word, true));
    for (word, is_source) in sources.chain(segment.networks.iter().map(|word| (word, false))) {
        let id = channels.named(word).map(|channel| channels.get(channel).id.clone());
        let known = places.iter_mut().find(|(known, place)| match &id {
            Some(id) => known.as_ref() == Some(id),
            None => place.named.trim().to_lowercase() == word.trim().to_lowercase(),
        });
        if let Some((_, place)) = known {
            (place.is_source, place.is_network) =
                (place.is_source || is_source, place.is_network || !is_source);
            continue;
        }
        let presence = presence(id.as_deref(), figures);
        let named = word.trim().to_owned();
        let place = PlaceFigures { named, is_source, is_network: !is_source, presence };
        places.push((id, place));
    }
    AudienceFigures { places: places.into_iter().map(|(_, place)| place).collect() }
}

fn presence(id: Option<&str>, figures: &[ChannelFigures]) -> PlaceStatus {
    let Some(id) = id else { return PlaceStatus::NoChannel };
    let Some(index) = figures.iter().position(|channel| channel.id == id) else {
        return PlaceStatus::NotInExports;
    };
    match &figures[index] {
        channel if channel.mentions > 0 => PlaceStatus::Heard(index),
        channel if channel.observed_days > 0 => PlaceStatus::Silent(index),
        _ => PlaceStatus::NotCovered(index),
    }
}

impl PlaceStatus {
    /// The channel of the report.
    pub fn channel(self) -> Option<usize> {
        match self {
            Self::Heard(index) | Self::Silent(index) | Self::NotCovered(index) => Some(index),
            Self::NotInExports | Self::NoChannel => None,
        }
    }
}

impl AudienceFigures {
    /// The channels of the report on which it is heard.
    pub fn heard(&self) -> impl Iterator<Item = usize> {
        self.places.iter().filter_map(|place| match place.presence {
            PlaceStatus::Heard(index) => Some(index),
            _ => None,
        })
    }

    /// Whether its channels were observed and nobody was heard on any of them.
    pub fn is_absent(&self) -> bool {
        let mut silent =
            self.places.iter().filter(|place| matches!(place.presence, PlaceStatus::Silent(_)));
        silent.next().is_some() && self.heard().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::{Period, report, sample};
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};

    /// May 2026: two mentions on X, one on Reddit, none in the forum; no day of the shop is covered.
    fn figures(sources: &[&str], networks: &[&str]) -> (AudienceFigures, Vec<String>) {
        let mut brief = sample::brief(&["x", "forum", "shop"]);
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        brief.audience = vec![Segment {
            id: "all".into(),
            name: "All".into(),
            demographics: None,
            networks: words(networks),
            devices: Vec::new(),
            sources: words(sources),
            contact_preference: Vec::new(),
            evidence: None,
        }];
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        brief.coverage_gaps = vec![crate::brief::Gap { channel: 2, from, to }];
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for (channel, at) in [("x", from), ("x", to), ("reddit", to)] {
            let channel = channels.named(channel).unwrap();
            let row = Mention { channel, ..mention(&format!("{at}T10:00")) };
            rollup.add(&row, RowStatus::Used);
        }
        let report = report(&rollup, &brief, &channels, &Period::month(from));
        let (audiences, unnamed) = audiences(&brief, &channels, &report.channels);
        let unnamed = unnamed.iter().map(|index| report.channels[*index].id.clone()).collect();
        (audiences[0].clone(), unnamed)
    }

    fn places(sources: &[&str], networks: &[&str]) -> Vec<(String, &'static str)> {
        let places = figures(sources, networks).0.places;
        let word = |presence| match presence {
            PlaceStatus::Heard(_) => "heard",
            PlaceStatus::Silent(_) => "silent",
            PlaceStatus::NotCovered(_) => "not covered",
            PlaceStatus::NotInExports => "not in exports",
            PlaceStatus::NoChannel => "no channel",
        };
        places.into_iter().map(|place| (place.named, word(place.presence))).collect()
    }

    #[test]
    fn each_place_is_heard_silent_not_covered_unknown_or_no_channel() {
        assert_eq!(
            places(&["Twitter", "forum", "shop", "youtube", "the bakery"], &[]),
            [
                ("Twitter".to_owned(), "heard"),
                ("forum".to_owned(), "silent"),
                ("shop".to_owned(), "not covered"),
                ("youtube".to_owned(), "not in exports"),
                ("the bakery".to_owned(), "no channel"),
            ]
        );
    }

    #[test]
    fn a_channel_stands_once_whichever_words_name_it() {
        let (audience, _) = figures(&["x", "Bakery"], &["Twitter", "bakery "]);
        let found: Vec<_> = audience
            .places
            .iter()
            .map(|it| (it.named.as_str(), it.is_source, it.is_network))
            .collect();
        assert_eq!(found, [("x", true, true), ("Bakery", true, true)]);
    }

    #[test]
    fn channels_that_no_audience_names_are_listed_if_audiences_name_any() {
        assert_eq!(figures(&["x"], &[]).1, ["reddit"]);
        assert_eq!(figures(&["x"], &["reddit"]).1, [""; 0]);
        assert_eq!(figures(&[], &[]).1, [""; 0]);
    }

    #[test]
    fn an_audience_is_absent_if_its_channels_were_observed_and_silent() {
        let is_absent = |sources| figures(sources, &[]).0.is_absent();
        assert!(is_absent(&["forum"]) && is_absent(&["forum", "youtube", "bakery"]));
        assert!(!is_absent(&["forum", "x"]) && !is_absent(&["shop"]) && !is_absent(&[]));
    }
}
