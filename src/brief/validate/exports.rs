//! Validates `exports`: settings for files whose format, columns or values are not detected correctly.

use std::collections::BTreeMap;

use super::{Check, Field, Ids, List, Position, given, items, position, section, shown};
use crate::brief::raw::{OneOrMore, RawExport, RawToneScale, RawValues};
use crate::brief::wording::quoted;
use crate::brief::{ExportRule, ExportValues, FIELDS, ToneScale};
use crate::error::Problem;

const ENCODING: &str = "the name of a text encoding, as in `windows-1251`, `utf-8` or `shift_jis`";

impl Check<'_> {
    pub(super) fn exports(&mut self, list: List<RawExport>, channels: &Ids) -> Vec<ExportRule> {
        let rules = items(list).into_iter().map(|(raw, position)| ExportRule {
            files: self.glob(raw.files, position),
            format: self.text(raw.format, "exports[].format"),
            timezone: self.zone(raw.timezone, "exports[].timezone"),
            date_order: given(raw.date_order).map(|(order, _)| order),
            channel: self.reference(raw.channel, "exports[].channel", channels),
            columns: given(raw.columns).map(|(map, _)| self.columns(map)).unwrap_or_default(),
            encoding: self.word(raw.encoding, "exports[].encoding", encoding, ENCODING),
            sheets: self.texts(raw.sheets, "exports[].sheets"),
            values: self.values(section(raw.values), channels),
            tone_scale: given(raw.tone_scale).and_then(|(raw, at)| self.tone_scale(raw, at)),
            line: position.0,
        });
        rules.collect()
    }

    fn glob(&mut self, field: Field<String>, owner: Position) -> String {
        let position = position(&field).unwrap_or(owner);
        let is = "the files that the rule is for, as in `exports/shop/*.csv`";
        let files = self.required(field, "exports[].files", Some(owner), is);
        if let Err(error) = globset::Glob::new(&files) {
            let what = format!("`exports[].files` is {}: {}", shown(&files), error.kind());
            self.push(position, what, "a pattern, as in `exports/shop/*.csv`");
        }
        files
    }

    fn values(&mut self, raw: RawValues, channels: &Ids) -> ExportValues {
        let sentiment = given(raw.sentiment).map(|(map, _)| map).unwrap_or_default();
        let sentiment = sentiment.into_iter().filter_map(|(value, field)| {
            let (tone, position) = given(field)?;
            Some((value, tone, position))
        });
        let sentiment = self.by_value(sentiment.collect(), "exports[].values.sentiment");
        let words = given(raw.channel).map(|(map, _)| map).unwrap_or_default();
        let mut channel = Vec::new();
        for (value, field) in words {
            let at = position(&field);
            let index = self.reference(field, "exports[].values.channel", channels);
            channel.extend(index.zip(at).map(|(index, position)| (value, index, position)));
        }
        let stages = given(raw.status).map(|(map, _)| map).unwrap_or_default();
        let stages = stages.into_iter().filter_map(|(value, field)| {
            let (stage, position) = given(field)?;
            Some((value, stage, position))
        });
        ExportValues {
            sentiment,
            channel: self.by_value(channel, "exports[].values.channel"),
            status: self.by_value(stages.collect(), "exports[].values.status"),
        }
    }

    /// Values as they are compared; two that are compared alike may not mean different things.
    fn by_value<T: PartialEq>(
        &mut self,
        values: Vec<(String, T, Position)>,
        key: &str,
    ) -> BTreeMap<String, T> {
        let mut known = BTreeMap::new();
        for (value, meaning, position) in values {
            let compared = value.trim().to_lowercase();
            if compared.is_empty() {
                self.push(position, format!("`{key}` has an empty value"), "what a cell says");
            } else if known.get(&compared).is_some_and(|earlier| *earlier != meaning) {
                let what = format!("`{key}` gives {} two meanings", shown(&compared));
                self.push(position, what, "one: values are compared in any case");
            }
            known.insert(compared, meaning);
        }
        known
    }

    fn tone_scale(&mut self, raw: RawToneScale, at: Position) -> Option<ToneScale> {
        let key = "exports[].tone_scale";
        let mut bound = |field: Field<f64>, name: &str, expected: &str| {
            let name = format!("{key}.{name}");
            if matches!(field, Field::Absent) {
                self.missing(&name, Some(at), expected);
            }
            self.number(field, &name, |_| true, expected)
        };
        let low = bound(raw.negative_below, "negative_below", "a number: lower ones are negative");
        let high =
            bound(raw.positive_above, "positive_above", "a number: higher ones are positive");
        let (negative_below, positive_above) = (low?, high?);
        if negative_below > positive_above {
            let what = format!("`{key}.positive_above` is `{positive_above}`");
            let expected = format!("`{negative_below}` or more, the bound of `negative_below`");
            self.push(at, what, &expected);
        }
        Some(ToneScale { negative_below, positive_above })
    }

    fn columns(&mut self, map: BTreeMap<String, Field<OneOrMore>>) -> Vec<(String, Vec<String>)> {
        let mut columns = Vec::new();
        for (name, field) in map {
            let Some((wanted, position)) = given(field) else {
                continue;
            };
            if !FIELDS.contains(&name.as_str()) {
                let problem = self
                    .at(
                        position,
                        format!("unknown field {} under `exports[].columns`", shown(&name)),
                    )
                    .expected(format!("one of: {}", quoted(FIELDS)));
                self.problems.push(Problem { hint: self.did_you_mean(&name, FIELDS), ..problem });
            }
            let wanted = match wanted {
                OneOrMore::One(column) => vec![column],
                OneOrMore::More(columns) => columns,
            };
            let is_needed = matches!(name.as_str(), "published_at" | "text");
            if wanted.is_empty() && is_needed || wanted.iter().any(|it| it.trim().is_empty()) {
                let what = format!("`exports[].columns.{name}` names no column");
                self.push(position, what, "a name, or a list of names");
            }
            columns.push((name, wanted));
        }
        columns
    }
}

