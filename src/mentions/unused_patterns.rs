//! Finds settings of the brief that have no effect on the exports of the project.
//!
//! A pattern that matches no file leaves a zone or a day/month order unset; a source or host of two channels is used for the first only.
//! Neither is an error: the file may come later, and the order may be intended.

use crate::brief::Brief;
use crate::exports::Export;
use crate::mentions::survey::matches;
use crate::note::Note;

/// Notes on the patterns, sources and hosts without effect, in the order of the brief.
pub fn unused_patterns(brief: &Brief, exports: &[Export]) -> Vec<Note> {
    let unmatched = brief
        .exports
        .iter()
        .filter(|rule| !exports.iter().any(|export| matches(rule, &export.name)))
        .map(|rule| Note::UnusedPattern { pattern: rule.files.clone() });
    unmatched.chain(claimed_twice(brief)).collect()
}

fn claimed_twice(brief: &Brief) -> Vec<Note> {
    let mut claims: Vec<(&str, &String, &str)> = Vec::new();
    let mut notes = Vec::new();
    for channel in &brief.channels {
        let sources = channel.match_source.iter().map(|source| ("source", source));
        let hosts = channel.match_host.iter().map(|host| ("host", host));
        for (kind, word) in sources.chain(hosts) {
            match claims.iter().find(|(a, b, _)| (*a, *b) == (kind, word)) {
                Some((_, _, first)) if *first != channel.id => notes.push(Note::ClaimedTwice {
                    kind: kind.to_owned(),
                    word: word.clone(),
                    first: (*first).to_owned(),
                    second: channel.id.clone(),
                }),
                Some(_) => {}
                None => claims.push((kind, word, &channel.id)),
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::read::parse;

    const BRIEF: &str = "\
client: Acme Tea
why: Where do tea drinkers talk about us?
timing: {timezone: UTC}
audience: [{id: drinkers, name: Tea drinkers}]
objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
channels:
  - {id: shop, match: {source: [Reviews, reviews], host: [tea.example]}}
  - {id: app, match: {source: [REVIEWS], host: [app.example]}}
exports: [{files: exports/*.csv, timezone: UTC}, {files: shop/*.csv, timezone: UTC}]
";

    #[test]
    fn a_pattern_without_a_file_and_a_source_of_two_channels_are_noted() {
        let brief = parse("brief.yaml", BRIEF).unwrap();
        let export = Export {
            name: "exports/a.csv".into(),
            path: "exports/a.csv".into(),
            ..Export::default()
        };
        assert_eq!(
            unused_patterns(&brief, &[export]),
            [
                Note::UnusedPattern { pattern: "shop/*.csv".into() },
                Note::ClaimedTwice {
                    kind: "source".into(),
                    word: "reviews".into(),
                    first: "shop".into(),
                    second: "app".into(),
                },
            ]
        );
    }
}
