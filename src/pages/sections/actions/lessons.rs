//! What others in the company should hear: what moved, on what evidence, who hears of it and by when.

use crate::brief::Brief;
use crate::brief::plan::FeedbackLoop;
use crate::insights::{
    ChangeVerdict, KindFigures, Lessons, QuoteFigures, Report, TermFigures, TopicFigures, lessons,
};
use crate::pages::section::{Block, DataFile, Layout, SectionInput, Style, TableBlock};
use crate::pages::table::{Cell, Column, Table, Unit};
use crate::pages::words::{Words, clauses, say, topic_name, verdict_name};
use crate::units::Date;

/// Topics and words on the page; the file has all.
const MOST_MOVED: usize = 4;

/// The columns of `lessons.csv` and of `summary.json`.
pub(in crate::pages) const JSON: [&str; 18] = [
    "subject",
    "id",
    "verdict",
    "mentions",
    "base",
    "share",
    "share_low",
    "share_high",
    "share_was",
    "net",
    "net_low",
    "net_high",
    "authors",
    "authors_was",
    "to",
    "owner",
    "cadence",
    "heard_by",
];

/// One lesson, as its rows say it.
struct Lesson {
    /// On the page.
    what: String,
    evidence: String,
    /// Who answers for the topic.
    owner: Option<String>,
    /// The columns of the data up to `authors_was`.
    data: Vec<Cell>,
}

/// The table, or a sentence that nothing moved; nothing on the page without lessons, but their file.
pub(super) fn blocks(input: &SectionInput<'_>) -> Vec<Block> {
    let (words, brief, report) = (input.words, input.brief, input.report);
    let found = lessons(report);
    let headline = found.as_ref().map(|found| headline(words, found)).unwrap_or_default();
    let has_moved = found.as_ref().is_some_and(|found| moved(found) > 0);
    let table = shown(words, brief, report, found.as_ref());
    let is_empty = !table.has_rows() && found.is_some();
    let nothing = is_empty.then(|| {
        let said = say!(words, "clause-end", clauses = headline.clone());
        Block::paragraph(Style::Plain, said)
    });
    let rows = found.as_ref().map(figures).unwrap_or_default();
    let block = TableBlock {
        id: "lessons",
        caption: headline,
        table,
        layout: Layout::Stack,
        rows,
        files: vec![DataFile {
            name: "lessons.csv",
            label: words.text("file-numbers"),
            table: each(words, brief, report),
        }],
    };
    let nobody = (has_moved && brief.plan.loops.is_empty())
        .then(|| Block::paragraph(Style::Deck, words.text("lessons-nobody")));
    nothing.into_iter().chain([Block::Table(block)]).chain(nobody).collect()
}

/// Topics that moved and words that stand out.
fn moved(found: &Lessons<'_>) -> usize {
    found.count() - usize::from(has_ideas(found))
}

fn has_ideas(found: &Lessons<'_>) -> bool {
    found.ideas.is_some_and(|ideas| ideas.mentions > 0)
}

