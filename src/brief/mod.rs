//! The research brief of a project (`brief.yaml`): the question, the channels, the keywords, the staffing assumptions.
//!
//! [`read::read`] turns the YAML of a project into a [`Brief`] whose every value is in range and whose every reference
//! resolves, or into all of its problems at once. Nothing later in the pipeline validates the brief again.

pub mod advocates;
pub(crate) mod field;
mod fill;
pub mod fit;
mod grammar;
pub(crate) mod guard;
pub mod kind;
pub mod logo;
pub mod notes;
pub mod opportunity;
mod places;
pub mod plan;
pub mod prose;
mod raw;
pub mod read;
pub mod stage;
mod target;
mod validate;
pub(crate) mod wording;

use std::collections::{BTreeMap, BTreeSet};

use crate::units::{Date, Time, TimeZone, Weekday, minute_of_day};

pub use advocates::{Advocate, AdvocateState};
pub use fit::{Fit, Mode};
pub use kind::Kind;
pub use opportunity::Opportunity;
pub use plan::{ResearchPlan, Review};
pub use stage::Stage;
pub use target::{Direction, Moved, Target};

/// A validated brief. Its fields are the keys of docs/brief.md.
#[derive(Debug, Clone)]
pub struct Brief {
    /// Who the report is for.
    pub client: String,
    /// Who made it.
    pub prepared_by: Option<String>,
    /// The question that the report answers (Markdown).
    pub why: String,
    /// Language of the report, a BCP 47 tag. Only `en` so far.
    pub language: String,
    /// Logo, accent colour, confidentiality line.
    pub look: Look,
    /// How people are shown.
    pub privacy: Privacy,
    /// Whether mentions are quoted.
    pub quotes: Quoting,
    /// How the tone of mentions without a label is estimated.
    pub tone_estimate: Estimating,
    /// Who the customers are.
    pub audience: Vec<Segment>,
    /// What the client wants to reach.
    pub objectives: Vec<Objective>,
    /// The relevant communities of the staffing formula, in the brief's order.
    pub channels: Vec<DeclaredChannel>,
    /// The client's own accounts, as written.
    pub own_handles: Vec<String>,
    /// Who speaks for the client.
    pub advocates: Vec<Advocate>,
    /// Zone, period, hours, events.
    pub timing: Timing,
    /// What makes a mention relevant; `None`: every mention is.
    pub keywords: Option<Keywords>,
    /// Rows that are never relevant.
    pub exclude: Exclude,
    /// Who answers what.
    pub departments: Vec<Department>,
    /// What the report follows by words, in the brief's order.
    pub topics: Vec<Topic>,
    /// Words that decide the kind of a mention, before the built-in rules.
    pub kinds: Vec<(Kind, Group)>,
    /// Minutes, people and money.
    pub staffing: Staffing,
    /// Which mentions are worth an answer.
    pub opportunity: Opportunity,
    /// What the client's own posts are held against.
    pub own_content: OwnContent,
    /// What no export can measure: purpose, rules, tactics, assumptions.
    pub plan: ResearchPlan,
    /// Days that the exports do not cover.
    pub coverage_gaps: Vec<Gap>,
    /// First and last day of each run that no export covers in any channel. No key of the file: it is found in the exports.
    pub covered_nowhere: Vec<(Date, Date)>,
    /// Days of a channel that are covered and have no mention.
    pub coverage_silent: Vec<Gap>,
    /// Where detection of an export needs help.
    pub exports: Vec<ExportRule>,
    /// Dotted keys that were absent and took their default, as `staffing.shrinkage`. The report names them as defaults.
    pub defaults: BTreeSet<&'static str>,
}

impl Brief {
    /// Keys of the brief that this version does not use, in their order.
    pub fn unused_keys(&self) -> Vec<&'static str> {
        let keys: [(&str, bool); 0] = [];
        keys.into_iter().filter(|(_, is_given)| *is_given).map(|(key, _)| key).collect()
    }

    /// Minutes within which a conversation of a channel should get its first answer: those of the channel, by its index into
    /// [`Brief::channels`], else the general ones; `None`: the brief states neither.
    pub fn response_target(&self, channel: Option<usize>) -> Option<u32> {
        let own = channel.and_then(|index| self.channels[index].response_target_minutes);
        own.or(self.staffing.response_target_minutes)
    }

    /// Whether a key, or a section that contains it, was absent from the brief, so that its value is the default.
    pub fn is_default(&self, key: &str) -> bool {
        let mut rest = Some(key);
        while let Some(key) = rest {
            if self.defaults.contains(key) {
                return true;
            }
            rest = key.rsplit_once('.').map(|(above, _)| above);
        }
        false
    }
}

