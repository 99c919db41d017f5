//! How the client itself takes part: its own posts held against the rules of the brief, folded, with their file.

use crate::insights::{OwnPostFigures, OwnShares, PartOf, RuleVerdict};
use crate::pages::channels::share_range;
use crate::pages::section::{Block, DataFile, Folded, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, clauses, say};

/// The columns of `own_posts.csv`.
const CSV: [&str; 11] = [
    "measure",
    "channel",
    "count",
    "base",
    "share",
    "low",
    "high",
    "texts",
    "rule",
    "rule_from",
    "verdict",
];

/// Why there are no figures, where the brief names the client's accounts and the history replaces their posts.
pub(super) fn not_measured(input: &SectionInput<'_>) -> Option<Block> {
    let is_replaced = !input.report.history.is_empty() && !input.brief.own_handles.is_empty();
    is_replaced.then(|| Block::paragraph(Style::Deck, input.words.text("own-history")))
}

/// The figures with their definition; `None` where nothing was measured.
pub(super) fn block(input: &SectionInput<'_>) -> Option<Block> {
    let words = input.words;
    let figures = input.report.own_posts.as_ref()?;
    let table = all(input, figures);
    let file = DataFile {
        name: "own_posts.csv",
        label: words.text("file-numbers"),
        table: all_with_channels(input, figures).pick(&CSV),
    };
    let base = say!(words, "own-posts", n = figures.all.posts.unwrap_or_default());
    let caption =
        say!(words, "own-caption", posts = base, when = words.during(&input.report.period));
    let table = TableBlock {
        id: "own-posts",
        caption,
        table,
        layout: Layout::Stack,
        rows: vec!["own-posts"],
        files: vec![file],
    };
    let summary =
        say!(words, "own-summary", clauses = headline(words, &input.brief.client, figures));
    let note = Block::paragraph(Style::Deck, words.text("own-note"));
    Some(Block::Folded(Folded {
        is_printed: false,
        summary,
        blocks: vec![Block::Table(table), note],
    }))
}

/// What was measured, in one line.
fn headline(words: &Words, client: &str, figures: &OwnPostFigures) -> String {
    let OwnShares { posts, replies, about_us, repeated, .. } = figures.all;
    let [replies, about_us, repeated] =
        [replies, about_us, repeated].map(|part| part.filter(|part| part.base > 0));
    let base_of_replies = replies.map(|part| part.base);
    let share_or_count =
        |part: PartOf| share(words, part).unwrap_or_else(|| words.count(part.count));
    let replies = replies.map(|part| {
        let posts = say!(words, "own-posts", n = part.base);
        say!(words, "own-headline-replies", share = share_or_count(part), posts = posts)
    });
    let about_us = about_us.map(|part| {
        let share = match share(words, part) {
            None => say!(words, "response-count", count = words.count(part.count), n = part.base),
            Some(share) if base_of_replies.is_some_and(|base| base != part.base) => {
                let posts = say!(words, "own-posts", n = part.base);
                say!(words, "own-share-of", share = share, posts = posts)
            }
            Some(share) => share,
        };
        say!(words, "own-headline-about-us", share = share, client = client)
    });
    let repeated = repeated.map(|part| {
        let replies = say!(words, "own-replies", n = part.base);
        say!(words, "own-headline-repeated", share = share_or_count(part), replies = replies)
    });
    let parts: Vec<String> = [replies, about_us, repeated].into_iter().flatten().collect();
    if parts.is_empty() {
        return say!(words, "own-posts", n = posts.unwrap_or_default());
    }
    clauses(words, parts)
}

/// In whole percent, as page one has shares; `None`: of under ten.
fn share(words: &Words, part: PartOf) -> Option<String> {
    words.share(part.share()?, part.base.min(99))
}

/// The measures of all channels together.
fn all(input: &SectionInput<'_>, figures: &OwnPostFigures) -> Table {
    Table::new(columns(input.words)).with(rows(input, None, &figures.all, Some(figures)))
}

