//! The rows of exports as the commands `mentions` and `rows` write them: all fields of a mention, as CSV or as one JSON object per line.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serializer;
use serde_json::Value;

use super::mentions::MentionsFormat;
use super::project::OpenedProject;
use super::reported::Reported;
use super::ui::Ui;
use crate::brief::{Brief, Kind, Stage};
use crate::error::Result;
use crate::mentions::channel::Channels;
use crate::mentions::ledger::Ledger;
use crate::mentions::reader::Reading;
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, RowDetails, Thread};
use crate::pages::csv_writer::Writer;
use crate::rollup::conversations::{Node, Post};
use crate::rollup::count::CountedRow;
use crate::rollup::{Conversations, Rollup};

/// A field's name and value: text, number, truth or nothing.
pub(super) type Field = (&'static str, Value);

/// All fields but the outcome and its reason. The language, the kind, its rule, the department and the topics are those that the figures count.
pub(super) fn fields(
    row: &CountedRow<'_>,
    (brief, channels): (&Brief, &Channels),
    threads: &ThreadNames,
    conversations: &Conversations,
) -> Vec<Field> {
    let mut fields =
        vec![("file", Value::from(row.source.name())), ("line", Value::from(row.row.line))];
    let reading = row.outcome.ok().map(|(reading, _)| reading);
    let mention: Option<&Mention> = reading.map(|reading| &reading.mention);
    let words = reading.and_then(|reading| reading.words.as_deref());
    let text = |field: fn(&RowDetails) -> &Option<String>| -> Value {
        words.and_then(|words| field(words).as_deref()).into()
    };
    let number = |field: fn(&RowDetails) -> Option<u64>| -> Value { words.and_then(field).into() };
    let content = mention.map(|mention| mention.content);
    let language = mention.and_then(Mention::spoken).map(|language| language.to_string());
    let kind = content.map(|content| content.kind).filter(|kind| *kind != Kind::Unclassified);
    let rule = content.and_then(|content| content.rule?.rule());
    let department = content.and_then(|content| content.department);
    let department = department.map(|at| brief.departments[usize::from(at)].id.as_str());
    let topics = content.map(|content| {
        let ids = content.topics.indices().map(|at| brief.topics[usize::from(at)].id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    });
    fields.extend([
        ("published_at", mention.map(|mention| mention.published_at.to_string()).into()),
        ("local_time", mention.map(|mention| mention.local.to_string()).into()),
        ("time_precision", mention.map(|mention| mention.precision.word()).into()),
        ("channel", mention.map(|mention| channels.get(mention.channel).id.as_str()).into()),
        ("source", text(|words| &words.source)),
        ("format", row.source.format().into()),
        ("id", text(|words| &words.id)),
        ("url", text(|words| &words.url)),
        ("thread", reading.and_then(|reading| threads.of(reading, conversations)).into()),
        ("author", text(|words| &words.author)),
        ("text", words.map(|words| words.text.as_str()).into()),
        ("language", language.into()),
        ("language_detected", content.map(|content| content.detected.is_some()).into()),
        ("country", mention.and_then(|mention| Some(mention.country?.to_string())).into()),
        ("sentiment", mention.map(|mention| mention.tone.word()).into()),
        ("brand", text(|words| &words.brand)),
        ("kind", kind.map(Kind::id).into()),
        ("rule", rule.map(|rule| rule.id.as_str()).into()),
        ("department", department.into()),
        ("topics", topics.into()),
        ("reach", number(|words| words.reach)),
        ("engagement", number(|words| words.engagement)),
        ("followers", number(|words| words.followers)),
        ("is_repost", mention.map(|mention| mention.is_repost).into()),
        ("is_own", mention.map(|mention| mention.is_own).into()),
    ]);
    fields
}

/// The fields that follow those, or the outcome where it is written.
pub(super) fn further_fields(row: &CountedRow<'_>) -> [Field; 4] {
    let mention = row.outcome.ok().map(|(reading, _)| &reading.mention);
    let replied_at = mention.and_then(Mention::replied_at).map(|at| at.to_string());
    let seconds = mention.and_then(|mention| mention.handle_time.seconds());
    let minutes = seconds.map(|seconds| f64::from(seconds) / 60.0);
    let stage = mention.and_then(|mention| mention.stage);
    let estimate = mention.and_then(|mention| mention.content.tone_estimate).map(Tone::word);
    [
        ("replied_at", replied_at.into()),
        ("handle_minutes", minutes.into()),
        ("tone_estimate", estimate.into()),
        ("status", stage.map(Stage::id).into()),
    ]
}

/// The names of the posts that chains of replies start from; they are known only after all rows.
pub(super) struct ThreadNames {
    names: BTreeMap<Node, String>,
    roots: RefCell<BTreeMap<Post, Node>>,
}

/// Counts every row, and finds the names of threads on the way.
pub(super) fn count(
    project: &OpenedProject,
    reported: &Reported,
    ui: &Ui,
) -> Result<(Rollup, Ledger, ThreadNames)> {
    let mut names = BTreeMap::new();
    let (rollup, ledger) = project.count(reported, None, ui, |row| {
        if let Ok((reading, _)) = row.outcome
            && let Thread::Reply { parent: Some(parent), .. } = reading.mention.thread
            && let Some(name) = reading.words.as_ref().and_then(|words| words.thread.as_ref())
        {
            names.entry(parent).or_insert_with(|| name.clone());
        }
        Ok(())
    })?;
    Ok((rollup, ledger, ThreadNames { names, roots: RefCell::default() }))
}

impl ThreadNames {
    /// The thread of a mention: the export's own, else the post that its chain of replies starts from.
    fn of<'a>(&'a self, reading: &'a Reading, conversations: &Conversations) -> Option<&'a str> {
        let (mention, words) = (&reading.mention, reading.words.as_deref()?);
        match mention.thread {
            Thread::Reply { post: Some(post), .. } => {
                let roots = &mut self.roots.borrow_mut();
                let root = conversations.root((mention.channel, post), roots);
                self.names.get(&root).or(words.id.as_ref()).map(String::as_str)
            }
            _ => words.thread.as_deref(),
        }
    }
}

/// The writer of an output format.
pub(super) enum Sheet {
    Csv { writer: Box<Writer<Box<dyn Write>>>, has_header: bool },
    Ndjson(io::BufWriter<Box<dyn Write>>),
}

impl Sheet {
    pub(super) fn new(stream: Box<dyn Write>, format: MentionsFormat) -> Self {
        match format {
            MentionsFormat::Csv => {
                Self::Csv { writer: Box::new(Writer::new(stream)), has_header: false }
            }
            MentionsFormat::Ndjson => Self::Ndjson(io::BufWriter::new(stream)),
        }
    }

    pub(super) fn write(&mut self, fields: &[Field]) -> io::Result<()> {
        match self {
            Self::Csv { writer, has_header } => {
                if !std::mem::replace(has_header, true) {
                    writer.row(fields.iter().map(|(name, _)| *name))?;
                }
                writer.row(fields.iter().map(|(_, value)| cell(value)))
            }
            Self::Ndjson(stream) => {
                let pairs = fields.iter().map(|(name, value)| (name, value));
                serde_json::Serializer::new(&mut *stream).collect_map(pairs)?;
                stream.write_all(b"\n")
            }
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Csv { writer, .. } => writer.finish()?.flush(),
            Self::Ndjson(mut stream) => stream.flush(),
        }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
