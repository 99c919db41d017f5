//! Share of voice: a sentence and a table of every brand that the brief names, the client first.
//!
//! Shares are of tags, and say so; under ten tags the counts stand alone (method 3.7). Brands whose ranges overlap are not
//! ranked.

use super::format::{
    self, NOT_MEASURED, between, cell, count, counted, dates, maybe_cell, percent,
};
use super::table::Table;
use super::tables::csv;
use crate::brief::Brief;
use crate::insights::{BrandFigures, Report, VoiceFigures};

/// The section's parts.
pub(super) struct Voice {
    /// What was found, or why nothing was measured.
    pub(super) sentence: String,
    /// `None` where nothing was measured.
    pub(super) table: Option<Table>,
}

/// The section of one report.
pub(super) fn voice(brief: &Brief, report: &Report) -> Voice {
    match &report.voice {
        Some(voice) => Voice { sentence: sentence(voice), table: Some(table(voice, report)) },
        None if report.window.is_none() => Voice {
            sentence: format!("Share of voice: {NOT_MEASURED}, no day was observed."),
            table: None,
        },
        None if brief.keywords.iter().any(|keywords| !keywords.competitors.is_empty()) => Voice {
            sentence: format!(
                "Share of voice: {NOT_MEASURED}, the history of these days did not count every competitor."
            ),
            table: None,
        },
        None => {
            let missing = if brief.keywords.is_some() { "competitor" } else { "keywords" };
            Voice {
                sentence: format!("Share of voice: {NOT_MEASURED}, the brief names no {missing}."),
                table: None,
            }
        }
    }
}

fn sentence(voice: &VoiceFigures) -> String {
    let Some((own, others)) = voice.brands.split_first() else { return String::new() };
    let of = format!("{} of {} of the named brands", count(own.tags), counted(voice.tags, "tag"));
    let Some(share) = own.share.and_then(|share| format::share(share, voice.tags)) else {
        return format!("{} has {of}: too few for a share.", own.name);
    };
    let rival = others.iter().rev().max_by_key(|brand| brand.tags);
    let against = rival.map_or_else(String::new, |rival| {
        let verb = if overlap(own, rival) { "; not clearly apart from" } else { "; next is" };
        let share = rival.share.map_or_else(String::new, |share| percent(share, voice.tags));
        let verb = if rival.tags > own.tags && !overlap(own, rival) { "; first is" } else { verb };
        format!("{verb} {} with {share}", rival.name)
    });
    format!("{} has {share} of the voice, {of}{against}.", own.name)
}

fn overlap(one: &BrandFigures, other: &BrandFigures) -> bool {
    match (one.interval, other.interval) {
        (Some(one), Some(other)) => one.0 <= other.1 && other.0 <= one.1,
        _ => true,
    }
}

fn table(voice: &VoiceFigures, report: &Report) -> Table {
    let caption = format!(
        "Posts that name each brand, {}, all channels; a post that names two counts for both",
        dates::period(&report.period)
    );
    let rows = voice.brands.iter().map(|brand| {
        let share = brand.share.and_then(|share| format::share(share, voice.tags));
        let range = brand
            .interval
            .filter(|_| share.is_some())
            .map(|(low, high)| between(&percent(low, voice.tags), &percent(high, voice.tags)));
        vec![
            brand.name.clone(),
            count(brand.tags),
            share.unwrap_or_else(|| "too few".to_owned()),
            range.unwrap_or_default(),
        ]
    });
    let mut table = Table::new(caption, &["Brand", "#Tags", "#Share", "#95% range"]).with(rows);
    table.total =
        vec!["All named brands".to_owned(), count(voice.tags), String::new(), String::new()];
    table
}

/// `data/share_of_voice.csv`: a brand a row, none where nothing was measured.
pub(super) fn share_of_voice(report: &Report) -> Vec<u8> {
    let rows = report.voice.iter().flat_map(|voice| {
        voice.brands.iter().map(|brand| {
            vec![
                brand.name.clone(),
                brand.is_own.to_string(),
                brand.tags.to_string(),
                voice.tags.to_string(),
                brand.share.map_or_else(String::new, cell),
                maybe_cell(brand.interval.map(|range| range.0)),
                maybe_cell(brand.interval.map(|range| range.1)),
            ]
        })
    });
    csv(&["brand", "own", "tags", "base", "share", "share_low", "share_high"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_shares_of_the_method_stand_with_base_and_range() {
        let (brief, report) = (fixture::brief(), fixture::report());
        let voice = voice(&brief, &report);
        assert_eq!(
            voice.sentence,
            "Harbour Coffee has 30.0% of the voice, 120 of 400 tags of the named brands; first is Globex Coffee with 70.0%."
        );
        let mut close = fixture::report();
        close.voice.as_mut().unwrap().brands[1].interval = Some((0.3, 0.7));
        let close = super::voice(&brief, &close).sentence;
        assert!(close.ends_with("; not clearly apart from Globex Coffee with 70.0%."), "{close}");
        let table = voice.table.unwrap();
        assert_eq!(table.rows[0], ["Harbour Coffee", "120", "30.0%", "25.7%\u{a0}to\u{a0}34.7%"]);
        let csv = String::from_utf8(share_of_voice(&report)).unwrap();
        assert!(csv.starts_with("brand,own,tags,base,share,share_low,share_high\nHarbour Coffee,true,120,400,0.3,0.2"), "{csv}");
    }

    #[test]
    fn few_tags_and_what_was_not_measured_have_no_share() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let few = report.voice.as_mut().unwrap();
        few.tags = 4;
        few.brands[0].tags = 1;
        assert!(
            voice(&brief, &report)
                .sentence
                .ends_with("1 of 4 tags of the named brands: too few for a share.")
        );
        report.voice = None;
        let none = voice(&brief, &report);
        assert_eq!(none.sentence, "Share of voice: not measured, the brief names no keywords.");
        assert!(none.table.is_none());
        assert_eq!(String::from_utf8(share_of_voice(&report)).unwrap().lines().count(), 1);
    }
}
