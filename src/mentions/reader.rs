//! Reads a row of an export as a [`Mention`], by the decisions in the export's [`Plan`].

mod flags;
mod memo;
mod reading;
mod text;
mod time;

use std::borrow::Cow;
use std::collections::BTreeSet;

use memo::Memo;
pub use reading::{CopyKey, Reading, Unknown};

use super::brands::Brands;
use super::channel::{ChannelIx, ChannelMemo, Channels};
use super::content::{Classifier, Content, RowContent};
use super::country::Country;
use super::exclusion::Exclusions;
use super::identity::{Keys, bare_id, fold_handle, handle_key, named_handle};
use super::language::Language;
use super::name_keys::handle_keys;
use super::object;
use super::opening::names_handle;
use super::quotes::QuoteRule;
use super::rejection::RejectReason;
use super::relevance::{Relevance, Search};
use super::row_channel::find_channel;
use super::survey::Plan;
use super::terms::{TermSearch, TermWords};
use super::thread;
use super::time::Precision;
use super::tone::Tone;
use super::total;
use super::zone::LocalClock;
use super::{Mention, RowDetails, handle_time, kinds, own_text, reply, stage};
use crate::brief::{Brief, Kind, Opportunity, Stage};
use crate::exports::StringRecord;
use crate::exports::format::Field;
use crate::units::{Time, TimeZone};

/// Earlier dates mean "no date": programs write 0001-01-01, 1899-12-30 or 1970-01-01 for it.
pub(super) const EARLIEST_YEAR: i16 = 1980;

/// What the reading of rows needs besides the plan of their export; made once per run.
#[derive(Debug)]
pub struct Context {
    /// The channels of the run.
    pub channels: Channels,
    search: Search,
    exclusions: Exclusions,
    classifier: Classifier,
    terms: TermSearch,
    own: BTreeSet<String>,
    competitors: BTreeSet<String>,
    zone: TimeZone,
    /// All brands of the brief.
    brands: Brands,
    quotes: Option<QuoteRule>,
    opportunity: Opportunity,
    keeps_details: bool,
}

impl Context {
    /// Prepares a brief for reading rows.
    pub fn new(brief: &Brief) -> Self {
        let folded = |handles: &[String]| {
            handles.iter().map(|handle| fold_handle(handle).into_owned()).collect()
        };
        let keywords = brief.keywords.as_ref();
        let competitors = keywords.map_or(&[][..], |keywords| &keywords.competitor_handles);
        Self {
            channels: Channels::new(brief),
            search: Search::new(brief.keywords.as_ref()),
            exclusions: Exclusions::new(&brief.exclude),
            classifier: Classifier::new(brief),
            terms: TermSearch::new(brief),
            own: folded(&brief.own_handles),
            competitors: folded(competitors),
            zone: brief.timing.zone.clone(),
            brands: Brands::of(brief),
            quotes: QuoteRule::of(brief),
            opportunity: brief.opportunity.clone(),
            keeps_details: true,
        }
    }

    /// Whether the brief names all of these brands.
    pub(super) fn has_brands(&self, brands: Brands) -> bool {
        brands.without(self.brands).is_empty()
    }

    /// Whether the brief declares these topics and this department and asks for an estimate, if there is one, and the rule exists.
    pub(super) fn has_content(&self, content: &Content) -> bool {
        self.classifier.has(content)
    }

    /// Stops keeping [`RowDetails`], which only `socialmap mentions` needs.
    pub fn drop_details(&mut self) {
        self.keeps_details = false;
    }
}

/// Reads the rows of one export, in any order.
#[derive(Debug)]
pub struct Reader<'a> {
    context: &'a Context,
    plan: &'a Plan,
    /// Local time in the brief's zone.
    local: LocalClock<'a>,
    channel_memo: ChannelMemo,
    tones: Memo<Option<Tone>>,
    kinds: Memo<Option<Kind>>,
    stages: Memo<Option<Stage>>,
    languages: Memo<Option<Language>>,
    countries: Memo<Option<Country>>,
    reposts: Memo<bool>,
    owns: Memo<bool>,
    buffers: Buffers,
}

/// Reused buffers for the forms of a row's text.
#[derive(Debug, Default)]
struct Buffers {
    folded: String,
    /// Where the title begins in `folded`.
    text_end: usize,
    spaced: Vec<u8>,
    /// Without addresses and handles.
    kept: String,
    respaced: Vec<u8>,
    /// Hashes of its words.
    hashes: Vec<u64>,
}

