//! The notes and doubts of a run as one list, for `build` and `check`, and the effect of `--strict` and `--allow` on it.
//!
//! Each warning has a stable code. A doubt may make the report wrong: `--strict` fails on it unless `--allow` names its code.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::brief::Brief;
use crate::error::{Error, Problem, Result};
use crate::exports::discover;
use crate::insights::suspicions::{CODES, Suspicion};
use crate::mentions::RowStatus;
use crate::mentions::ledger::{Ledger, Outcome};
use crate::note::{DOUBTS, Note};
use crate::pages::{Words, doubt, files, note_sentence, outcomes, rows};
use crate::rollup::Rollup;

/// The code of the error that rows were read and none is used.
pub(super) const NOTHING_USED: &str = "nothing_used";

/// A warning, or an error with the same keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Warning {
    /// Stable name of its kind; `error` for an error.
    pub(super) code: String,
    pub(super) file: Option<String>,
    pub(super) line: Option<u64>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// Whether `--strict` fails on it.
    pub(super) is_doubt: bool,
}

impl Warning {
    fn of(suspicion: &Suspicion) -> Self {
        let words = doubt(Words::english(), suspicion);
        Self {
            code: suspicion.code().to_owned(),
            file: suspicion.file().map(str::to_owned),
            line: None,
            message: words.seen,
            hint: Some(words.remedy),
            is_doubt: suspicion.is_doubt(),
        }
    }

    /// As it is printed.
    pub(super) fn printed(&self) -> String {
        let hint = self.hint.iter().map(|hint| format!("\nhint: {hint}"));
        format!("{} [{}]{}", self.message, self.code, hint.collect::<String>())
    }
}

/// All warnings of a run: the notes of its files, then the suspicions.
pub(super) fn warnings(ledger: &Ledger, suspicions: &[Suspicion]) -> Vec<Warning> {
    let notes = ledger.inputs.iter().flat_map(|input| {
        input.notes.iter().map(|note| Warning {
            code: note.code().to_owned(),
            file: Some(input.name.clone()),
            line: None,
            message: note_sentence(Words::english(), note),
            hint: None,
            is_doubt: note.is_doubt(),
        })
    });
    notes.chain(suspicions.iter().map(Warning::of)).collect()
}

/// Errors with the keys of warnings.
pub(super) fn errors(problems: &[Problem]) -> Vec<Warning> {
    let errors = problems.iter().map(|problem| Warning {
        code: "error".to_owned(),
        file: Some(problem.file.clone()),
        line: problem.at.map(|(line, _)| line),
        message: std::iter::once(&problem.what)
            .chain(&problem.details)
            .cloned()
            .collect::<Vec<_>>()
            .join("; "),
        hint: problem.hint.clone(),
        is_doubt: false,
    });
    errors.collect()
}

/// Files in the project's folder that look like inputs and are not read.
///
/// # Errors
///
/// The folder cannot be listed.
pub(super) fn misplaced(root: &Path) -> Result<Vec<Suspicion>> {
    let files = discover::misplaced(root).map_err(Error::io(root, "list the project"))?;
    Ok(files.into_iter().map(|file| Suspicion::Misplaced { file }).collect())
}

/// All codes that `--allow` takes: those of doubts, and of the error that no row is used.
fn codes() -> impl Iterator<Item = &'static str> {
    CODES.into_iter().chain(DOUBTS).chain([NOTHING_USED])
}

/// Checks a code as `--allow` takes it.
///
/// # Errors
///
/// The list of codes, if it is not one of them.
pub fn allowed_code(code: &str) -> std::result::Result<String, String> {
    let mut codes: Vec<&str> = codes().collect();
    codes.sort_unstable();
    if codes.contains(&code) {
        return Ok(code.to_owned());
    }
    Err(format!("no doubt has this code\n  expected one of: {}", codes.join(", ")))
}

