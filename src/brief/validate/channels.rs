//! Validates `channels` and `coverage`.

use super::audience::DAY;
use super::staffing::{DURATION, MINUTES};
use super::{Check, Field, Ids, List, Position, given, items, position, section};
use crate::brief::raw::{RawChannel, RawCoverage, RawFit, RawGap};
use crate::brief::{DeclaredChannel, Fit, Gap, grammar};
use crate::units::Date;

/// What a rating must look like.
const RATING: &str = "a whole number from 1 (not at all) to 5 (fully)";

impl Check<'_> {
    pub(super) fn channels(
        &mut self,
        list: List<RawChannel>,
        departments: &Ids,
    ) -> (Vec<DeclaredChannel>, Ids) {
        let mut ids = self.ids(&list, "channel", Some("channels"));
        let channels = items(list).into_iter().enumerate().map(|(at, (raw, position))| {
            let id = self.id(&mut ids, raw.id, "channels[].id", position, at);
            let matches = section(raw.matches);
            let source = match matches.source {
                Field::Absent => vec![id.clone()],
                list => self.texts(list, "channels[].match.source"),
            };
            let minutes = |minutes| minutes > 0.0 && minutes <= 1440.0;
            DeclaredChannel {
                id,
                name: self.text(raw.name, "channels[].name"),
                category: given(raw.category).map(|(category, _)| category),
                match_source: source.iter().map(|word| word.trim().to_lowercase()).collect(),
                match_host: self.hosts(matches.host, "channels[].match.host"),
                minutes: self.number(raw.minutes, "channels[].minutes", minutes, MINUTES),
                stance: given(raw.stance).map(|(stance, _)| stance),
                department: self.reference(raw.department, "channels[].department", departments),
                culture: self.text(raw.culture, "channels[].culture"),
                mode: given(raw.mode).map(|(mode, _)| mode),
                fit: given(raw.fit).and_then(|(fit, position)| self.fit(&fit, position)),
                response_target_minutes: self.word(
                    raw.response_target,
                    "channels[].response_target",
                    grammar::duration,
                    DURATION,
                ),
                is_private: given(raw.private).is_some_and(|(is_private, _)| is_private),
                is_paid: given(raw.paid).is_some_and(|(is_paid, _)| is_paid),
            }
        });
        (channels.collect(), ids)
    }

    fn fit(&mut self, raw: &RawFit, owner: Position) -> Option<Fit> {
        let mut rating = |field: &Field<u32>, key: &str| match field {
            Field::Given(rating, at) => {
                let known = u8::try_from(*rating).ok().filter(|it| Fit::RATINGS.contains(it));
                if known.is_none() {
                    self.push(*at, format!("`{key}` is `{rating}`"), RATING);
                }
                known
            }
            Field::Absent => {
                self.missing(key, Some(owner), RATING);
                None
            }
            Field::Wrong => None,
        };
        let audience = rating(&raw.audience, "channels[].fit.audience");
        let brand = rating(&raw.brand, "channels[].fit.brand");
        let capability = rating(&raw.capability, "channels[].fit.capability");
        Some(Fit { audience: audience?, brand: brand?, capability: capability? })
    }

    /// Hosts without scheme and path.
    pub(super) fn hosts(&mut self, list: List<String>, key: &str) -> Vec<String> {
        let hosts = items(list).into_iter().filter_map(|(host, at)| {
            let expected = "only a host, as in `reddit.com`";
            self.word(Field::Given(host, at), key, grammar::host, expected)
        });
        hosts.collect()
    }

    /// The days that the exports do not cover, and those on which nobody wrote.
    pub(super) fn coverage(
        &mut self,
        field: Field<RawCoverage>,
        channels: &Ids,
    ) -> (Vec<Gap>, Vec<Gap>) {
        let raw = section(field);
        let gaps = self.gaps(raw.gaps, "coverage.gaps[]", channels);
        (gaps, self.gaps(raw.silent, "coverage.silent[]", channels))
    }

    fn gaps(&mut self, list: List<RawGap>, key: &str, channels: &Ids) -> Vec<Gap> {
        let gaps = items(list).into_iter().filter_map(|(raw, position)| {
            let name = format!("{key}.channel");
            let channel = self.required_reference(raw.channel, &name, position, channels);
            let (from, to) = self.span(raw.from, raw.to, key, position)?;
            Some(Gap { channel: channel?, from, to })
        });
        gaps.collect()
    }

    /// Two days of a section, the second not before the first.
    pub(super) fn span(
        &mut self,
        from: Field<String>,
        to: Field<String>,
        section: &str,
        owner: Position,
    ) -> Option<(Date, Date)> {
        let end = position(&to).unwrap_or(owner);
        let (from_key, to_key) = (format!("{section}.from"), format!("{section}.to"));
        let from = self.required_word(from, &from_key, owner, grammar::date, DAY);
        let to = self.required_word(to, &to_key, owner, grammar::date, DAY);
        let (from, to) = (from?, to?);
        if to < from {
            self.push(
                end,
                format!("`{to_key}` is `{to}`"),
                &format!("`{from}` or later, the day of `from`"),
            );
        }
        Some((from, to))
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn departments_and_gaps_are_held_to_ids_days_and_channels() {
        assert_refused(&[
            ("departments: [{id: Care}]", "`departments[].id` is `Care`"),
            ("departments: [{name: Care}]", "`departments[].id` is missing"),
            ("departments: [{id: a}, {id: a}]", "the department `a` is declared twice"),
            ("coverage: {gaps: [{channel: reddit, from: 2026-02-30, to: 2026-03-01}]}", "02-30`"),
            ("coverage: {gaps: [{channel: reddit, from: 2026-03-02, to: 2026-03-01}]}", "or later"),
            ("coverage: {gaps: [{channel: x, from: 2026-02-03, to: 2026-03-01}]}", "of: `reddit`"),
            ("coverage: {gaps: [{from: 2026-02-03, to: 2026-03-01}]}", "channel` is missing"),
            ("coverage: {gaps: [{channel: reddit, to: 2026-03-01}]}", "gaps[].from` is missing"),
            ("own:", "`own` has no value"),
            ("own: {handles: {a: b}}", "`own.handles` is a map"),
        ]);
    }

    #[test]
    fn channels_are_held_to_their_keys() {
        let channel = |keys: &str| format!("channels: [{{id: reddit, {keys}}}]");
        for (keys, says) in [
            ("minutes: 0", "`channels[].minutes` is `0`"),
            ("minutes: 1441", "`channels[].minutes` is `1441`"),
            ("department: care", "a declared department, and none is declared"),
            ("category: forum", "`channels[].category` is `forum`"),
            ("stance: ignore", "one of: `listen`, `answer`, `join`, `host`, `avoid`"),
            ("match: {host: ['https://reddit.com']}", "expected only a host"),
            ("match: {source: reddit}", "expected a list: `[a, b]`"),
            ("mode: own", "one of: `host`, `visit`"),
            ("fit: {audience: 6, brand: 1, capability: 1}", "`channels[].fit.audience` is `6`"),
            ("fit: {audience: 2, brand: 0, capability: 1}", "a whole number from 1 (not at all)"),
            ("fit: {audience: 2, brand: 3}", "`channels[].fit.capability` is missing"),
            ("response_target: 2 hours", "`channels[].response_target` is `2 hours`"),
        ] {
            assert_refused(&[(&channel(keys), says)]);
        }
    }
}
