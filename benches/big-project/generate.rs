//! Generates the rows of the exports. Each depends only on its number, so that an earlier row can be repeated later.

use std::fmt::Write as _;
use std::io;

mod clock;
#[path = "../../examples/sample-data/rng.rs"]
#[cfg_attr(not(test), expect(dead_code, reason = "the sample draws in more ways"))]
mod rng;
mod texts;

pub(crate) use clock::month;
use clock::{Clock, Moment};
use rng::Rng;
use texts::{Texts, zipf};

const HEADER: &str = "id,url,created_at,source,author,author_followers,title,text,sentiment,language,engagement,is_repost,thread_id\n";
/// Sources with their share of the rows in percent.
const SOURCES: [(&str, u64); 6] =
    [("x", 50), ("instagram", 18), ("reddit", 18), ("youtube", 7), ("news", 5), ("blogs", 2)];
const TONES: [(&str, u64); 4] = [("positive", 30), ("neutral", 40), ("negative", 20), ("", 10)];
/// Start of the time encoded in X post ids, in milliseconds since 1970.
const X_EPOCH: u64 = 1_288_834_974_657;
/// Number of rows within which a news story is repeated or an answer follows.
const NEAR: u64 = 500;

/// Generator of exports with a given number of rows a month.
#[derive(Debug)]
pub(crate) struct Rows {
    a_month: u64,
    is_plain: bool,
    texts: Texts,
}

impl Rows {
    /// Creates a generator; plain exports contain no near copies.
    pub(crate) fn new(a_month: u64, is_plain: bool) -> Self {
        Self { a_month, is_plain, texts: Texts::new() }
    }

    /// Writes the export of a month, counted from January 2023. One row in 25 repeats one of this month or the month before.
    pub(crate) fn write_month(&self, month: u64, out: &mut impl io::Write) -> io::Result<()> {
        let clocks = [Clock::of(month.saturating_sub(1)), Clock::of(month)];
        let first = month * self.a_month;
        out.write_all(HEADER.as_bytes())?;
        let mut row = String::new();
        for place in first..first + self.a_month {
            let mut rng = Rng::of(&format!("place {place}"));
            let again = rng.chance(40) && place > 0;
            let number = if again { place - 1 - rng.below(place.min(self.a_month)) } else { place };
            let clock = &clocks[usize::from(number >= first)];
            let at = clock.at(number % self.a_month, self.a_month);
            row.clear();
            self.push(number, &at, &mut row).expect("a string takes what is written");
            out.write_all(row.as_bytes())?;
        }
        Ok(())
    }

    fn push(&self, number: u64, at: &Moment<'_>, row: &mut String) -> std::fmt::Result {
        let mut rng = Rng::of(&format!("row {number}"));
        let texts = &self.texts;
        let source = SOURCES[rng.weighted(&SOURCES.map(|(_, share)| share))].0;
        let is_article = matches!(source, "news" | "blogs");
        let person = zipf(self.a_month, &mut rng);
        let author = match source {
            "news" | "blogs" => format!("{} post", texts.name(rng.below(400))),
            "x" | "reddit" if rng.chance(15) => "harbourcoffee".to_owned(),
            _ => format!("{}_{person:x}", texts.name(person)),
        };
        let id = match source {
            "x" => (((at.unix() - X_EPOCH) << 22) | (number % (1 << 22))).to_string(),
            _ => format!("m{:016x}", rng.bits()),
        };
        let day = at.day();
        write!(row, "{id},")?;
        match source {
            "x" => write!(row, "https://x.com/{author}/status/{id},"),
            "instagram" => write!(row, "https://www.instagram.com/p/{id}/,"),
            "reddit" => write!(row, "https://www.reddit.com/r/coffee/comments/{id}/what_now/,"),
            "youtube" => write!(row, "https://www.youtube.com/watch?v={id},"),
            _ => write!(row, "https://{}.example/{day}/{id}.html,", author.replace(' ', "-")),
        }?;
        at.push(row);
        let followers = Rng::of(&author).skewed(200_000);
        write!(row, ",{source},{author},{followers},\"")?;

        // A story of the wire is drawn from a stream that its neighbours share.
        let is_wired = is_article && rng.chance(150) && !self.is_plain;
        let story =
            if is_wired { format!("wire {}", number / NEAR) } else { format!("words {number}") };
        let mut words = Rng::of(&story);
        let (language, code) = Texts::language(&mut words);
        if is_article || source == "reddit" {
            texts.title(language, &mut words, row);
        }
        row.push_str("\",\"");
        let is_repost = source == "x" && rng.chance(50);
        if is_repost {
            write!(row, "RT @{}: ", texts.name(rng.below(400)))?;
        }
        if is_article {
            texts.article(language, &mut words, row);
        } else {
            texts.post(language, &mut words, row);
        }
        let tone = TONES[rng.weighted(&TONES.map(|(_, share)| share))].0;
        let engagement = rng.skewed(400);
        let thread =
            if rng.chance(300) { number - rng.below(number.min(NEAR) + 1) } else { number };
        writeln!(row, "\",{tone},{code},{engagement},{is_repost},t{thread}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sha2::{Digest, Sha256};

    use super::*;

    fn export(rows: &Rows, month: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        rows.write_month(month, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_same_arguments_make_the_same_bytes() {
        // The first half of the hash, big end first.
        let digest = Sha256::digest(export(&Rows::new(2_000, false), 3));
        let digest = u128::from_be_bytes(digest[..16].try_into().unwrap());
        assert_eq!(format!("{digest:032x}"), "19909f68fea14f6e516f203c50722f1e");
    }

    #[test]
    fn rows_are_as_wide_and_as_often_repeated_as_those_of_real_exports() {
        let bytes = export(&Rows::new(10_000, true), 0);
        let mut urls = BTreeSet::new();
        for row in csv::Reader::from_reader(&bytes[..]).records() {
            urls.insert(row.unwrap()[1].to_owned());
        }
        assert!((310..330).contains(&(bytes.len() / 10_000)), "{} bytes", bytes.len());
        assert!((9_550..9_650).contains(&urls.len()), "{} addresses", urls.len());
    }
}