/// How the report looks.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Path of a PNG, JPEG or SVG file in the project, relative to the brief. [`logo::read`] gives its bytes.
    pub logo: Option<String>,
    /// `#rrggbb`, lower case.
    pub accent: Option<String>,
    /// Line printed on every page.
    pub confidentiality: Option<String>,
}

/// How people are shown in the site (docs/reference.md, Privacy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// As in the exports.
    Names,
    /// "a Reddit user".
    #[default]
    Masked,
    /// Masked, with a stable invented name.
    Pseudonyms,
    /// Not at all, and no quotes.
    None,
}

/// Whether the report quotes mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quoting {
    /// Never.
    #[default]
    None,
    /// A few short excerpts of each topic, without names, addresses and numbers.
    Short,
}

/// How the tone of mentions without a label of their export is estimated (docs/method.md, Tone by word list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimating {
    /// Not at all.
    #[default]
    None,
    /// By a list of English words with ratings, for texts in English.
    Wordlist,
}

/// A group of customers.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Unique id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Free text.
    pub demographics: Option<String>,
    /// Networks they use.
    pub networks: Vec<String>,
    /// Devices they use.
    pub devices: Vec<String>,
    /// Where they go for information (free text; may name a channel).
    pub sources: Vec<String>,
    /// Preferred ways of contact, best first.
    pub contact_preference: Vec<String>,
    /// The evidence for the claims.
    pub evidence: Option<Evidence>,
}

/// The evidence for a claim about the audience.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Own research (`true`) or somebody else's.
    pub is_primary: bool,
    /// Who asked.
    pub source: String,
    /// When.
    pub date: Option<Date>,
    /// How many people.
    pub n: Option<u64>,
}

/// The five objectives of Groundswell (Li and Bernoff 2008).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Groundswell {
    /// Research.
    Listen,
    /// Marketing.
    Talk,
    /// Sales through advocates.
    Energize,
    /// Help each other.
    Support,
    /// Develop together.
    Embrace,
}

/// Something that can be measured every month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the values in the brief")]
pub enum Metric {
    Mentions,
    Conversations,
    ShareOfVoice,
    NetSentiment,
    PositiveShare,
    NegativeShare,
    ProblemShare,
    QuestionShare,
    Advocates,
    ReturningAuthors,
    ResponseTimeMedian,
    AnsweredInTime,
    Reach,
    Engagement,
}

/// A measurable objective.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Unique id.
    pub id: String,
    /// What shall be reached.
    pub statement: String,
    /// Kind of objective.
    pub groundswell: Option<Groundswell>,
    /// What is measured.
    pub metric: Metric,
    /// Index into [`Brief::channels`]: only this channel.
    pub channel: Option<usize>,
    /// Its value at the start.
    pub baseline: Option<f64>,
    /// Where it shall be, in the metric's unit, on days before the first of `targets`. Ask [`Objective::target_on`].
    pub target: Option<f64>,
    /// Targets that apply from a day on, ascending.
    pub targets: Vec<Target>,
    /// In which direction the figure shall move, if the brief says so. Ask [`Objective::direction`].
    pub direction: Option<Direction>,
    /// By when.
    pub due: Option<Date>,
    /// How often it is reviewed (free text).
    pub frequency: Option<String>,
    /// With which tool it is measured.
    pub tool: Option<String>,
    /// How the hard figure is made.
    pub method_quant: Option<String>,
    /// What is read beside the figure.
    pub method_qual: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
}

/// Kind of channel (docs/method.md, Channels).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the values in the brief")]
pub enum Category {
    Bookmark,
    Crowdsourced,
    Blog,
    Micromedia,
    SocialNetwork,
    ServiceCommunity,
    Video,
    Image,
    Document,
    Review,
    News,
    Messaging,
    Audio,
    Other,
}