/// Fails on doubts that are not allowed.
///
/// # Errors
///
/// [`Error::Doubts`] with each of them.
pub(super) fn refuse_doubts(warnings: &[Warning], allowed: &[String]) -> Result<()> {
    let doubts = warnings.iter().filter(|it| it.is_doubt && !allowed.contains(&it.code));
    let doubts: Vec<Problem> = doubts
        .map(|it| {
            let file = it.file.clone().unwrap_or_else(|| it.code.clone());
            let message = it.message.trim_end_matches('.').to_owned();
            let hint = it.hint.as_ref().map_or_else(String::new, |hint| format!("{hint}; "));
            Problem::of(file, message).hint(format!("{hint}`--allow {}` accepts it", it.code))
        })
        .collect();
    if doubts.is_empty() { Ok(()) } else { Err(Error::Doubts(doubts)) }
}

/// The problem that rows were read and none of them, whatever its day, is used.
pub(super) fn nothing_used(brief: &Brief, rollup: &Rollup, ledger: &Ledger) -> Option<Problem> {
    let (first, last) = rollup.volume.span()?;
    let mut days = rollup.volume.between(first, last);
    if days.any(|(.., counts)| counts.rows[RowStatus::Used] > 0) {
        return None;
    }
    let total = ledger.total();
    if total.total() == total[Outcome::Rejected] {
        return None;
    }
    let words = Words::english();
    let problem = Problem::of(discover::FOLDER, "no row of any export is used").detail(format!(
        "read {} of {}: {}",
        rows(words, total.total()),
        files(words, ledger.inputs.len() as u64),
        outcomes(words, &total).join(", ")
    ));
    let own = brief.keywords.iter().flat_map(|keywords| [&keywords.brand, &keywords.products]);
    let words: Vec<String> = own
        .flat_map(|group| group.any.iter().chain(&group.all))
        .take(12)
        .map(|word| format!("`{word}`"))
        .collect();
    let excluded = ledger.inputs.iter().flat_map(|input| &input.notes).map(|note| match note {
        Note::Excluded { rows, .. } => *rows,
        _ => 0,
    });
    let (problem, what) = if excluded.sum::<u64>() * 2 > total.total() {
        (problem.detail("most rows match `exclude`"), "correct `exclude` in the brief")
    } else if words.is_empty() {
        (problem, "`socialmap mentions` gives the reason of each row")
    } else {
        let found = format!("no row matches `keywords`: {}", words.join(", "));
        let notes = ledger.inputs.iter().flat_map(|input| &input.notes);
        let has_other = notes.into_iter().any(|note| {
            matches!(note, Note::MoreText { .. } | Note::TextNotRead { .. } | Note::NoText { .. })
        });
        let hint = if has_other {
            "name the columns of the texts under `exports[].columns.text`, or correct the keywords of the brief"
        } else {
            "correct the keywords of the brief"
        };
        (problem.detail(found), hint)
    };
    Some(problem.hint(format!("{what}; `--allow {NOTHING_USED}` writes the report all the same")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_doubt_can_be_allowed_and_nothing_else() {
        for code in codes() {
            assert_eq!(allowed_code(code).as_deref(), Ok(code));
        }
        let error = allowed_code("half_usd").unwrap_err();
        assert!(
            error.starts_with("no doubt has this code\n  expected one of: ambiguous_zone, "),
            "{error}"
        );
    }

    #[test]
    fn a_doubt_fails_unless_it_is_allowed() {
        let doubt = Warning::of(&Suspicion::Misplaced { file: "a.csv".into() });
        let note = Warning { is_doubt: false, code: "cut_character".into(), ..doubt.clone() };
        let error = refuse_doubts(&[doubt.clone(), note.clone()], &[]).unwrap_err();
        assert_eq!(error.exit_code(), 3);
        assert!(error.to_string().contains("`--allow misplaced_file` accepts it"), "{error}");
        assert!(refuse_doubts(&[doubt, note], &["misplaced_file".to_owned()]).is_ok());
    }
}