/// The same, then those of each channel.
fn all_with_channels(input: &SectionInput<'_>, figures: &OwnPostFigures) -> Table {
    let of_channels =
        figures.channels.iter().flat_map(|(id, (_, shares))| rows(input, Some(id), shares, None));
    all(input, figures).with(of_channels)
}

fn columns(words: &Words) -> Vec<Column> {
    let page = |key, id: &str, unit| Column::page(key, words.text(id), unit);
    vec![
        Column::new("measure", words.text("own-measure"), Unit::Text),
        Column::data("channel", Unit::Text),
        Column::new("count", words.text("own-count"), Unit::Count),
        Column::new("base", words.text("own-base"), Unit::Count),
        Column::new("share", words.text("name-share"), Unit::Share),
        page("range", "name-share-range", Unit::Share),
        page("held", "own-rule", Unit::Text),
        Column::data("low", Unit::Share),
        Column::data("high", Unit::Share),
        Column::data("texts", Unit::Count),
        Column::data("rule", Unit::Share),
        Column::data("rule_from", Unit::Text),
        Column::data("verdict", Unit::Text),
    ]
}

/// A rule of the brief with its verdict.
struct Rule {
    key: &'static str,
    side: &'static str,
    limit: f64,
    verdict: RuleVerdict,
}

/// A measure a row; of what was not measured none. Only all channels together (`whole`) are held against the rules.
fn rows(
    input: &SectionInput<'_>,
    channel: Option<&str>,
    shares: &OwnShares,
    whole: Option<&OwnPostFigures>,
) -> Vec<Vec<Cell>> {
    let content = &input.brief.own_content;
    let rule = |key, side, limit, verdict: Option<RuleVerdict>| {
        verdict.map(|verdict| Rule { key, side, limit, verdict })
    };
    let replies = whole.and_then(|whole| {
        let verdict = whole.replies_verdict;
        rule("own_content.min_reply_share", "least", content.min_reply_share, verdict)
    });
    let about_us = whole.and_then(|whole| {
        let verdict = whole.about_us_verdict;
        rule("own_content.max_self_share", "most", content.max_self_share, verdict)
    });
    let texts = whole.map(|whole| whole.repeated_texts);
    let reposts = shares.reposts.filter(|part| part.count > 0);
    let measures = [
        ("replies", shares.replies, replies, None),
        ("reposts", reposts, None, None),
        ("about_us", shares.about_us, about_us, None),
        ("repeated", shares.repeated, None, texts),
    ];
    let rows = measures.into_iter().filter_map(|(id, part, rule, texts)| {
        let part = part.filter(|part| part.base > 0)?;
        Some(row(input, (id, channel), part, rule.as_ref(), texts))
    });
    rows.collect()
}