/// How the client takes part in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Read only.
    Listen,
    /// Answer what is asked. The default.
    #[default]
    Answer,
    /// Take part in conversations.
    Join,
    /// Run the channel.
    Host,
    /// Stay away: leaves the communities and the hours of the staffing formula.
    Avoid,
}

/// A channel that the brief declares.
#[derive(Debug, Clone)]
pub struct DeclaredChannel {
    /// Unique id.
    pub id: String,
    /// Name for people; default: the built-in table's name for this id, else the id.
    pub name: Option<String>,
    /// Default: the built-in table's category for this id, else `other`.
    pub category: Option<Category>,
    /// Values of the export's channel column, case-folded and trimmed. Default: the id.
    pub match_source: Vec<String>,
    /// Hosts, lower case, without `www.`; a host matches with its subdomains.
    pub match_host: Vec<String>,
    /// Minutes a conversation takes here; default `staffing.minutes.base`.
    pub minutes: Option<f64>,
    /// How to take part; `None`: the brief does not say, and it counts as [`Stance::Answer`].
    pub stance: Option<Stance>,
    /// Index into [`Brief::departments`].
    pub department: Option<usize>,
    /// The customs of the channel (Markdown).
    pub culture: Option<String>,
    /// Whose place it is; `None`: the brief does not say.
    pub mode: Option<Mode>,
    /// How well it suits, as the client rates it.
    pub fit: Option<Fit>,
    /// First answer within so many minutes here; default `staffing.response_target`.
    pub response_target_minutes: Option<u32>,
    /// Whether only members can read it: it is never quoted.
    pub is_private: bool,
    /// Whether listening there costs a fee.
    pub is_paid: bool,
}

/// Days, hours and dates.
#[derive(Debug, Clone)]
pub struct Timing {
    /// The zone's IANA name.
    pub zone_name: String,
    /// The zone itself, from the embedded database.
    pub zone: TimeZone,
    /// What is reported when the command line does not say.
    pub period: PeriodRule,
    /// When mentions are answered.
    pub staffed: Vec<Shift>,
    /// When an audience is free to read.
    pub free_times: Vec<FreeTime>,
    /// Minutes before a free time at which a post should be out. Default 10.
    pub lead_minutes: u32,
    /// What happened, for the charts.
    pub events: Vec<Event>,
    /// When the strategy is reviewed.
    pub reviews: Vec<Review>,
}

/// Which periods are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodRule {
    /// Every period of this length with mentions.
    Every(Length),
    /// These days, both included.
    Span {
        /// First day.
        from: Date,
        /// Last day, not before `from`.
        to: Date,
    },
}

/// How long the periods are that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// ISO weeks, from Monday on.
    Week,
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
    /// Calendar years.
    Year,
}

/// Hours in which mentions are answered.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Monday to Sunday, at least one, ascending.
    pub days: Vec<Weekday>,
    /// First minute.
    pub from: Time,
    /// End (exclusive), after `from`; `24:00` is `None`.
    pub to: Option<Time>,
}

impl Shift {
    /// Its minutes of each of its days, from and to (exclusive), counted from midnight.
    pub fn minutes(&self) -> (u32, u32) {
        (minute_of_day(self.from), self.to.map_or(24 * 60, minute_of_day))
    }
}

/// A moment at which an audience is free.
#[derive(Debug, Clone)]
pub struct FreeTime {
    /// Index into [`Brief::audience`].
    pub audience: usize,
    /// On which days.
    pub days: Vec<Weekday>,
    /// From when.
    pub at: Time,
}

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Local day.
    pub date: Date,
    /// In a few words.
    pub label: String,
}

/// Keyword groups.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Keywords {
    /// The client.
    pub brand: Group,
    /// Its products.
    pub products: Group,
    /// Others, by name.
    pub competitors: Vec<(String, Group)>,
    /// Accounts of the competitors, as written: what they say about themselves is not counted as voice.
    pub competitor_handles: Vec<String>,
}

impl Keywords {
    /// Whether there is a word for the client or its products.
    pub fn has_own(&self) -> bool {
        [&self.brand, &self.products].into_iter().any(Group::has_words)
    }

