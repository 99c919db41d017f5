//! `exports`: rules for files in which detection needs help.

use std::collections::BTreeMap;

use super::{Check, Field, Ids, List, Spot, given, items, shown, spot};
use crate::brief::raw::{OneOrMore, RawExport};
use crate::brief::wording::quoted;
use crate::brief::{ExportRule, FIELDS};
use crate::error::Problem;

impl Check<'_> {
    pub(super) fn exports(&mut self, list: List<RawExport>, channels: &Ids) -> Vec<ExportRule> {
        let rules = items(list).into_iter().map(|(raw, spot)| ExportRule {
            files: self.glob(raw.files, spot),
            format: self.text(raw.format, "exports[].format"),
            timezone: self.zone(raw.timezone, "exports[].timezone"),
            date_order: given(raw.date_order).map(|(order, _)| order),
            channel: self.reference(raw.channel, "exports[].channel", channels),
            columns: given(raw.columns).map(|(map, _)| self.columns(map)).unwrap_or_default(),
            line: spot.0,
        });
        rules.collect()
    }

    fn glob(&mut self, field: Field<String>, owner: Spot) -> String {
        let spot = spot(&field).unwrap_or(owner);
        let is = "the files that the rule is for, as in `exports/shop/*.csv`";
        let files = self.required(field, "exports[].files", Some(owner), is);
        if let Err(error) = globset::Glob::new(&files) {
            let what = format!("`exports[].files` is {}: {}", shown(&files), error.kind());
            self.push(spot, what, "a pattern, as in `exports/shop/*.csv`");
        }
        files
    }

    fn columns(&mut self, map: BTreeMap<String, Field<OneOrMore>>) -> Vec<(String, Vec<String>)> {
        let mut columns = Vec::new();
        for (name, field) in map {
            let Some((wanted, spot)) = given(field) else {
                continue;
            };
            if !FIELDS.contains(&name.as_str()) {
                let problem = self
                    .at(spot, format!("unknown field {} under `exports[].columns`", shown(&name)))
                    .expected(format!("one of: {}", quoted(FIELDS)));
                self.problems.push(Problem { hint: self.did_you_mean(&name, FIELDS), ..problem });
            }
            let wanted = match wanted {
                OneOrMore::One(column) => vec![column],
                OneOrMore::More(columns) => columns,
            };
            if wanted.is_empty() || wanted.iter().any(|column| column.trim().is_empty()) {
                let what = format!("`exports[].columns.{name}` names no column");
                self.push(spot, what, "a name, or a list of names");
            }
            columns.push((name, wanted));
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn a_rule_names_files_fields_and_channels() {
        assert_refused(&[
            ("exports: [{format: generic}]", "`exports[].files` is missing"),
            ("exports: [{files: 'a[.csv'}]", "is `a[.csv`: unclosed character class"),
            ("exports: [{files: a, channel: x}]", "`exports[].channel` is `x`"),
            ("exports: [{files: a, timezone: Amsterdam}]", "did you mean `Europe/Amsterdam`?"),
            ("exports: [{files: a, date_order: ymd}]", "expected one of: `dmy`, `mdy`"),
            ("exports: [{files: a, columns: {txt: B}}]", "did you mean `text`?"),
            ("exports: [{files: a, columns: {text: {a: b}}}]", "the name of a column, or a list"),
            ("exports: [{files: a, columns: {text: []}}]", "columns.text` names no column"),
        ]);
    }

    #[test]
    fn every_field_that_a_rule_may_name_is_one_that_exports_read() {
        for name in crate::brief::FIELDS {
            assert!(crate::exports::format::Field::parse(name).is_some(), "{name}");
        }
    }
}