impl<'a> Reader<'a> {
    /// A reader that has seen no row.
    pub fn new(context: &'a Context, plan: &'a Plan) -> Self {
        Self {
            context,
            plan,
            local: LocalClock::new(&context.zone),
            channel_memo: ChannelMemo::default(),
            tones: Memo::default(),
            kinds: Memo::default(),
            stages: Memo::default(),
            languages: Memo::default(),
            countries: Memo::default(),
            reposts: Memo::default(),
            owns: Memo::default(),
            buffers: Buffers::default(),
        }
    }

    /// Reads one record.
    ///
    /// # Errors
    ///
    /// Why the row is not a mention: its width differs from the header's, or it has no readable time.
    #[expect(clippy::too_many_lines, reason = "one field after the other")]
    pub fn read(&mut self, record: &StringRecord) -> Result<Reading, RejectReason> {
        let (context, plan) = (self.context, self.plan);
        let width = plan.table.columns.len();
        let surplus = record.iter().skip(width).any(|cell| !cell.is_empty());
        if record.len() < plan.table.least_width() || surplus {
            return Err(RejectReason::Width { cells: record.len() as u64, header: width as u64 });
        }
        let columns = &plan.columns;
        let text_of = |field| columns.text(record, field);
        let url = text_of(Field::Url);
        let channel_ix = self.channel(record, url.as_deref());
        let read = self.read_time(record, channel_ix)?;
        let channel = context.channels.get(channel_ix);

        let stated_id = text_of(Field::Id);
        let id =
            stated_id.as_deref().and_then(bare_id).filter(|id| !plan.ids.fillers.contains(*id));
        let author = columns.words(record, Field::Author).map(object::name);
        let handle = author.as_deref().and_then(named_handle);
        let account = handle.as_deref().map(handle_key);
        let title = columns.words(record, Field::Title);
        let text = columns.words(record, Field::Text).or_else(|| title.clone()).unwrap_or_default();
        if author.is_none() && columns.has(Field::Author) && total::is_total(&text) {
            return Err(RejectReason::Total { text: text.into_owned() });
        }
        let trusted_id = id.filter(|_| plan.has_trusted_ids);
        let stated_thread = text_of(Field::Thread);
        let stated_parent = text_of(Field::Parent);
        let answered = stated_parent.as_deref().and_then(object::answered);
        let stated_links = [stated_thread.as_deref(), answered];
        let (thread, thread_name) =
            thread::read(plan, stated_links, &channel.id, trusted_id, url.as_deref());
        let (tone, unknown_tone) = self.read_tone(record);
        let stated_kind = text_of(Field::Kind);
        let kind = stated_kind.as_deref().and_then(|stated| self.kinds.get(stated, kinds::stated));
        let stated_stage = text_of(Field::Status);
        let stage = stated_stage.as_deref().and_then(|stated| self.read_stage(stated));
        let is_repost = self.is_repost(record, &text);
        let is_own = self.is_own(record, handle.as_deref());
        let is_compared = !is_own && !is_repost && handle.is_some();
        let (named, copy_key) = self.read_words(&text, title.as_deref(), channel, is_compared);
        let own_text = if is_own && !is_repost {
            own_text::key(&text)
        } else {
            columns.words(record, Field::ReplyText).and_then(|reply| own_text::key(&reply))
        };
        let marks = [handle.as_deref(), id, url.as_deref()];
        let excluded = context.exclusions.find(marks, &self.buffers.spaced);
        // An excluded row does not count for any brand.
        let brands = if excluded.is_some() { Brands::NONE } else { named };
        let identifying_id = trusted_id.filter(|_| !plan.ids.are_row_numbers);
        let is_midnight =
            read.precision == Precision::Second && read.local.time() == Time::midnight();
        let precision = if is_midnight { Precision::Minute } else { read.precision };
        let instant = (read.instant, precision);
        let keys = Keys::of(&channel.id, identifying_id, url.as_deref(), account, instant, &text);
        let language = self.read_language(text_of(Field::Language).as_deref());
        let relevance = excluded.map_or(Relevance::of(named), Relevance::Excluded);
        // No other row is used, and only used rows have content in a figure.
        let said = if is_own || is_repost || relevance != Relevance::Relevant {
            Content::default()
        } else {
            context.classifier.content(&RowContent {
                text: &text,
                folded: &self.buffers.spaced,
                language,
                tone,
                kind,
                department: text_of(Field::Department).as_deref(),
                channel: channel.declared,
            })
        };
        let stated_department = text_of(Field::Department);
        let source = || columns.texts(record, Field::Source).next().map(Cow::into_owned);
        let reach = columns.number(record, Field::Reach);
        let engagement = columns.number(record, Field::Engagement);
        let followers = columns.number(record, Field::Followers);
        let unknown = Unknown {
            tone: unknown_tone,
            channel: if channel.id == "other" { source() } else { None },
            kind: stated_kind.as_deref().filter(|_| kind.is_none()).map(str::to_owned),
            stage: stated_stage.as_deref().filter(|_| stage.is_none()).map(str::to_owned),
            department: stated_department
                .filter(|name| !context.classifier.knows_department(name))
                .map(Cow::into_owned),
            reach: reach.is_none() && text_of(Field::Reach).is_some(),
            engagement: engagement.is_none() && text_of(Field::Engagement).is_some(),
        };
        let terms = match relevance {
            Relevance::Relevant if is_compared => self.read_terms(language.or(said.detected)),
            _ => TermWords::default(),
        };
        let is_competitors =
            handle.as_deref().is_some_and(|handle| context.competitors.contains(handle));
        let is_quotable = is_compared && !is_competitors && relevance == Relevance::Relevant;
        let may_be_quoted = |rule: &&QuoteRule| is_quotable && rule.allows(channel.declared);
        let excerpt = context.quotes.as_ref().filter(may_be_quoted).and_then(|_| {
            let all: Vec<Cow<'_, str>> = columns.author_names(record).collect();
            let authors: Vec<&str> = all.iter().chain(&author).map(AsRef::as_ref).collect();
            self.read_excerpt(&text, &authors, said.topics, language.or(said.detected))
        });
        let is_others = !is_own && !is_repost && !is_competitors;
        let opening = if is_others && relevance == Relevance::Relevant {
            let is_addressed = || names_handle(&self.buffers.spaced, &context.own);
            context.opportunity.opening((said.kind, tone), is_addressed, || followers)
        } else {
            None
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
            language,
            content: said,
            country: self.read_country(text_of(Field::Country).as_deref()),
            reply: reply::read(plan, record),
            handle_time: handle_time::read(columns, record),
            stage,
            reach,
            engagement,
            followers: followers.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            is_repost,
            is_own,
            is_competitors,
        };
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let words = context.keeps_details.then(|| {
            Box::new(RowDetails {
                source: source(),
                thread: thread_name.map(str::to_owned),
                id: id.map(str::to_owned),
                url: url.as_deref().map(str::to_owned),
                author: author.as_deref().map(str::to_owned),
                text: text.into_owned(),
                brand: owned(text_of(Field::Brand)),
                reach: mention.reach,
                engagement: mention.engagement,
                followers,
            })
        });
        Ok(Reading {
            mention,
            keys,
            relevance,
            copy_key,
            own_text,
            is_at_clock_change: read.is_at_clock_change,
            unknown: unknown.is_any().then(|| Box::new(unknown)),
            names: self.read_names(record, author.as_deref(), handle.as_deref()),
            terms,
            excerpt: excerpt.map(Box::new),
            opening,
            words,
        })
    }

