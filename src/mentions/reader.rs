//! One row → one [`Mention`], by the decisions of its export's [`Plan`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::brands::Brands;
use super::channel::{Channel, ChannelIx, Channels, Clues, Met};
use super::identity::{Keys, fold_handle, handle_key, hash, is_rounded, key, status_id};
use super::near_copies::{self, Sketch};
use super::relevance::{Relevance, Search};
use super::survey::Plan;
use super::time::{self, Moment, Precision};
use super::tone::Tone;
use super::zone::{self, Local};
use super::{Mention, Thread};
use crate::brief::{Brief, Category, DateOrder};
use crate::exports::ByteRecord;
use crate::exports::format::{Field, ThreadRoot};
use crate::units::{DateTime, Time, TimeZone, Timestamp};

/// What reading any row of any export needs, made once a run.
#[derive(Debug)]
pub struct Context {
    /// The channels of the run.
    pub channels: Channels,
    search: Search,
    own: BTreeSet<String>,
    zone: TimeZone,
    keeps_words: bool,
}

impl Context {
    /// Prepares a brief for reading rows.
    pub fn new(brief: &Brief) -> Self {
        Self {
            channels: Channels::new(brief),
            search: Search::new(brief.keywords.as_ref()),
            own: brief.own_handles.iter().map(|handle| fold_handle(handle).into_owned()).collect(),
            zone: brief.timing.zone.clone(),
            keeps_words: true,
        }
    }

    /// For figures alone: what people wrote is read, judged and not kept, so that a mention has no texts but its language and the word of
    /// an unknown channel.
    pub fn forget_words(&mut self) {
        self.keeps_words = false;
    }
}

/// A row that was read: the mention, what it can be recognised by, and what the keywords say of it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The mention.
    pub mention: Mention,
    /// Its identity.
    pub keys: Keys,
    /// Its relevance, by its words alone.
    pub relevance: Relevance,
    /// Whether the export's query names a brand of the brief.
    pub has_query_of_a_brand: bool,
    /// What its text is compared by.
    pub wording: Wording,
    /// A tone word that is not in the vocabulary.
    pub unknown_tone: Option<String>,
    /// Its local time came twice or not at all, because the clock was changed.
    pub is_at_clock_change: bool,
}

/// What a text of others is compared by. Without an author nothing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    /// Under 12 words, or not to be compared.
    Short,
    /// In news and blogs: by its shingles.
    Article(Box<Sketch>),
    /// Elsewhere: as a whole, within its channel.
    Post(u64),
}

/// Reads the rows of one export, in any order.
#[derive(Debug)]
pub struct Reader<'a> {
    context: &'a Context,
    plan: &'a Plan,
    /// The wall clock of the brief's zone.
    local: Local<'a>,
    met: Met,
}

impl<'a> Reader<'a> {
    /// A reader that has seen no row.
    pub fn new(context: &'a Context, plan: &'a Plan) -> Self {
        Self { context, plan, local: Local::new(&context.zone), met: Met::default() }
    }

    /// Reads one record.
    ///
    /// # Errors
    ///
    /// The reason why it is no mention, in words for `rejected.csv`: its width differs from the header's, or it has no readable time.
    pub fn read(&mut self, record: &ByteRecord) -> Result<Reading, String> {
        let (context, plan) = (self.context, self.plan);
        let width = plan.table.columns.len();
        let surplus = record.iter().skip(width).any(|cell| !cell.is_empty());
        if record.len() < plan.table.least_width() || surplus {
            return Err(format!("{} cells where the header has {width}", record.len()));
        }
        let columns = &plan.columns;
        let text_of = |field| columns.text(record, field);
        let read = self.read_time(record)?;

        let url = text_of(Field::Url);
        let channel = self.channel(record, url.as_deref());
        let channel_id = context.channels.get(channel).id.as_str();

        let id = text_of(Field::Id);
        let author = columns.words(record, Field::Author);
        let handle = author.as_deref().map(fold_handle);
        let account = handle.as_deref().map(handle_key);
        let title = columns.words(record, Field::Title);
        let text = columns.words(record, Field::Text).or_else(|| title.clone()).unwrap_or_default();
        let trusted_id = id.as_deref().filter(|_| plan.has_trusted_ids);
        let (thread, thread_text) =
            read_thread(plan, record, channel_id, trusted_id, url.as_deref());
        let (tone, unknown_tone) = read_tone(plan, record);
        let is_repost = match text_of(Field::IsRepost) {
            Some(value) => says(&value, &plan.format.repost_values),
            None if columns.has(Field::IsRepost) => false,
            None => text.trim_start().starts_with("RT @"),
        };
        let is_own = plan.format.is_own
            || text_of(Field::IsOwn).is_some_and(|value| says(&value, &plan.format.own_values))
            || handle.as_deref().is_some_and(|handle| context.own.contains(handle));
        let named = context.search.brands(title.as_deref(), &text);
        let brand = text_of(Field::Brand);
        let queried =
            brand.as_deref().map_or(Brands::NONE, |query| context.search.brand_of_query(query));
        let wording = if is_own || is_repost || author.is_none() {
            Wording::Short
        } else {
            wording(&text, context.channels.get(channel))
        };
        let keys = Keys::of(channel_id, trusted_id, url.as_deref(), account, read.instant, &text);
        let kept =
            |text: Option<Cow<'_, str>>| text.filter(|_| context.keeps_words).map(Cow::into_owned);
        let source = || columns.texts(record, Field::Source).next().map(Cow::into_owned);
        let mention = Mention {
            published_at: read.instant,
            local: read.local,
            precision: read.precision,
            channel,
            // The report lists what no channel is known for.
            source: if context.keeps_words || channel_id == "other" { source() } else { None },
            id: kept(id),
            url: kept(url),
            thread,
            thread_text: thread_text.filter(|_| context.keeps_words),
            author: kept(author),
            account,
            title: kept(title),
            text: if context.keeps_words { text.into_owned() } else { String::new() },
            language: text_of(Field::Language).map(Cow::into_owned),
            country: kept(text_of(Field::Country)),
            tone,
            brand: kept(brand),
            brands: named.and(queried),
            kind: kept(text_of(Field::Kind)),
            department: kept(text_of(Field::Department)),
            reach: columns.number(record, Field::Reach),
            engagement: columns.number(record, Field::Engagement),
            followers: columns.number(record, Field::Followers),
            is_repost,
            is_own,
        };
        Ok(Reading {
            mention,
            keys,
            relevance: Relevance::of(named),
            has_query_of_a_brand: !queried.is_empty(),
            wording,
            unknown_tone,
            is_at_clock_change: read.is_at_clock_change,
        })
    }

