//! Meltwater, the export of 2025 with 46 columns: UTF-16LE with BOM, tabs, LF, but named `.csv`.
//!
//! Date and time are in two columns, in the zone of the account (Amsterdam), which the file does not state. Document ids are in quotes
//! to protect them from spreadsheets; advertising values have thousands separators. Some articles are also in Brandwatch,
//! there without campaign parameters in their addresses.

use std::collections::BTreeMap;

use csv::WriterBuilder;
use jiff::civil::{Date, date};

use super::brandwatch;
use super::posts::{Network, Post};
use super::rng::Rng;
use super::roots::zone;

const HALVES: [(&str, Date, Date); 2] = [
    ("harbour-coffee-press-2026-01-05", date(2026, 1, 1), date(2026, 5, 31)),
    ("harbour-coffee-press-2026-06-09", date(2026, 6, 1), date(2026, 9, 30)),
];

const HEADER: &str = "Date,Time,Document ID,URL,Input Name,Keywords,Information Type,Source Type,Source Name,Source Domain,\
Content Type,Author Name,Author Handle,Title,Opening Text,Hit Sentence,Image,Hashtags,Links,Country,Region,State,City,\
Language,Sentiment,Keyphrases,Reach,Global Reach,National Reach,Local Reach,AVE,Social Echo,Editorial Echo,Engagement,\
Shares,Quotes,Likes,Replies,Reposts,Comments,Reactions,Views,Estimated Views,Document Tags,Custom Categories,\
Custom Fields";

/// The files of both spans.
pub(crate) fn files(posts: &[Post]) -> BTreeMap<String, Vec<u8>> {
    let halves = HALVES.iter().map(|&(name, from, to)| {
        let mut writer = WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
        writer.write_record(HEADER.split(',')).expect("memory takes it");
        for post in posts.iter().rev() {
            let day = post.at.to_zoned(zone()).date();
            if from <= day && day <= to && is_listed(post) {
                writer.write_record(row(post)).expect("memory takes it");
            }
        }
        let text = writer.into_inner().expect("memory takes it");
        let text = String::from_utf8(text).expect("all cells are text");
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        (format!("exports/meltwater/{name}.csv"), units.flat_map(u16::to_le_bytes).collect())
    });
    halves.collect()
}

/// All press articles of Meltwater, and every fourth one that Brandwatch found too.
fn is_listed(post: &Post) -> bool {
    match post.network {
        Network::Wire => true,
        Network::News => Rng::of(&format!("also in meltwater {}", post.id)).chance(250),
        _ => false,
    }
}

fn row(post: &Post) -> Vec<String> {
    let mut rng = Rng::of(&format!("meltwater {}", post.id));
    let local = post.at.to_zoned(zone());
    let mut outlet = post.place.split('|');
    let (name, host) = (outlet.next().unwrap_or_default(), outlet.next().unwrap_or_default());
    let (language, country) = match post.language {
        "nl" => ("Dutch", "Netherlands"),
        "de" => ("German", "Germany"),
        "fr" => ("French", "France"),
        "es" => ("Spanish", "Spain"),
        _ => ("English", "Netherlands"),
    };
    let tail = if post.network == Network::News {
        "?utm_source=meltwater&utm_medium=clipping"
    } else {
        ""
    };
    let mut lead = post.text.split_inclusive(". ");
    let opening: String = lead.by_ref().take(2).collect();
    let reach = 6_000 + rng.skewed(400_000);
    let value = reach * 9 / 10;
    let mut cells = BTreeMap::from([
        ("Date", local.strftime("%Y-%m-%d").to_string()),
        ("Time", local.strftime("%H:%M").to_string()),
        ("Document ID", format!("\"{}\"", rng.uuid())),
        ("URL", brandwatch::article_url(post) + tail),
        ("Input Name", "Harbour Coffee press".to_owned()),
        ("Keywords", "Harbour Coffee".to_owned()),
        ("Information Type", "news".to_owned()),
        ("Source Type", "online news".to_owned()),
        ("Source Name", name.to_owned()),
        ("Source Domain", format!("{host}.example")),
        ("Content Type", "News Article".to_owned()),
        ("Title", post.title.clone()),
        ("Opening Text", opening.trim().to_owned()),
        ("Hit Sentence", lead.collect()),
        ("Country", country.to_owned()),
        ("Language", language.to_owned()),
        ("Sentiment", post.tone.word().to_owned()),
        ("Reach", reach.to_string()),
        ("AVE", format!("{}.{:02}", grouped(value / 100, ','), value % 100)),
        ("Estimated Views", (reach / 400).to_string()),
    ]);
    HEADER.split(',').map(|column| cells.remove(column).unwrap_or_default()).collect()
}

/// A number with a thousands separator.
pub(crate) fn grouped(number: u64, sign: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(999, '.'), "999");
        assert_eq!(grouped(1204, '.'), "1.204");
        assert_eq!(grouped(1_100_378, ','), "1,100,378");
    }

    #[test]
    fn there_are_46_columns() {
        assert_eq!(HEADER.split(',').count(), 46);
    }
}