/// The name of a text encoding that a file can be written in.
fn encoding(label: &str) -> Option<&'static str> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let is_text = encoding != encoding_rs::REPLACEMENT && encoding != encoding_rs::X_USER_DEFINED;
    is_text.then(|| encoding.name())
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
            (
                "exports: [{files: a, date_order: myd}]",
                "expected one of: `dmy`, `mdy`, `ymd`, `ydm`",
            ),
            ("exports: [{files: a, columns: {txt: B}}]", "did you mean `text`?"),
            ("exports: [{files: a, columns: {text: {a: b}}}]", "the name of a column, or a list"),
            ("exports: [{files: a, columns: {text: []}}]", "columns.text` names no column"),
            ("exports: [{files: a, columns: {status: ['']}}]", "columns.status` names no column"),
            ("exports: [{files: a, encoding: klingon}]", "`exports[].encoding` is `klingon`"),
            ("exports: [{files: a, encoding: x-user-defined}]", "the name of a text encoding"),
            ("exports: [{files: a, sheets: May}]", "`exports[].sheets` is `May`"),
            ("exports: [{files: a, values: {tone: {a: b}}}]", "unknown key `tone`"),
            (
                "exports: [{files: a, values: {sentiment: {Lob: good}}}]",
                "expected one of: `positive`, `neutral`, `negative`, `unscored`",
            ),
            (
                "exports: [{files: a, values: {sentiment: {Lob: positive, lob: neutral}}}]",
                "`exports[].values.sentiment` gives `lob` two meanings",
            ),
            ("exports: [{files: a, values: {channel: {Forum: x}}}]", "values.channel` is `x`"),
            ("exports: [{files: a, values: {channel: {'': reddit}}}]", "has an empty value"),
            (
                "exports: [{files: a, tone_scale: {negative_below: 1}}]",
                "positive_above` is missing",
            ),
            (
                "exports: [{files: a, tone_scale: {negative_below: 1, positive_above: 0}}]",
                "expected `1` or more",
            ),
        ]);
    }

    #[test]
    fn every_field_that_a_rule_may_name_is_one_that_exports_read() {
        for name in crate::brief::FIELDS {
            assert!(crate::exports::format::Field::parse(name).is_some(), "{name}");
        }
    }
}
