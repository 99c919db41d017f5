//! The sheets of audits: finds them in `audit/` and `private/audit/`, and looks their ids up among the rows of the exports.
//!
//! A sheet in which nothing is filled in is no audit. An id that no mention of the period has is an error, because the audit would be based on
//! other rows than it says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::ui::Ui;
use crate::error::{Error, Problem, Result};
use crate::insights::Period;
use crate::insights::strata::AuditLabel;
use crate::mentions::RowStatus;
use crate::mentions::audit_sheet::{AuditRow, AuditSheet};
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::drawing::{DrawId, DrawIds};
use crate::rollup::Rollup;
use crate::rollup::audits::{Audit, AuditedMention};
use crate::rollup::count::CountedRow;

/// The folder of the sheets that can be committed.
pub(super) const FOLDER: &str = "audit";
/// The folder of the sheets for labelling, within the project.
pub(super) const PRIVATE_SHEETS: &str = "private/audit";

/// The name of a sheet in its folder.
pub(super) fn file_name(period: &Period) -> String {
    format!("{}.csv", period.id)
}

/// The sheets in one of the folders: their periods, in the order of their names, and the names of what else is there. A project need not have the
/// folder.
///
/// # Errors
///
/// The folder cannot be listed, or CSV files in it are not named after a period: all of them.
pub(super) fn sheets(root: &Path, folder: &str) -> Result<(Vec<Period>, Vec<String>)> {
    let path = root.join(folder);
    let fail = |source| Error::io(&path, "list the sheets of the audits")(source);
    let entries = match fs::read_dir(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Vec::new(), Vec::new())),
        entries => entries.map_err(fail)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(fail)?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    let (mut periods, mut others, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for name in names.into_iter().filter(|name| !name.starts_with(['.', '~'])) {
        let Some(id) = name.strip_suffix(".csv") else {
            others.push(format!("{folder}/{name}"));
            continue;
        };
        let period = Period::parse(id).ok();
        if let Some(period) = period.filter(|period| period.id == id) {
            periods.push(period);
            continue;
        }
        let problem = Problem::of(format!("{folder}/{name}"), "no report has this name");
        let names = "`2026-05.csv`, `2026-W23.csv`, `2026-Q2.csv`, `2026.csv` or `2026-05-01_2026-05-31.csv`";
        let hint = "rename it after the period of its sheet, or move it away";
        problems.push(problem.expected(names).hint(hint));
    }
    if problems.is_empty() { Ok((periods, others)) } else { Err(Error::Inputs(problems)) }
}

/// The filled sheets of a project, whose mentions are looked for while the exports are counted.
#[derive(Default)]
pub(super) struct AuditReader {
    sheets: Vec<Sheet>,
}

struct Sheet {
    period: Period,
    ids: DrawIds,
    /// The filled rows, with their lines.
    rows: BTreeMap<DrawId, (u64, AuditRow)>,
    /// Those that a row of the exports has.
    found: BTreeSet<DrawId>,
    /// The ranks of the used mentions that are not in it.
    others: BTreeMap<(AuditLabel, ChannelIx), Vec<u64>>,
    audit: Audit,
}

impl AuditReader {
    /// Reads the sheets of all periods; where a period has two, that which can be committed.
    ///
    /// # Errors
    ///
    /// All problems of all sheets, or a file cannot be read.
    pub(super) fn open(root: &Path, ui: &Ui) -> Result<Self> {
        let (mut reader, mut problems) = (Self::default(), Vec::new());
        let mut known = BTreeMap::new();
        for folder in [FOLDER, PRIVATE_SHEETS] {
            let (sheets, others) = match sheets(root, folder) {
                Ok(found) => found,
                Err(Error::Inputs(more)) => {
                    problems.extend(more);
                    continue;
                }
                Err(other) => return Err(other),
            };
            for name in others {
                ui.note(&format!(
                    "{name} is not read: a sheet is a file like 2026-05.csv in {folder}/"
                ));
            }
            for period in sheets {
                let file = format!("{folder}/{}", file_name(&period));
                match (filled(root, &file), known.get(&period.id)) {
                    (Ok(sheet), Some(committed)) => {
                        if !sheet.rows.is_empty() && said(&sheet.rows) != *committed {
                            ui.note(&format!(
                                "{file} has other labels than {FOLDER}/{}, which is used; `socialmap sample --labels` copies them",
                                file_name(&period)
                            ));
                        }
                    }
                    (Ok(sheet), None) if sheet.rows.is_empty() => {}
                    (Ok(sheet), None) => {
                        known.insert(period.id.clone(), said(&sheet.rows));
                        reader.sheets.push(Sheet::new(file, period, sheet));
                    }
                    (Err(Error::Inputs(more)), _) => problems.extend(more),
                    (Err(other), _) => return Err(other),
                }
            }
        }
        if problems.is_empty() { Ok(reader) } else { Err(Error::Inputs(problems)) }
    }

