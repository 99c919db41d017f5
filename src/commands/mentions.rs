//! The command `mentions`: writes every data record of the exports, normalised, to stdout.
//!
//! The output is for the analyst: it includes rejected and duplicate rows, and the brief's privacy setting does not apply. The roots of chains of
//! replies and the reported months are known only after all rows, so the exports are read twice.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serializer;
use serde_json::Value;

use super::project::Project;
use super::reported::Reported;
use super::ui::Ui;
use crate::error::{Error, Result};
use crate::exports::discover;
use crate::insights::Period;
use crate::mentions::channel::Channels;
use crate::mentions::deduplicator::Reason;
use crate::mentions::fold::Source;
use crate::mentions::ledger::Outcome;
use crate::mentions::reader::Reading;
use crate::mentions::{Mention, RowDetails, Thread};
use crate::pages::csv_writer::Writer;
use crate::pages::{Words, reject_reason};
use crate::rollup::Conversations;
use crate::rollup::conversations::{Node, Post};
use crate::rollup::count::CountedRow;

/// The arguments of `mentions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionsArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// The output format.
    pub format: MentionsFormat,
}

/// How the normalised mentions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionsFormat {
    /// Comma-separated, no cell of which can start a spreadsheet formula.
    Csv,
    /// A JSON object a line, every text exact.
    Ndjson,
}

/// Writes the mentions to [`Ui::out`].
///
/// # Errors
///
/// The inputs are wrong, or something cannot be read or written; a closed stdout is a broken pipe.
pub fn run(args: &MentionsArgs, ui: &Ui) -> Result<()> {
    let project = Project::open_some(&args.project, ui, |root, exports| {
        discover::require_some(&exports, root)?;
        Ok(exports)
    })?;
    let reported = Reported::of(&[], &project.loaded.brief)?;
    let FirstPass { periods, roots } = FirstPass::find(&project, &reported, ui)?;
    let mut sheet = Sheet::new(ui.out(), args.format);
    let fail = |source| Error::io(Path::new("stdout"), "write the mentions")(source);
    project.count(&reported, None, ui, |row| {
        let is_reported = |day| periods.iter().any(|period| period.contains(day));
        let (outcome, reason) = match row.outcome {
            Err(rejection) => {
                let reason = reject_reason(Words::english(), &rejection.reason);
                (Outcome::Rejected, Some(reason))
            }
            Ok((reading, decision)) => {
                let day = reading.mention.local.date();
                let outcome = Outcome::of(decision.status, is_reported(day));
                (outcome, words(decision.reason, &project.sources))
            }
        };
        let mut fields = fields(&row, &project.context.channels, &roots);
        let replied_at = row.outcome.ok().and_then(|(reading, _)| reading.mention.replied_at());
        fields.extend([
            ("outcome", outcome.word().into()),
            ("reason", reason.into()),
            ("replied_at", replied_at.map(|at| at.to_string()).into()),
        ]);
        sheet.write(&fields).map_err(fail)
    })?;
    sheet.finish().map_err(fail)
}

