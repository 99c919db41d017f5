//! One row → one [`Mention`], by the decisions of its export's [`Plan`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::brands::Brands;
use super::channel::{Channel, ChannelIx, Channels, Met};
use super::coordination;
use super::exclusion::Exclusions;
use super::folded;
use super::identity::{Keys, bare_id, fold_handle, handle_key};
use super::language::Language;
use super::midnight;
use super::near_copies::{self, Sketch};
use super::relevance::{Relevance, Search};
use super::row_channel::find_channel;
use super::survey::Plan;
use super::thread;
use super::time::{self, Moment, Precision};
use super::tone::Tone;
use super::unreadable::{unknown_zone, unreadable};
use super::zone::{self, Local};
use super::{Mention, Words};
use crate::brief::{Brief, Category};
use crate::exports::ByteRecord;
use crate::exports::format::Field;
use crate::units::{DateTime, Time, TimeZone, Timestamp};

/// 0001-01-01, 1899-12-30, 1970-01-01: how programs write that there is no date. No listening tool is as old.
pub(super) const EARLIEST_YEAR: i16 = 1980;

/// What reading any row of any export needs, made once a run.
#[derive(Debug)]
pub struct Context {
    /// The channels of the run.
    pub channels: Channels,
    search: Search,
    exclusions: Exclusions,
    own: BTreeSet<String>,
    zone: TimeZone,
    /// All that the brief names.
    brands: Brands,
    keeps_words: bool,
}

impl Context {
    /// Prepares a brief for reading rows.
    pub fn new(brief: &Brief) -> Self {
        Self {
            channels: Channels::new(brief),
            search: Search::new(brief.keywords.as_ref()),
            exclusions: Exclusions::new(&brief.exclude),
            own: brief.own_handles.iter().map(|handle| fold_handle(handle).into_owned()).collect(),
            zone: brief.timing.zone.clone(),
            brands: Brands::of(brief),
            keeps_words: true,
        }
    }

    /// Whether the brief names all of these brands.
    pub(super) fn has_brands(&self, brands: Brands) -> bool {
        brands.without(self.brands).is_empty()
    }

    /// For figures alone: what people wrote is read, judged and not kept.
    pub fn forget_words(&mut self) {
        self.keeps_words = false;
    }
}

/// A row that was read: the mention, what it can be recognised by, and what the keywords say of it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
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
    /// Its local time came twice or not at all, because the clock was changed.
    pub is_at_clock_change: bool,
    /// What the vocabularies do not know; most rows have nothing of it.
    pub unknown: Option<Box<Unknown>>,
    /// What people wrote, unless it was forgotten.
    #[serde(skip)]
    pub words: Option<Box<Words>>,
}

/// Words of an export that nothing is known for: the report lists them.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Unknown {
    /// A tone that is not in the vocabulary.
    pub tone: Option<String>,
    /// A channel.
    pub channel: Option<String>,
}

/// What a text of others is compared by. Without an author nothing is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    /// The tones of the rows so far: nearly every row says what an earlier one said.
    tones: Vec<(String, Option<Tone>)>,
    room: Room,
}

/// For the text of a row in its several forms.
#[derive(Debug, Default)]
struct Room {
    folded: String,
    spaced: Vec<u8>,
    /// Without addresses and handles.
    kept: String,
    respaced: Vec<u8>,
    /// Of its words.
    hashes: Vec<u64>,
}