/// The figures whose mentions are behind the rows.
fn figures(found: &Lessons<'_>) -> Vec<&'static str> {
    let topics = found.topics.as_ref().is_some_and(|topics| !topics.is_empty());
    let terms = found.terms.is_some_and(|terms| !terms.is_empty());
    let all = [("topics", topics), ("terms", terms), ("kinds", has_ideas(found))];
    all.into_iter().filter(|(_, has_rows)| *has_rows).map(|(id, _)| id).collect()
}

/// `Lessons to pass on: 2 topics moved; 1 word stands out; 41 ideas`.
fn headline(words: &Words, found: &Lessons<'_>) -> String {
    let topics = found.topics.as_ref().map(|topics| topics.len() as u64);
    let terms = found.terms.map(|terms| terms.len() as u64);
    let ideas = found.ideas.map(|ideas| ideas.mentions);
    let parts = [
        topics.map(|n| match n {
            0 => words.text("lessons-no-topics"),
            _ => say!(words, "lessons-topics", n = n),
        }),
        terms.map(|n| match n {
            0 => words.text("lessons-no-terms"),
            _ => say!(words, "lessons-terms", n = n),
        }),
        (topics.is_none() && terms.is_none()).then(|| words.text("lessons-not-compared")),
        ideas.map(|n| match n {
            0 => words.text("lessons-no-ideas"),
            _ => say!(words, "lessons-ideas", n = n),
        }),
        (moved(found) > MOST_MOVED).then(|| say!(words, "lessons-shown", n = MOST_MOVED as u64)),
    ];
    let lessons = clauses(words, parts.into_iter().flatten().collect());
    say!(words, "lessons-headline", lessons = lessons)
}

/// What moved, a row each, then ideas.
fn shown(words: &Words, brief: &Brief, report: &Report, found: Option<&Lessons<'_>>) -> Table {
    let loops = &brief.plan.loops;
    let who = if loops.is_empty() { "name-owner" } else { "lessons-who" };
    let page = |key, id: &str| Column::page(key, words.text(id), Unit::Text);
    let columns =
        vec![page("what", "lessons-what"), page("evidence", "lessons-evidence"), page("who", who)];
    let (moved, ideas) = found.map(|found| all(words, brief, report, found)).unwrap_or_default();
    let hearers = hearers(words, loops, report.period.to);
    let rows = moved.into_iter().take(MOST_MOVED).chain(ideas).map(|lesson| {
        let who = if loops.is_empty() {
            lesson.owner.map_or_else(|| Cell::missing(words.text("map-nobody-yet")), Cell::text)
        } else {
            Cell::text(hearers.clone())
        };
        vec![Cell::text(lesson.what), Cell::text(lesson.evidence), who]
    });
    Table::new(columns).with(rows)
}

/// `Marketing (L. Amrani) by 7 October 2026; Sales by 31 October 2026`.
fn hearers(words: &Words, loops: &[FeedbackLoop], last: Date) -> String {
    let each = loops.iter().map(|it| {
        let to = match &it.owner {
            Some(owner) => say!(words, "lessons-to", to = &it.to, owner = owner),
            None => it.to.clone(),
        };
        say!(words, "lessons-by", to = to, date = words.date(it.cadence.heard_by(last)))
    });
    clauses(words, each.collect())
}

/// Every lesson for each of those who hear of it; without any, once.
pub(in crate::pages) fn each(words: &Words, brief: &Brief, report: &Report) -> Table {
    let unit = |key: &str| match key {
        "subject" | "id" | "verdict" | "to" | "owner" | "cadence" | "heard_by" => Unit::Text,
        "mentions" | "base" | "authors" | "authors_was" => Unit::Count,
        "net" | "net_low" | "net_high" => Unit::Points,
        _ => Unit::Share,
    };
    let found = lessons(report);
    let (moved, ideas) = found.map(|found| all(words, brief, report, &found)).unwrap_or_default();
    let stated = |text: Option<&String>| text.map_or(Cell::NotMeasured, Cell::text);
    let rows = moved.into_iter().chain(ideas).flat_map(|lesson| {
        let with = |more: [Cell; 4]| lesson.data.iter().cloned().chain(more).collect();
        let loops = brief.plan.loops.iter();
        let rows: Vec<Vec<Cell>> = loops
            .map(|it| {
                let day = it.cadence.heard_by(report.period.to);
                let cadence = Cell::text(it.cadence.id());
                with([Cell::text(&it.to), stated(it.owner.as_ref()), cadence, Cell::Date(day)])
            })
            .collect();
        if rows.is_empty() {
            let owner = stated(lesson.owner.as_ref());
            return vec![with([Cell::NotMeasured, owner, Cell::NotMeasured, Cell::NotMeasured])];
        }
        rows
    });
    Table::new(JSON.map(|key| Column::data(key, unit(key))).to_vec()).with(rows)
}

/// What moved, and ideas if there are any.
fn all(
    words: &Words,
    brief: &Brief,
    report: &Report,
    found: &Lessons<'_>,
) -> (Vec<Lesson>, Option<Lesson>) {
    let topics = found.topics.iter().flatten();
    let topics = topics.map(|(topic, verdict)| of_topic(words, brief, report, topic, *verdict));
    let examined = report.terms.recent.as_ref().and_then(|recent| recent.examined);
    let terms = found.terms.into_iter().flatten().map(|term| of_term(words, term, examined));
    let ideas = found.ideas.filter(|ideas| ideas.mentions > 0);
    (topics.chain(terms).collect(), ideas.map(|ideas| of_ideas(words, report, &ideas)))
}

/// `9 of 320 mentions: 2.8% (1.5 to 5.2%)`.
fn share(
    words: &Words,
    (mentions, base): (u64, u64),
    ratio: f64,
    range: Option<(f64, f64)>,
) -> String {
    let (count, of) = (words.count(mentions), say!(words, "mentions", n = base));
    let share = words.percent(ratio, base);
    match range {
        Some((low, high)) => {
            let range = words.between(&words.percent(low, base), &words.percent(high, base));
            say!(words, "lessons-share-range", count = count, of = of, share = share, range = range)
        }
        None => say!(words, "lessons-share", count = count, of = of, share = share),
    }
}

fn of_topic(
    words: &Words,
    brief: &Brief,
    report: &Report,
    topic: &TopicFigures,
    verdict: ChangeVerdict,
) -> Lesson {
    let base = report.mentions;
    let now = share(words, (topic.mentions, base), topic.share.unwrap_or_default(), topic.interval);
    let was = topic.share_was.map(|was| say!(words, "lessons-was", was = words.percent(was, base)));
    let tone = topic.tone.net.zip(topic.tone.interval);
    let net = tone.map(|(net, _)| {
        let sample = words.sample(topic.tone.counts.labelled());
        say!(words, "lessons-net", net = words.points(net), sample = sample)
    });
    let quote = quote(report, topic)
        .map(|quote| say!(words, "lessons-quote", quote = &quote.text, channel = &quote.channel));
    let declared = topic.topic.map(|topic| &brief.topics[topic]);
    let number = |value| Cell::number(value);
    let ratio =
        |ratio: Option<f64>| ratio.map_or(Cell::NotMeasured, |ratio| Cell::Share { ratio, base });
    Lesson {
        what: say!(
            words,
            "lessons-moved",
            topic = topic_name(words, brief, topic),
            verdict = verdict_name(words, verdict)
        ),
        evidence: clauses(words, [Some(now), was, net, quote].into_iter().flatten().collect()),
        owner: declared.and_then(|topic| topic.owner.clone()),
        data: vec![
            Cell::text("topic"),
            declared.map_or(Cell::NotMeasured, |topic| Cell::text(&topic.id)),
            Cell::text(verdict.id()),
            Cell::Count(topic.mentions),
            Cell::Count(base),
            ratio(topic.share),
            number(topic.interval.map(|range| range.0)),
            number(topic.interval.map(|range| range.1)),
            ratio(topic.share_was),
            number(tone.map(|(net, _)| net)),
            number(tone.map(|(_, range)| range.0)),
            number(tone.map(|(_, range)| range.1)),
            Cell::NotMeasured,
            Cell::NotMeasured,
        ],
    }
}

/// The first excerpt of a topic, if the brief allows one.
fn quote<'a>(report: &'a Report, topic: &TopicFigures) -> Option<&'a QuoteFigures> {
    let mut all = report.quotes.iter().flatten();
    all.find(|of| Some(of.topic) == topic.topic)?.quotes.as_ref().ok()?.first()
}

