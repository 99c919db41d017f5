//! Opens a project and reads its rows, for most commands.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::{self, available_parallelism};

use super::cache::{Cache, CacheWriter};
use super::parts;
use super::reported::Reported;
use super::ui::Ui;
use crate::brief::Brief;
use crate::brief::read::{Loaded, read};
use crate::error::Result;
use crate::exports::discover::{self, DiscoveredFiles};
use crate::exports::formats::Formats;
use crate::exports::{Export, ExportSource};
use crate::mentions::fingerprint::Fingerprint;
use crate::mentions::fold::{CHUNK_BYTES, Parallelism, Source};
use crate::mentions::ledger::Ledger;
use crate::mentions::part::{Part, PartSection};
use crate::mentions::reader::Context;
use crate::mentions::relevance;
use crate::mentions::survey::{Plan, survey};
use crate::mentions::unused_patterns::unused_patterns;
use crate::note::{SkipReason, ZoneSource};
use crate::pages::{Words, is_readable, note_sentence, order_name, order_source, zone_source};
use crate::rollup::count::{CountEvent, CountResult, CountedRow, count};
use crate::rollup::{Rollup, history};

/// Warns about settings that are valid but probably unintended.
pub(super) fn warn(brief: &Brief, exports: &[Export], ui: &Ui) {
    let short = brief.keywords.iter().flat_map(relevance::short_words);
    let pale = brief.look.accent.iter().filter(|accent| !is_readable(accent)).map(|accent| {
        format!("`look.accent`: text in `{accent}` is too pale to be read on white, so the report keeps its own blue; a contrast of 4.5 to 1 is enough")
    });
    let notes = short.chain(unused_patterns(brief, exports));
    for warning in notes.map(|note| note_sentence(Words::english(), &note)).chain(pale) {
        ui.note(&warning);
    }
}

/// Finds the exports of a project. It may have none if it has a history.
pub(super) fn find(root: &Path) -> Result<DiscoveredFiles> {
    let found = discover::find(root)?;
    if !history::is_kept(root)? {
        discover::require_some(&found.exports, root)?;
    }
    Ok(found)
}

/// Reads exports that are pipes into temporary files, because a pipe can be read only once.
pub(super) fn spool(exports: &mut [Export], ui: &Ui) -> Result<()> {
    let is_pipe = |export: &&mut Export| matches!(export.source, ExportSource::Once);
    let pipes: Vec<&mut Export> = exports.iter_mut().filter(is_pipe).collect();
    for pipe in &pipes {
        ui.note(&format!("{} is a pipe: waiting until all is written to it", pipe.name));
    }
    // At the same time, because one writer may write to several pipes in any order.
    thread::scope(|scope| {
        let spools: Vec<_> = pipes.into_iter().map(|pipe| scope.spawn(|| pipe.spool())).collect();
        spools.into_iter().try_for_each(|spool| spool.join().expect("spooling panics"))
    })
}

/// A project with a valid brief and the plans of its exports; no row is read yet.
pub(super) struct OpenedProject {
    pub(super) loaded: Loaded,
    /// One per export, in the order of their names.
    pub(super) sources: Vec<Source>,
    pub(super) context: Context,
    pub(super) skipped: Vec<(String, SkipReason)>,
    /// The cache, for commands that use it.
    pub(super) cache: Option<Cache>,
}

impl OpenedProject {
    /// Reads the brief, finds the exports and makes their plans.
    pub(super) fn open(path: &Path, ui: &Ui) -> Result<Self> {
        Self::open_some(path, ui, |_, exports| Ok(exports))
    }

    /// The same for the exports that `choose` returns; it gets the project's folder and all exports.
    pub(super) fn open_some(
        path: &Path,
        ui: &Ui,
        choose: impl FnOnce(&Path, Vec<Export>) -> Result<Vec<Export>>,
    ) -> Result<Self> {
        let loaded = read(path)?;
        let found = find(&loaded.root)?;
        let context = Context::new(&loaded.brief);
        warn(&loaded.brief, &found.exports, ui);
        let mut exports = choose(&loaded.root, found.exports)?;
        let formats = Formats::load(&loaded.root)?;
        spool(&mut exports, ui)?;
        let sources = understand(&exports, &loaded.brief, &context, &formats, ui)?;
        Ok(Self { loaded, sources, context, skipped: found.skipped, cache: None })
    }

    /// The same with the cache: exports that have not changed since they were last read are not read.
    pub(super) fn open_kept(path: &Path, ui: &Ui) -> Result<Self> {
        let loaded = read(path)?;
        let mut found = find(&loaded.root)?;
        let mut context = Context::new(&loaded.brief);
        context.drop_details();
        warn(&loaded.brief, &found.exports, ui);
        let formats = Formats::load(&loaded.root)?;
        spool(&mut found.exports, ui)?;
        let fingerprint = Fingerprint::new(&loaded.brief, &formats);
        let mut cache = Cache::open(&loaded.root, ui);
        let mut sources = Vec::with_capacity(found.exports.len());
        let mut changed = Vec::new();
        for export in found.exports {
            match cache.find(&export, &fingerprint.of(&loaded.brief, &export.name), ui) {
                Some(section) => sources.push(Source::Part(Box::new(section))),
                None => changed.push(export),
            }
        }
        sources.extend(understand(&changed, &loaded.brief, &context, &formats, ui)?);
        sources.sort_by(|a, b| a.name().cmp(b.name()));
        Ok(Self { loaded, sources, context, skipped: found.skipped, cache: Some(cache) })
    }