impl<'a> Reader<'a> {
    /// A reader that has seen no row.
    pub fn new(context: &'a Context, plan: &'a Plan) -> Self {
        Self {
            context,
            plan,
            local: Local::new(&context.zone),
            met: Met::default(),
            tones: Vec::new(),
            room: Room::default(),
        }
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
        let url = text_of(Field::Url);
        let channel_ix = self.channel(record, url.as_deref());
        let read = self.read_time(record, channel_ix)?;
        let channel = context.channels.get(channel_ix);

        let told_id = text_of(Field::Id);
        let id = told_id.as_deref().and_then(bare_id).filter(|id| !plan.ids.fillers.contains(*id));
        let author = columns.words(record, Field::Author);
        let handle = author.as_deref().map(fold_handle);
        let account = handle.as_deref().map(handle_key);
        let title = columns.words(record, Field::Title);
        let text = columns.words(record, Field::Text).or_else(|| title.clone()).unwrap_or_default();
        let trusted_id = id.filter(|_| plan.has_trusted_ids);
        let told_thread = text_of(Field::Thread);
        let told_parent = text_of(Field::Parent);
        let told = [told_thread.as_deref(), told_parent.as_deref()];
        let (thread, thread_name) =
            thread::read(plan, told, &channel.id, trusted_id, url.as_deref());
        let (tone, unknown_tone) = self.read_tone(record);
        let passes_on = text_of(Field::RepostOf).is_some_and(|post| bare_id(&post).is_some());
        let is_repost = match text_of(Field::IsRepost) {
            _ if passes_on => true,
            Some(value) => says(&value, &plan.format.repost_values),
            None if columns.has(Field::IsRepost) || columns.has(Field::RepostOf) => false,
            None => text.trim_start().starts_with("RT @"),
        };
        let is_own = plan.format.is_own
            || text_of(Field::IsOwn).is_some_and(|value| says(&value, &plan.format.own_values))
            || handle.as_deref().is_some_and(|handle| context.own.contains(handle));
        let is_compared = !is_own && !is_repost && author.is_some();
        let (named, wording) = self.read_words(&text, title.as_deref(), channel, is_compared);
        let brand = text_of(Field::Brand);
        let queried =
            brand.as_deref().map_or(Brands::NONE, |query| context.search.brand_of_query(query));
        let marks = [handle.as_deref(), id, url.as_deref()];
        let excluded = context.exclusions.find(marks, &self.room.spaced);
        // An excluded row counts for no brand.
        let brands = if excluded.is_some() { Brands::NONE } else { named.and(queried) };
        let identifying_id = trusted_id.filter(|_| !plan.ids.are_row_numbers);
        let is_to_the_second =
            read.precision == Precision::Second && read.local.time() != Time::midnight();
        let instant = (read.instant, is_to_the_second);
        let keys = Keys::of(&channel.id, identifying_id, url.as_deref(), account, instant, &text);
        let language = text_of(Field::Language);
        let source = || columns.texts(record, Field::Source).next().map(Cow::into_owned);
        let unknown = Unknown {
            tone: unknown_tone,
            channel: if channel.id == "other" { source() } else { None },
        };
        let mention = Mention {
            published_at: read.instant,
            local: read.local,
            precision: read.precision,
            channel: channel_ix,
            thread,
            account,
            tone,
            brands,
            language: language.as_deref().and_then(Language::read),
            is_repost,
            is_own,
        };
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let words = context.keeps_words.then(|| {
            Box::new(Words {
                source: source(),
                thread: thread_name.map(str::to_owned),
                id: id.map(str::to_owned),
                url: url.as_deref().map(str::to_owned),
                author: author.as_deref().map(str::to_owned),
                text: text.into_owned(),
                language: owned(language),
                country: owned(text_of(Field::Country)),
                brand: owned(brand),
                kind: owned(text_of(Field::Kind)),
                department: owned(text_of(Field::Department)),
                reach: columns.number(record, Field::Reach),
                engagement: columns.number(record, Field::Engagement),
                followers: columns.number(record, Field::Followers),
            })
        });
        let is_unknown = unknown.tone.is_some() || unknown.channel.is_some();
        Ok(Reading {
            mention,
            keys,
            relevance: excluded.map_or(Relevance::of(named), Relevance::Excluded),
            has_query_of_a_brand: excluded.is_none() && !queried.is_empty(),
            wording,
            is_at_clock_change: read.is_at_clock_change,
            unknown: is_unknown.then(|| Box::new(unknown)),
            words,
        })
    }