fn of_term(words: &Words, term: &TermFigures, examined: Option<u64>) -> Lesson {
    let used =
        say!(words, "lessons-accounts", n = term.authors, before = words.count(term.other_authors));
    let mentions = examined.map(|base| {
        let of = say!(words, "mentions", n = base);
        say!(words, "lessons-mentions", count = words.count(term.mentions), of = of)
    });
    let mut data = vec![
        Cell::text("term"),
        Cell::text(&term.term),
        Cell::NotMeasured,
        Cell::count(examined.map(|_| term.mentions)),
        Cell::count(examined),
    ];
    data.extend(vec![Cell::NotMeasured; 7]);
    data.extend([Cell::Count(term.authors), Cell::Count(term.other_authors)]);
    Lesson {
        what: say!(words, "lessons-term", term = &term.term),
        evidence: clauses(words, [Some(used), mentions].into_iter().flatten().collect()),
        owner: None,
        data,
    }
}

fn of_ideas(words: &Words, report: &Report, ideas: &KindFigures) -> Lesson {
    let base = report.mentions;
    let mut data = vec![
        Cell::text("ideas"),
        Cell::NotMeasured,
        Cell::NotMeasured,
        Cell::Count(ideas.mentions),
        Cell::Count(base),
        Cell::Share { ratio: ideas.share, base },
        Cell::number(ideas.interval.map(|range| range.0)),
        Cell::number(ideas.interval.map(|range| range.1)),
    ];
    data.extend(vec![Cell::NotMeasured; 6]);
    Lesson {
        what: words.text("lessons-ideas-received"),
        evidence: share(words, (ideas.mentions, base), ideas.share, ideas.interval),
        owner: None,
        data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::plan::Cadence;
    use crate::brief::{Kind, Topic};
    use crate::insights::sample;
    use crate::insights::{KindsFigures, TopicQuotes, TopicsBase, TopicsFigures};
    use crate::mentions::tone::Tone;
    use crate::pages::fixture::{self, day};
    use crate::tally::Tally;

    fn topic(at: Option<usize>, share: f64, was: f64, verdict: ChangeVerdict) -> TopicFigures {
        TopicFigures {
            topic: at,
            mentions: 507,
            share: Some(share),
            interval: Some((share - 0.02, share + 0.02)),
            share_was: Some(was),
            verdict: Some(verdict),
            tone: fixture::report().tone,
            is_of_few: false,
        }
    }

    fn brief() -> Brief {
        let owned = Topic { owner: Some("Jo".to_owned()), ..sample::topic("club") };
        let topics = vec![owned, sample::topic("app"), sample::topic("bar")];
        Brief { topics, ..fixture::brief() }
    }

    /// The hand-made month with these topics and no words, compared with weeks before.
    fn report(topics: Vec<TopicFigures>) -> Report {
        let mut report = fixture::report();
        let before =
            Some(TopicsBase { from: day(2026, 1, 30), to: day(2026, 4, 30), exceptional: 0 });
        report.topics = Some(TopicsFigures { mentions: report.mentions, before, topics });
        report.terms.recent = None;
        report.kinds = None;
        report
    }

    fn kinds(ideas: u64, unclassified: u64) -> KindsFigures {
        let all = Tally::from([(Kind::Idea, ideas), (Kind::Unclassified, unclassified)]);
        let (channels, rules, topics) = Default::default();
        KindsFigures { all, channels, rules, stated: 0, topics }
    }

    fn rows(brief: &Brief, report: &Report) -> Vec<Vec<String>> {
        let words = Words::english();
        shown(words, brief, report, lessons(report).as_ref()).shown(words).rows
    }

    #[test]
    fn sure_changes_come_first_then_the_larger_ones_and_unclear_ones_teach_nothing() {
        use ChangeVerdict::{Fell, ProbablyRose, Rose, Unclear};
        let report = report(vec![
            topic(Some(0), 0.50, 0.10, ProbablyRose),
            topic(Some(1), 0.10, 0.12, Fell),
            topic(Some(2), 0.20, 0.10, Rose),
            topic(Some(0), 0.90, 0.10, Unclear),
            topic(None, 0.90, 0.10, Rose),
        ]);
        let what: Vec<String> = rows(&brief(), &report).iter().map(|row| row[0].clone()).collect();
        assert_eq!(what, ["The bar: rose", "The app: fell", "The club: probably rose"]);
    }

    #[test]
    fn a_lesson_has_its_evidence_and_who_hears_of_it_by_when() {
        let mut report = report(vec![topic(Some(0), 0.25, 0.05, ChangeVerdict::Rose)]);
        report.terms = fixture::terms();
        report.kinds = Some(kinds(81, 1947));
        let quote = QuoteFigures {
            text: "<b>the</b> club is full".into(),
            language: None,
            channel: "X".into(),
            tone: Tone::Negative,
        };
        report.quotes = Some(vec![TopicQuotes { topic: 0, quotes: Ok(vec![quote]) }]);
        let mut brief = brief();
        assert_eq!(
            rows(&brief, &report)[0],
            [
                "The club: rose",
                "507 of 2,028 mentions: 25.0% (23.0%\u{a0}to\u{a0}27.0%); 5.0% before; net sentiment −5 (n\u{a0}=\u{a0}1,976); \
                 “<b>the</b> club is full” (X)",
                "Jo"
            ]
        );
        let hears = |to: &str, owner: Option<&str>, cadence| FeedbackLoop {
            to: to.into(),
            owner: owner.map(str::to_owned),
            cadence,
        };
        brief.plan.loops = vec![
            hears("Marketing", Some("Ann"), Cadence::Weekly),
            hears("Sales", None, Cadence::Quarterly),
        ];
        let who = "Marketing (Ann) by 7 June 2026; Sales by 30 September 2026";
        let rows = rows(&brief, &report);
        assert_eq!(rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), [who; 3]);
        assert_eq!(
            rows[1][..2],
            [
                "The word “order failed” stands out",
                "63 accounts used it, 15 before; in 70 of 1,900 mentions"
            ]
        );
        assert_eq!(rows[2][0], "Ideas and suggestions");
        assert!(rows[2][1].starts_with("81 of 2,028 mentions: 4.0%"), "{}", rows[2][1]);
        let csv = String::from_utf8(each(Words::english(), &brief, &report).csv()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 7, "three lessons for two");
        assert!(lines[1].starts_with("topic,club,rose,507,2028,0.25,0.23,0.27,0.05,"), "{csv}");
        assert!(lines[1].ends_with(",,,Marketing,Ann,weekly,2026-06-07"), "{csv}");
        assert_eq!(lines[4], "term,order failed,,70,1900,,,,,,,,63,15,Sales,,quarterly,2026-09-30");
        assert!(!csv.contains("is full"), "excerpts are only on the page");
    }

    #[test]
    fn nothing_moved_is_measured_and_few_mentions_teach_nothing() {
        let words = Words::english();
        let mut report = report(vec![topic(Some(0), 0.2, 0.2, ChangeVerdict::Unclear)]);
        let said = |report: &Report| headline(words, &lessons(report).unwrap());
        assert_eq!(said(&report), "Lessons to pass on: no topic moved");
        let nobody = fixture::with_input(&brief(), &report, |input| blocks(input).len());
        assert_eq!(nobody, 2, "nobody is missed where there is nothing to hear");
        report.topics.as_mut().unwrap().topics[0].verdict = None;
        assert_eq!(lessons(&report), None, "no topic has enough mentions for a verdict");
        report.mentions = 29;
        assert_eq!(lessons(&report), None);
        report.mentions = 30;
        report.topics = None;
        assert_eq!(lessons(&report), None, "nothing was measured");
        report.kinds = Some(kinds(3, 27));
        assert_eq!(
            said(&report),
            "Lessons to pass on: whether anything moved was not measured; 3 ideas"
        );
    }
}