    fn channel(&mut self, record: &ByteRecord, url: Option<&str>) -> ChannelIx {
        let (plan, channels) = (self.plan, &self.context.channels);
        let sources = || plan.columns.texts(record, Field::Source);
        let find = || {
            let sources: Vec<_> = sources().collect();
            let words: Vec<&str> = sources
                .iter()
                .flat_map(|source| source_words(source, &plan.format.source_prefixes))
                .collect();
            channels.find(&Clues { sources: &words, url, constant: plan.format.channel.as_deref() })
        };
        plan.channel.unwrap_or_else(|| self.met.channel(sources(), url, find))
    }

    fn read_time(&mut self, record: &ByteRecord) -> Result<ReadTime, String> {
        let (context, plan) = (self.context, self.plan);
        let value = plan
            .columns
            .text(record, Field::PublishedAt)
            .ok_or_else(|| format!("no time in `{}`", plan.time_column))?;
        let unreadable = || unreadable(plan, &value);
        let order = plan.order.as_ref().map(|(order, _)| *order);
        let serial = if plan.is_serial { time::serial(&value) } else { None };
        let stamp = serial.or_else(|| time::parse(&value, order)).ok_or_else(unreadable)?;
        let zone = match stamp.moment {
            Moment::Wall(_, Some(text)) if plan.zone.is_by_value => {
                Cow::Owned(zone::of_value(text).ok_or_else(|| unknown_zone(plan, text))?)
            }
            _ => Cow::Borrowed(&plan.zone.zone),
        };
        // A calendar day is never shifted.
        let day = match stamp.moment {
            Moment::Instant(_) => None,
            Moment::Wall(wall, _) => plan.is_daily.then_some(wall),
            Moment::Day(day) => Some(day.to_datetime(Time::midnight())),
        };
        let (instant, is_at_clock_change) = match (stamp.moment, day) {
            (Moment::Instant(instant), _) => (instant, false),
            (Moment::Wall(wall, _), None) => zone::instant(&zone, wall).ok_or_else(unreadable)?,
            (_, day) => {
                let midnight = day.and_then(|day| zone::instant(&context.zone, day));
                (midnight.ok_or_else(unreadable)?.0, false)
            }
        };
        let local = day.unwrap_or_else(|| self.local.at(instant));
        // 0001-01-01, 1899-12-30, 1970-01-01: how programs write that there is no date. No listening tool is as old.
        if local.year() < 1980 {
            let column = &plan.time_column;
            return Err(format!("`{value}` in `{column}` is how programs write no date"));
        }
        Ok(ReadTime {
            instant,
            local,
            precision: if day.is_some() { Precision::Day } else { stamp.precision },
            is_at_clock_change,
        })
    }
}

fn wording(text: &str, channel: &Channel) -> Wording {
    let (letters, words) = near_copies::letters(text);
    if words < near_copies::FEWEST_WORDS {
        Wording::Short
    } else if matches!(channel.category, Category::News | Category::Blog) {
        Wording::Article(Box::new(Sketch::of(&near_copies::words(text))))
    } else {
        Wording::Post(hash(&[channel.id.as_bytes(), &letters]))
    }
}