    /// A project whose exports were read into parts.
    pub(super) fn open_parts(path: &Path, parts: &[PathBuf], ui: &Ui) -> Result<Self> {
        let loaded = read(path)?;
        let formats = Formats::load(&loaded.root)?;
        let fingerprint = Fingerprint::new(&loaded.brief, &formats);
        let by = |export: &str| fingerprint.of(&loaded.brief, export);
        let Part { sections, skipped } = parts::join(parts, by)?;
        let mut context = Context::new(&loaded.brief);
        context.drop_details();
        let export = |section: &PartSection| Export {
            name: section.input.name.clone(),
            bytes: section.input.bytes,
            ..Export::default()
        };
        warn(&loaded.brief, &sections.iter().map(export).collect::<Vec<_>>(), ui);
        let sources = sections.into_iter().map(|section| Source::Part(Box::new(section))).collect();
        Ok(Self { loaded, sources, context, skipped, cache: None })
    }

    /// The hashes of all exports, if all of them come from the cache.
    pub(super) fn known_hashes(&self) -> Option<Vec<&str>> {
        let sections = self.sources.iter().map(|source| match source {
            Source::Export(_) => None,
            Source::Part(section) => Some(section.input.sha256.as_str()),
        });
        sections.collect()
    }

    /// Writes the hashes to the cache when nothing is read.
    pub(super) fn keep_hashes(&self, ui: &Ui) {
        let Some(cache) = &self.cache else { return };
        let mut keeper = CacheWriter::new(cache, ui);
        for source in &self.sources {
            if let Source::Part(section) = source {
                keeper.end(source, &section.input);
            }
        }
        keeper.finish();
    }

    /// The fingerprint of an export in the cache.
    pub(super) fn fingerprint(&self, export: &str) -> Option<&str> {
        self.cache.as_ref()?.fingerprint(export)
    }

    /// Counts every row in the order of (path, line), calls `each` with it, and writes it to the cache, if there is one.
    pub(super) fn count(
        &self,
        reported: &Reported,
        jobs: Option<NonZeroUsize>,
        ui: &Ui,
        mut each: impl FnMut(CountedRow<'_>) -> Result<()>,
    ) -> Result<(Rollup, Ledger)> {
        let progress = ui.progress(self.sources.iter().map(Source::bytes).sum());
        let advanced = |bytes| progress.advance(bytes);
        let mut keeper = self.cache.as_ref().map(|cache| CacheWriter::new(cache, ui));
        let see = |step: CountEvent<'_>| {
            match step {
                CountEvent::Row(row) => {
                    each(row)?;
                    if let Some(keeper) = &mut keeper {
                        keeper.row(row.source, row.row);
                    }
                }
                CountEvent::End(source, input) => {
                    if let Some(keeper) = &mut keeper {
                        keeper.end(source, input);
                    }
                }
            }
            Ok(())
        };
        let CountResult { rollup, recorder } =
            count(&self.context, &self.sources, parallelism(jobs), &advanced, see)?;
        if let Some(keeper) = keeper {
            keeper.finish();
        }
        let periods = reported.periods(&rollup);
        let is_reported = |day| periods.iter().any(|period| period.contains(day));
        Ok((rollup, recorder.close(self.skipped.clone(), is_reported)))
    }
}

/// Makes the plans of exports.
fn understand(
    exports: &[Export],
    brief: &Brief,
    context: &Context,
    formats: &Formats,
    ui: &Ui,
) -> Result<Vec<Source>> {
    let plans = survey(exports, brief, &context.channels, formats)?;
    let source = |plan| {
        ui.detail(&describe(&plan));
        Source::Export(Box::new(plan))
    };
    Ok(plans.into_iter().map(source).collect())
}

/// This many threads, or one per processor.
pub(super) fn parallelism(jobs: Option<NonZeroUsize>) -> Parallelism {
    let jobs = jobs.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    Parallelism { jobs, chunk: CHUNK_BYTES }
}

fn describe(plan: &Plan) -> String {
    let words = Words::english();
    let zone = if plan.is_zoned {
        zone_source(words, &ZoneSource::Offsets)
    } else {
        format!("{} ({})", plan.zone.name, zone_source(words, &plan.zone.from))
    };
    let order = plan.order.as_ref().map_or(String::new(), |(order, from)| {
        format!(", {} ({})", order_name(words, *order), order_source(words, from))
    });
    format!(
        "{}: {}, {}, header in line {}, time in `{}`, zone {zone}{order}",
        plan.export.name,
        plan.format.name,
        plan.table.encoding,
        plan.table.header_line,
        plan.time_column
    )
}
