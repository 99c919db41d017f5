//! Errors for letters after times that are not a known zone.

use crate::brief::ExportRule;
use crate::brief::wording::set_for_export;
use crate::error::Problem;
use crate::exports::Export;
use crate::mentions::scan::Scan;
use crate::mentions::zone;

/// The error for these letters: they may name a zone, or a half of the day where no hour is above 12.
pub(super) fn unknown_zone(
    export: &Export,
    rule: Option<&ExportRule>,
    scan: &Scan<'_>,
    text: &str,
    column: &str,
) -> Problem {
    let line = scan.unknown_since;
    if !scan.has_late_hour && zone::half_of_day(&scan.abbreviations).is_some() {
        let what = format!(
            "`{text}` after the times in `{column}` is not a known zone, and no hour there is above 12: it may mean the morning or the afternoon"
        );
        return Problem::at(&export.name, line, 0, what)
            .expected("`AM` and `PM`, or hours from 0 to 23")
            .hint(
                "export again with hours from 0 to 23, or replace these letters by `AM` and `PM`",
            );
    }
    let what = format!("unknown zone abbreviation `{text}` in `{column}`");
    let hint = set_for_export(&export.name, rule, ("timezone", "…"), "");
    Problem::at(&export.name, line, 0, what).hint(hint)
}