    /// The brands that text and title name, and what the text is compared by, if it is.
    fn read_words(
        &mut self,
        text: &str,
        title: Option<&str>,
        channel: &Channel,
        is_compared: bool,
    ) -> (Brands, Wording) {
        let Room { folded, spaced, kept, respaced, hashes } = &mut self.room;
        folded.clear();
        folded::push(text, folded);
        spaced.clear();
        folded::space(folded, spaced);
        let end = spaced.len();
        let text_end = folded.len();
        if let Some(title) = title {
            folded::push(title, folded);
            spaced.push(b'\n');
            folded::space(&folded[text_end..], spaced);
        }
        let named = self.context.search.brands_in(spaced);
        let folded = &folded[..text_end];
        let wording = if !is_compared {
            Wording::Short
        } else if matches!(channel.category, Category::News | Category::Blog) {
            hashes.clear();
            near_copies::words(folded, hashes);
            let is_long = hashes.len() >= near_copies::FEWEST_WORDS;
            if is_long { Wording::Article(Box::new(Sketch::of(hashes))) } else { Wording::Short }
        } else {
            let text =
                coordination::text_key(&channel.id, folded, &spaced[..end], (kept, respaced));
            text.map_or(Wording::Short, Wording::Post)
        };
        (named, wording)
    }

    fn read_tone(&mut self, record: &ByteRecord) -> (Tone, Option<String>) {
        /// Hostile input may hold a new word in every row.
        const MOST: usize = 32;
        let Some(value) = self.plan.columns.text(record, Field::Sentiment) else {
            return (Tone::Unscored, None);
        };
        if let Some(tone) = self.plan.values.tone(&value) {
            return (tone.into(), None);
        }
        let Some(scale) = self.plan.scale else { return (Tone::Unscored, None) };
        let met = self.tones.iter().find(|(met, _)| *met == value).map(|(_, tone)| *tone);
        let tone = met.unwrap_or_else(|| {
            let tone = scale.read(&value);
            if self.tones.len() < MOST {
                self.tones.push((value.to_string(), tone));
            }
            tone
        });
        (tone.unwrap_or(Tone::Unscored), tone.is_none().then(|| value.into_owned()))
    }

    fn channel(&mut self, record: &ByteRecord, url: Option<&str>) -> ChannelIx {
        let (plan, channels) = (self.plan, &self.context.channels);
        let sources = || plan.columns.texts(record, Field::Source);
        let find = || find_channel(channels, plan, record, url);
        plan.channel.unwrap_or_else(|| self.met.channel(sources(), url, find))
    }

    fn read_time(&mut self, record: &ByteRecord, channel: ChannelIx) -> Result<ReadTime, String> {
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
            Moment::Day(day) => Some(day),
            moment if plan.midnights.are_days(channel) => {
                midnight::day(&value, moment, &mut self.local)
            }
            _ => None,
        };
        let day = day.map(|day| day.to_datetime(Time::midnight()));
        let (instant, is_at_clock_change) = match (stamp.moment, day) {
            (Moment::Instant(instant), None) => (instant, false),
            (Moment::Wall(wall, _), None) => zone::instant(&zone, wall).ok_or_else(unreadable)?,
            (_, day) => {
                let midnight = day.and_then(|day| zone::instant(&context.zone, day));
                (midnight.ok_or_else(unreadable)?.0, false)
            }
        };
        let local = day.unwrap_or_else(|| self.local.at(instant));
        if local.year() < EARLIEST_YEAR {
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

fn says(value: &str, values: &[String]) -> bool {
    values.iter().any(|wanted| value.trim().eq_ignore_ascii_case(wanted))
}

struct ReadTime {
    instant: Timestamp,
    local: DateTime,
    precision: Precision,
    is_at_clock_change: bool,
}