    /// Every group: the client's, its products', then the competitors'.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        let competitors = self.competitors.iter().map(|(_, group)| group);
        [&self.brand, &self.products].into_iter().chain(competitors)
    }
}

/// Rules for the client's own posts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnContent {
    /// The largest share that names the client.
    pub max_self_share: f64,
    /// The smallest share that answers somebody else.
    pub min_reply_share: f64,
}

/// Any of these words, unless one of those.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Group {
    /// At least one must occur.
    pub any: Vec<String>,
    /// Each must occur.
    pub all: Vec<String>,
    /// None may occur.
    pub none: Vec<String>,
}

impl Group {
    /// Whether there is a word to look for.
    pub fn has_words(&self) -> bool {
        !self.any.is_empty() || !self.all.is_empty()
    }
}

/// Rows that an analyst has found to be noise: each is not relevant, whatever its words.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Exclude {
    /// Accounts, with or without `@`, in any case.
    pub authors: Vec<String>,
    /// Hosts of the mention's address, lower case, without `www.`; a host excludes its subdomains too.
    pub hosts: Vec<String>,
    /// Ids as the exports write them, trimmed.
    pub ids: Vec<String>,
    /// Words in text or title, written like keywords.
    pub words: Vec<String>,
}

impl Exclude {
    /// Whether the brief excludes nothing.
    pub fn is_empty(&self) -> bool {
        [&self.authors, &self.hosts, &self.ids, &self.words].iter().all(|list| list.is_empty())
    }
}

/// A department of the client.
#[derive(Debug, Clone)]
pub struct Department {
    /// Unique id.
    pub id: String,
    /// Name for people; default: the id.
    pub name: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Words that lead here.
    pub any: Vec<String>,
    /// Kinds of conversation that lead here.
    pub kinds: Vec<Kind>,
}

/// A topic that the brief declares.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Unique id.
    pub id: String,
    /// Name for people; default: the id.
    pub name: String,
    /// The words that a mention of it has.
    pub words: Group,
    /// Who answers for it.
    pub owner: Option<String>,
}

/// The staffing formula's assumptions.
#[derive(Debug, Clone)]
pub struct Staffing {
    /// Minutes a conversation takes: low, base, high; 0 < low <= base <= high. Defaults 15, 20, 30.
    pub minutes: Minutes,
    /// Share of relevant conversations that are answered, (0, 1]. Default 1: the formula taken literally.
    pub response_share: f64,
    /// Paid hours a week of one full-time person. Default 40.
    pub week_hours: f64,
    /// Paid time not available for the work, [0, 1). Default 0.30.
    pub shrinkage: f64,
    /// Handling time over handling and waiting time, (0, 1]. Default 0.85.
    pub occupancy: f64,
    /// At the very least. Default 1.
    pub min_people: u32,
    /// Loaded cost of a paid hour, and its ISO 4217 currency.
    pub internal_hourly: Option<f64>,
    /// Fee for a worked hour, in the same currency.
    pub external_hourly: Option<f64>,
    /// Three capital letters. Default `EUR`.
    pub currency: String,
    /// First answer within so many minutes. Ask [`Brief::response_target`] for that of a channel.
    pub response_target_minutes: Option<u32>,
    /// How far off the shares may be.
    pub ranges: ShareRanges,
}

/// Stated ranges of the shares that the formula assumes; `None`: the brief states none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ShareRanges {
    /// Around [`Staffing::response_share`].
    pub response_share: Option<ShareRange>,
    /// Around [`Staffing::shrinkage`].
    pub shrinkage: Option<ShareRange>,
    /// Around [`Staffing::occupancy`].
    pub occupancy: Option<ShareRange>,
}

/// The lowest and the highest value of an assumed share; the assumed one is between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareRange {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

/// Minutes to research, answer and watch one conversation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minutes {
    /// If things go well.
    pub low: f64,
    /// Solis' figure is 20.
    pub base: f64,
    /// "usually +".
    pub high: f64,
}

/// Days of a channel that no export covers.
#[derive(Debug, Clone)]
pub struct Gap {
    /// Index into [`Brief::channels`].
    pub channel: usize,
    /// First day.
    pub from: Date,
    /// Last day, not before `from`.
    pub to: Date,
}