/// A field's name and value: text, number, truth or nothing.
type Field = (&'static str, Value);

/// The reason of a decision, where several are possible.
fn words(reason: Reason, sources: &[Source]) -> Option<String> {
    match reason {
        Reason::None => None,
        Reason::NearCopyOf((file, line)) => {
            Some(format!("near copy of {}:{line}", sources[file as usize].name()))
        }
        Reason::Competitor => Some("competitor".to_owned()),
        Reason::NoKeyword => Some("no keyword".to_owned()),
        Reason::Excluded => Some("excluded".to_owned()),
    }
}

/// All fields but the outcome and its reason.
fn fields(row: &CountedRow<'_>, channels: &Channels, roots: &Roots) -> Vec<Field> {
    let mut fields =
        vec![("file", Value::from(row.source.name())), ("line", Value::from(row.row.line))];
    let reading = row.outcome.ok().map(|(reading, _)| reading);
    let mention: Option<&Mention> = reading.map(|reading| &reading.mention);
    let words = reading.and_then(|reading| reading.words.as_deref());
    let text = |field: fn(&RowDetails) -> &Option<String>| -> Value {
        words.and_then(|words| field(words).as_deref()).into()
    };
    let number = |field: fn(&RowDetails) -> Option<u64>| -> Value { words.and_then(field).into() };
    fields.extend([
        ("published_at", mention.map(|mention| mention.published_at.to_string()).into()),
        ("local_time", mention.map(|mention| mention.local.to_string()).into()),
        ("time_precision", mention.map(|mention| mention.precision.word()).into()),
        ("channel", mention.map(|mention| channels.get(mention.channel).id.as_str()).into()),
        ("source", text(|words| &words.source)),
        ("format", row.source.format().into()),
        ("id", text(|words| &words.id)),
        ("url", text(|words| &words.url)),
        ("thread", reading.and_then(|reading| roots.name(reading)).into()),
        ("author", text(|words| &words.author)),
        ("text", words.map(|words| words.text.as_str()).into()),
        ("language", text(|words| &words.language)),
        ("country", text(|words| &words.country)),
        ("sentiment", mention.map(|mention| mention.tone.word()).into()),
        ("brand", text(|words| &words.brand)),
        ("kind", text(|words| &words.kind)),
        ("department", text(|words| &words.department)),
        ("reach", number(|words| words.reach)),
        ("engagement", number(|words| words.engagement)),
        ("followers", number(|words| words.followers)),
        ("is_repost", mention.map(|mention| mention.is_repost).into()),
        ("is_own", mention.map(|mention| mention.is_own).into()),
    ]);
    fields
}

/// The names of the posts that chains of replies start from.
struct Roots {
    conversations: Conversations,
    found: RefCell<BTreeMap<Post, Node>>,
    names: BTreeMap<Node, String>,
}

/// What is known only after all rows were read.
struct FirstPass {
    periods: Vec<Period>,
    roots: Roots,
}

impl FirstPass {
    fn find(project: &Project, reported: &Reported, ui: &Ui) -> Result<Self> {
        let mut names = BTreeMap::new();
        let (rollup, _) = project.count(reported, None, ui, |row| {
            if let Ok((reading, _)) = row.outcome
                && let Thread::Reply { parent: Some(parent), .. } = reading.mention.thread
                && let Some(name) = reading.words.as_ref().and_then(|words| words.thread.as_ref())
            {
                names.entry(parent).or_insert_with(|| name.clone());
            }
            Ok(())
        })?;
        let periods = reported.periods(&rollup);
        let conversations = rollup.conversations;
        Ok(Self { periods, roots: Roots { conversations, found: RefCell::default(), names } })
    }
}

impl Roots {
    /// The thread of a mention: the export's own, else the post that its chain of replies starts from.
    fn name<'a>(&'a self, reading: &'a Reading) -> Option<&'a str> {
        let (mention, words) = (&reading.mention, reading.words.as_deref()?);
        match mention.thread {
            Thread::Reply { post: Some(post), .. } => {
                let found = &mut self.found.borrow_mut();
                let root = self.conversations.root((mention.channel, post), found);
                self.names.get(&root).or(words.id.as_ref()).map(String::as_str)
            }
            _ => words.thread.as_deref(),
        }
    }
}

/// The writer of an output format.
enum Sheet {
    Csv { writer: Box<Writer<Box<dyn Write>>>, has_header: bool },
    Ndjson(io::BufWriter<Box<dyn Write>>),
}

impl Sheet {
    fn new(stream: Box<dyn Write>, format: MentionsFormat) -> Self {
        match format {
            MentionsFormat::Csv => {
                Self::Csv { writer: Box::new(Writer::new(stream)), has_header: false }
            }
            MentionsFormat::Ndjson => Self::Ndjson(io::BufWriter::new(stream)),
        }
    }

    fn write(&mut self, fields: &[Field]) -> io::Result<()> {
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

    fn finish(self) -> io::Result<()> {
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