fn row(
    input: &SectionInput<'_>,
    (id, channel): (&str, Option<&str>),
    part: PartOf,
    rule: Option<&Rule>,
    texts: Option<u64>,
) -> Vec<Cell> {
    let words = input.words;
    let name = match texts {
        Some(n) => {
            let texts = say!(words, "own-texts", n = n);
            say!(words, "own-repeated-texts", texts = texts)
        }
        None => say!(words, "own-name", measure = id, client = &input.brief.client),
    };
    let interval = part.interval();
    let is_default = rule.is_some_and(|rule| input.brief.is_default(rule.key));
    let held = rule.map(|rule| {
        let limit =
            say!(words, "own-limit", side = rule.side, share = words.percent(rule.limit, 99));
        let limit =
            if is_default { say!(words, "assumption-default", name = limit) } else { limit };
        say!(words, "own-held", rule = limit, verdict = rule.verdict.id())
    });
    let from = if is_default { "default" } else { "brief" };
    let data = |text: Option<String>| Cell::text(text.unwrap_or_default());
    vec![
        Cell::word(id, name),
        data(channel.map(str::to_owned)),
        Cell::Count(part.count),
        Cell::Count(part.base),
        Cell::Share { ratio: part.share().unwrap_or_default(), base: part.base },
        share_range(words, interval, part.base),
        data(held),
        Cell::number(interval.map(|range| range.0)),
        Cell::number(interval.map(|range| range.1)),
        Cell::count(texts),
        Cell::number(rule.map(|rule| rule.limit)),
        data(rule.map(|_| from.to_owned())),
        data(rule.map(|rule| rule.verdict.id().to_owned())),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::pages::fixture;

    fn figures() -> OwnPostFigures {
        let part = |count, base| Some(PartOf { count, base });
        let all = OwnShares {
            posts: Some(45),
            reposts: part(5, 45),
            replies: part(26, 40),
            about_us: part(8, 40),
            repeated: part(13, 26),
        };
        OwnPostFigures {
            all,
            channels: BTreeMap::from([("x".to_owned(), ("X".to_owned(), all))]),
            repeated_texts: 1,
            about_us_verdict: Some(RuleVerdict::Kept),
            replies_verdict: Some(RuleVerdict::Unclear),
        }
    }

    #[test]
    fn each_measure_has_its_base_its_range_and_its_rule() {
        let (mut brief, report) = (fixture::brief(), fixture::report());
        brief.defaults.insert("own_content.max_self_share");
        fixture::with_input(&brief, &report, |input| {
            let words = input.words;
            assert_eq!(
                headline(words, &brief.client, &figures()),
                "65% of 40 own posts answer somebody else; 20% name Harbour Coffee; 50% (small base) of 26 replies repeat a text"
            );
            let mut other_base = figures();
            other_base.all.replies = Some(PartOf { count: 20, base: 25 });
            let line = headline(words, &brief.client, &other_base);
            assert!(line.contains("; 20% of 40 own posts name Harbour Coffee; "), "{line}");
            other_base.all.replies = Some(PartOf { count: 0, base: 0 });
            let line = headline(words, &brief.client, &other_base);
            assert!(line.starts_with("20% name Harbour Coffee; "), "no base, no share: {line}");
            let rows = all(input, &figures()).shown(words).rows;
            assert_eq!(
                rows[0],
                [
                    "Posts that answer somebody else",
                    "26",
                    "40",
                    "65%",
                    "50%\u{a0}to\u{a0}78%",
                    "at least 50%: no clear answer"
                ]
            );
            assert_eq!(rows[1][0], "Posts that only pass on another");
            assert_eq!(rows[2][5], "at most 50% (default): kept");
            assert_eq!(rows[3][0], "Replies that repeat the text of another (1 text)");
            assert_eq!(rows[3][5], "", "there is no rule for it");
            let csv = all_with_channels(input, &figures()).pick(&CSV).csv();
            let csv = String::from_utf8(csv).unwrap();
            let lines: Vec<&str> = csv.lines().collect();
            assert_eq!(lines.len(), 9);
            assert!(lines[3].starts_with("about_us,,8,40,0.2,0.1049"), "{csv}");
            assert!(lines[3].ends_with(",,0.5,default,kept"), "{csv}");
            assert!(lines[8].starts_with("repeated,x,13,26,0.5,"), "{csv}");
        });
    }

    #[test]
    fn a_month_of_the_history_says_that_it_has_no_own_posts() {
        let (mut brief, mut report) = (fixture::brief(), fixture::report());
        report.history = vec![report.period.from];
        brief.own_handles.clear();
        fixture::with_input(&brief, &report, |input| assert!(not_measured(input).is_none()));
        brief.own_handles.push("@harbour".to_owned());
        fixture::with_input(&brief, &report, |input| assert!(not_measured(input).is_some()));
    }

    #[test]
    fn what_was_not_measured_has_no_row_and_too_few_no_share() {
        let (brief, report) = (fixture::brief(), fixture::report());
        fixture::with_input(&brief, &report, |input| {
            assert!(block(input).is_none() && not_measured(input).is_none());
            let mut few = figures();
            few.all = OwnShares {
                posts: Some(3),
                reposts: Some(PartOf { count: 0, base: 3 }),
                replies: None,
                about_us: Some(PartOf { count: 1, base: 3 }),
                repeated: None,
            };
            few.about_us_verdict = Some(RuleVerdict::TooFew);
            assert_eq!(headline(input.words, &brief.client, &few), "1 of 3 name Harbour Coffee");
            let rows = all(input, &few).shown(input.words).rows;
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0][5], "at most 50%: too few posts to say");
        });
    }
}