/// A cell's words for the channel: the whole cell, then the parts of a list in it, each without the format's prefixes.
fn source_words<'c>(cell: &'c str, prefixes: &[String]) -> impl Iterator<Item = &'c str> {
    let parts = cell.contains(',').then(|| cell.split(',')).into_iter().flatten();
    std::iter::once(cell).chain(parts).map(|word| {
        let word = word.trim();
        prefixes.iter().find_map(|prefix| word.strip_prefix(prefix.as_str())).unwrap_or(word)
    })
}

fn says(value: &str, values: &[String]) -> bool {
    values.iter().any(|wanted| value.trim().eq_ignore_ascii_case(wanted))
}

struct ReadTime {
    instant: Timestamp,
    local: DateTime,
    precision: Precision,
    is_at_clock_change: bool,
}

/// Why a time cannot be read, with the key that would help.
fn unreadable(plan: &Plan, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    let column = &plan.time_column;
    match (time::open_order(value), &plan.order) {
        (Some(_), None) => format!(
            "`{shown}` in `{column}` can be read day first or month first (set `date_order` under `exports`)"
        ),
        (Some((first, second)), Some((DateOrder::Dmy, from))) if first <= 12 && second > 12 => {
            format!("`{shown}` in `{column}` is not day first, as {from} has it")
        }
        (Some((first, second)), Some((DateOrder::Mdy, from))) if first > 12 && second <= 12 => {
            format!("`{shown}` in `{column}` is not month first, as {from} has it")
        }
        _ if !plan.is_serial && time::serial(value).is_some() => format!(
            "`{shown}` in `{column}` is a spreadsheet's number among written dates: its day and month may be swapped"
        ),
        _ => format!("unreadable time `{shown}` in `{column}`"),
    }
}

fn unknown_zone(plan: &Plan, text: &str) -> String {
    let column = &plan.time_column;
    format!("unknown zone abbreviation `{text}` in `{column}` (set `timezone` under `exports`)")
}

fn read_tone(plan: &Plan, record: &ByteRecord) -> (Tone, Option<String>) {
    match (plan.scale, plan.columns.text(record, Field::Sentiment)) {
        (Some(scale), Some(value)) => match scale.read(&value) {
            Some(tone) => (tone, None),
            None => (Tone::Unscored, Some(value.into_owned())),
        },
        _ => (Tone::Unscored, None),
    }
}

fn read_thread(
    plan: &Plan,
    record: &ByteRecord,
    channel: &str,
    id: Option<&str>,
    url: Option<&str>,
) -> (Thread, Option<String>) {
    let post = |id: &str| key(&["post", channel, id]);
    if let Some(thread) =
        plan.columns.text(record, Field::Thread).and_then(|thread| post_name(&thread))
    {
        return (Thread::Known(post(&thread)), Some(thread));
    }
    let root = match plan.format.thread_root {
        Some(ThreadRoot::Id) => id,
        Some(ThreadRoot::StatusId) => url.and_then(status_id),
        None => None,
    };
    if let Some(root) = root {
        return (Thread::Known(post(root)), Some(root.to_owned()));
    }
    if plan.columns.has(Field::Parent) {
        let parent = plan.columns.text(record, Field::Parent).and_then(|parent| post_name(&parent));
        if !plan.has_trusted_ids {
            // What a spreadsheet left of the ids would join posts that have nothing to do with each other.
            return (Thread::Itself, parent);
        }
        let this = id.and_then(post_name);
        let thread =
            Thread::Reply { post: this.as_deref().map(post), parent: parent.as_deref().map(post) };
        return (thread, parent.or(this));
    }
    (Thread::Itself, None)
}

/// A post's name without what tools wrap around it: `3.0` for 3, `t3_` before Reddit's ids; `0` is none, and what a spreadsheet rounded.
fn post_name(text: &str) -> Option<String> {
    let name = text.trim().strip_suffix(".0").unwrap_or(text.trim());
    let name = name.strip_prefix("t3_").or_else(|| name.strip_prefix("t1_")).unwrap_or(name);
    (!name.is_empty() && name != "0" && !is_rounded(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_words_for_the_channel_is_taken_whole_and_in_parts() {
        let prefixes = ["SOCIALMEDIA_".to_owned()];
        let words = |cell| source_words(cell, &prefixes).collect::<Vec<_>>();
        let list = "SOCIALMEDIA,SOCIALMEDIA_TWITTER";
        assert_eq!(words(list), [list, "SOCIALMEDIA", "TWITTER"]);
        assert_eq!(words("SOCIALMEDIA_REDDIT"), ["REDDIT"]);
        assert_eq!(words("Kyiv Post, The"), ["Kyiv Post, The", "Kyiv Post", "The"]);
    }
}