/// What comes first in a date like 03/04/2026 or 26-03-04.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day first.
    Dmy,
    /// Month first.
    Mdy,
    /// Year first, of two digits: 26-03-04.
    Ymd,
    /// Year first, then the day: 2026-04-03.
    Ydm,
}

/// The fields of a mention that are read from columns: the keys of `exports[].columns`, and of `columns` in a format.
pub const FIELDS: [&str; 26] = [
    "published_at",
    "channel",
    "source",
    "id",
    "url",
    "thread",
    "parent",
    "author",
    "title",
    "text",
    "language",
    "country",
    "sentiment",
    "brand",
    "kind",
    "department",
    "reach",
    "engagement",
    "followers",
    "is_repost",
    "repost_of",
    "is_own",
    "replied_at",
    "reply_text",
    "handle_minutes",
    "status",
];

/// The brief's settings for some exports; they override everything detected.
#[derive(Debug, Clone)]
pub struct ExportRule {
    /// Glob, relative to the project (`exports/shop/*.csv`).
    pub files: String,
    /// Id of a format.
    pub format: Option<String>,
    /// Zone of naive times.
    pub timezone: Option<(String, TimeZone)>,
    /// Day or month first.
    pub date_order: Option<DateOrder>,
    /// Index into [`Brief::channels`].
    pub channel: Option<usize>,
    /// Mention field → columns of the export, joined by a space.
    pub columns: Vec<(String, Vec<String>)>,
    /// Name of the text encoding, as the Encoding Standard of the WHATWG spells it: `UTF-8`, `windows-1251`, `Shift_JIS`.
    pub encoding: Option<&'static str>,
    /// Sheets of a workbook to read; empty: those that hold mentions.
    pub sheets: Vec<String>,
    /// What values of some columns mean.
    pub values: ExportValues,
    /// How numbers in the tone column become tones.
    pub tone_scale: Option<ToneScale>,
    /// Line of the rule in the brief, for messages.
    pub line: u64,
}

/// What values of an export mean. The values are trimmed and in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ExportValues {
    /// Value of the tone column and its tone.
    pub sentiment: BTreeMap<String, ToneValue>,
    /// Value of the channel column and an index into [`Brief::channels`].
    pub channel: BTreeMap<String, usize>,
    /// Value of the column of stages and its stage.
    pub status: BTreeMap<String, Stage>,
}

impl ExportValues {
    /// The tone of a cell, if the brief says one.
    pub fn tone(&self, cell: &str) -> Option<ToneValue> {
        if self.sentiment.is_empty() {
            return None;
        }
        self.sentiment.get(&cell.trim().to_lowercase()).copied()
    }

    /// The channel of a cell, if the brief says one: an index into [`Brief::channels`].
    pub fn channel(&self, cell: &str) -> Option<usize> {
        if self.channel.is_empty() {
            return None;
        }
        self.channel.get(&cell.trim().to_lowercase()).copied()
    }

    /// The stage of a cell, if the brief says one.
    pub fn stage(&self, cell: &str) -> Option<Stage> {
        if self.status.is_empty() {
            return None;
        }
        self.status.get(&cell.trim().to_lowercase()).copied()
    }
}

/// The tone that a value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the keys of the brief")]
pub enum ToneValue {
    Positive,
    Neutral,
    Negative,
    Unscored,
}

/// Bounds of a numeric tone: below the first is negative, above the second positive, neutral between them and on them.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct ToneScale {
    /// Lower values are negative.
    pub negative_below: f64,
    /// Higher values are positive; not below `negative_below`.
    pub positive_above: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_what_was_absent_is_a_default_too() {
        let text = "{client: A, why: W, timing: {timezone: UTC}, audience: [{id: a, name: A}], \
                    objectives: [{id: o, statement: S, metric: mentions}], channels: [{id: x}]";
        let brief = |more: &str| read::parse("brief.yaml", &format!("{text}{more}}}")).unwrap();
        assert!(brief("").is_default("staffing.minutes.base"));
        let some = brief(", staffing: {minutes: {base: 20}}");
        assert!(
            !some.is_default("staffing.minutes.base") && some.is_default("staffing.minutes.low")
        );
    }
}