    /// The keys of all names of the account: its handle, and what other columns state beside the first.
    fn read_names(
        &self,
        record: &StringRecord,
        author: Option<&str>,
        handle: Option<&str>,
    ) -> Box<[u64]> {
        let mut keys = handle.map(handle_keys).unwrap_or_default();
        // The first is the author, and a column may be a name twice.
        let names = self.plan.columns.author_names(record).skip(usize::from(author.is_some()));
        for name in names.filter(|name| Some(&**name) != author) {
            keys.extend(named_handle(&name).into_iter().flat_map(|handle| handle_keys(&handle)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys.into()
    }

    fn read_language(&mut self, stated: Option<&str>) -> Option<Language> {
        stated.and_then(|stated| self.languages.get(stated, Language::read))
    }

    fn read_country(&mut self, stated: Option<&str>) -> Option<Country> {
        stated.and_then(|stated| self.countries.get(stated, Country::read))
    }

    fn read_stage(&mut self, stated: &str) -> Option<Stage> {
        self.plan.values.stage(stated).or_else(|| self.stages.get(stated, stage::stated))
    }

    fn read_tone(&mut self, record: &StringRecord) -> (Tone, Option<String>) {
        let Some(value) = self.plan.columns.text(record, Field::Sentiment) else {
            return (Tone::Unscored, None);
        };
        if let Some(tone) = self.plan.values.tone(&value) {
            return (tone.into(), None);
        }
        let Some(scale) = self.plan.scale else { return (Tone::Unscored, None) };
        let tone = self.tones.get(&value, |value| scale.read(value));
        (tone.unwrap_or(Tone::Unscored), tone.is_none().then(|| value.into_owned()))
    }

    fn channel(&mut self, record: &StringRecord, url: Option<&str>) -> ChannelIx {
        let (plan, channels) = (self.plan, &self.context.channels);
        let sources = || plan.columns.texts(record, Field::Source);
        let find = || find_channel(channels, plan, record, url);
        plan.channel.unwrap_or_else(|| self.channel_memo.channel(sources(), url, find))
    }
}