    /// Looks a counted row up in the sheets.
    pub(super) fn see(&mut self, row: &CountedRow<'_>, channels: &Channels) {
        let Ok((reading, decision)) = row.outcome else { return };
        if self.sheets.is_empty() || decision.status == RowStatus::Duplicate {
            return;
        }
        let mention = &reading.mention;
        let (day, channel) = (mention.local.date(), &channels.get(mention.channel).id);
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.period.contains(day)) {
            let id = sheet.ids.next(channel, &reading.keys);
            // The brief may have changed since the sheet was drawn.
            let is_used = decision.status == RowStatus::Used;
            let (tone, content) = (mention.tone, mention.content);
            let Some(&(_, said)) = sheet.rows.get(&id) else {
                if is_used {
                    let label = AuditLabel::of(tone, content.tone_estimate);
                    let others = sheet.others.entry((label, mention.channel)).or_default();
                    others.push(id.rank());
                }
                continue;
            };
            sheet.found.insert(id);
            if is_used {
                let audited = AuditedMention {
                    said,
                    tone,
                    estimate: content.tone_estimate,
                    channel: mention.channel,
                    kind: content.kind,
                };
                sheet.audit.mentions.insert(id, audited);
            }
        }
    }

    /// Adds the audits of the reported periods to the counts, once every row was seen and the history is read.
    ///
    /// # Errors
    ///
    /// Ids that no mention of their period has: all of them.
    pub(super) fn finish(self, rollup: &mut Rollup, periods: &[Period], ui: &Ui) -> Result<()> {
        let mut problems = Vec::new();
        // Of another length than the reports, not one that this run leaves out.
        let is_other_length = |sheet: &Sheet| {
            let shape = |id: &str| id.replace(|letter: char| letter.is_ascii_digit(), "0");
            let of_sheet = shape(&sheet.period.id);
            periods.iter().all(|period| shape(&period.id) != of_sheet)
        };
        for mut sheet in self.sheets {
            let (period, file) = (&sheet.period, &sheet.audit.file);
            if !periods.contains(period) {
                if is_other_length(&sheet) {
                    ui.note(&format!("{file} is not used: no report is of its period"));
                } else if sheet.found.is_empty() && sheet.others.is_empty() {
                    ui.note(&format!("{file} is not used: no export has a mention of its period"));
                }
                continue;
            }
            if rollup.history.months(period.from, period.to).next().is_some() {
                let what = "so the tone of its period cannot be audited";
                ui.note(&format!("the mentions of {file} are no longer in the exports, {what}"));
                continue;
            }
            problems.extend(sheet.not_found());
            sheet.audit.skipped = sheet.skipped();
            rollup.audits.insert(sheet.period.id, sheet.audit);
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::Inputs(problems)) }
    }
}

impl Sheet {
    fn new(file: String, period: Period, sheet: AuditSheet) -> Self {
        let AuditSheet { rows, sha256 } = sheet;
        let audit = Audit { file, sha256, mentions: BTreeMap::new(), skipped: 0 };
        let rows = rows.into_iter().map(|(line, row)| (row.id, (line, row))).collect();
        let ids = DrawIds::new(&period.id);
        Self { ids, period, rows, found: BTreeSet::new(), others: BTreeMap::new(), audit }
    }

    /// The problem that no mention of the period has some of the ids.
    fn not_found(&self) -> Option<Problem> {
        let missing = self.rows.iter().filter(|(id, _)| !self.found.contains(id));
        let mut lines: Vec<u64> = missing.map(|(_, (line, _))| *line).collect();
        lines.sort_unstable();
        let first = *lines.first()?;
        let what = match lines.len() {
            1 => format!("no mention of {} has this id", self.period.id),
            n => format!("no mention of {} has the ids of {n} rows", self.period.id),
        };
        let problem = Problem::at(&self.audit.file, first, 0, what).detail(
            "an export is missing, the sheet is of another period, or the ids of the channels in the brief have changed",
        );
        Some(problem.hint("put back what has changed, or remove these rows"))
    }

    /// How many mentions were to be judged before the last of their stratum that was, and were not.
    fn skipped(&self) -> u64 {
        let mut last: BTreeMap<(AuditLabel, ChannelIx), u64> = BTreeMap::new();
        for (id, mention) in &self.audit.mentions {
            let rank = last
                .entry((AuditLabel::of(mention.tone, mention.estimate), mention.channel))
                .or_default();
            *rank = id.rank().max(*rank);
        }
        let skipped = last.iter().filter_map(|(stratum, last)| {
            let others = self.others.get(stratum)?;
            Some(others.iter().filter(|rank| *rank < last).count() as u64)
        });
        skipped.sum()
    }
}

/// The sheet of this name in a project, with the rows alone in which something is filled in.
pub(super) fn filled(root: &Path, name: &str) -> Result<AuditSheet> {
    let mut sheet = AuditSheet::read(&root.join(name), name)?;
    sheet.rows.retain(|(_, row)| row.is_filled());
    Ok(sheet)
}

/// What people say by id.
pub(super) fn said(rows: &[(u64, AuditRow)]) -> BTreeMap<DrawId, [&'static str; 4]> {
    rows.iter().map(|(_, row)| (row.id, row.cells())).collect()
}
