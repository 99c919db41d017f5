//! What the ledger, the brief and the days of the exports make one doubt: rows that are not used, settings that match nothing, days that are
//! not covered.

use std::collections::BTreeSet;

use super::Period;
use super::people::listed;
use super::stray_dates::dates;
use super::suspicions::Suspicion;
use super::tone_audit::{NoCorrection, tone_audit};
use super::unobserved::{Unobserved, unobserved};
use crate::brief::plan::FEWEST_REVIEWS;
use crate::brief::{Brief, Estimating, Gap};
use crate::mentions::RowStatus;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::ledger::{Ledger, Outcome};
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::units::Date;

/// Zones of the database that have no summer time though the place that they are named after has.
const FIXED_ZONES: [&str; 3] = ["EST", "MST", "HST"];

/// Files of which few rows are used. Rows outside the reported periods are not asked for.
pub(super) fn of_files(ledger: &Ledger) -> Vec<Suspicion> {
    let mut found = Vec::new();
    for input in &ledger.inputs {
        let rows = input.rows.total() - input.rows[Outcome::OutsidePeriod];
        let used = input.rows[Outcome::Within(RowStatus::Used)];
        if used * 2 < rows {
            found.push(Suspicion::HalfUnused { file: input.name.clone(), used, rows });
        }
    }
    found
}

/// Settings of the brief that match nothing, mean something else than they look like, or are not used.
pub(super) fn of_brief(brief: &Brief, rollup: &Rollup, channels: &Channels) -> Vec<Suspicion> {
    let mut found = Vec::new();
    let Some((first, last)) = rollup.volume.span() else { return found };
    let own = rollup.volume.between(first, last).map(|(.., counts)| counts.rows[RowStatus::Own]);
    if !brief.own_handles.is_empty() && own.sum::<u64>() == 0 {
        found.push(Suspicion::OwnUnmatched);
    }
    let tags = rollup.voice.between(first, last, |_| true);
    let competitors =
        brief.keywords.iter().flat_map(|keywords| &keywords.competitors).zip(1_usize..);
    let unmatched: Vec<String> = competitors
        .filter(|(_, place)| !tags.keys().any(|(_, named)| named == place))
        .map(|((name, _), _)| name.clone())
        .collect();
    if !unmatched.is_empty() {
        found.push(Suspicion::CompetitorsUnmatched(unmatched));
    }
    let zones = brief.exports.iter().filter_map(|rule| rule.timezone.as_ref());
    let zones = zones.map(|(name, _)| ("exports[].timezone", name));
    for (key, zone) in [("timing.timezone", &brief.timing.zone_name)].into_iter().chain(zones) {
        if FIXED_ZONES.contains(&zone.as_str()) {
            found.push(Suspicion::FixedZone { key, zone: zone.clone() });
        }
    }
    let reviews = brief.reviews_of_first_year().filter(|reviews| *reviews < FEWEST_REVIEWS);
    found.extend(reviews.map(|reviews| Suspicion::FewReviews(reviews as u64)));
    found.extend(brief.plan.is_engaged_unheard().then_some(Suspicion::EngagedUnheard));
    let unserved = brief.plan.unserved(brief.objectives.len()).into_iter();
    let unserved: Vec<String> = unserved.map(|index| brief.objectives[index].id.clone()).collect();
    found.extend((!unserved.is_empty()).then_some(Suspicion::Unserved(unserved)));
    found.extend(unmatched_advocates(brief, rollup, channels));
    if brief.tone_estimate == Estimating::Wordlist {
        found.extend(no_estimate(rollup, first, last));
    }
    let unused = brief.unused_keys();
    if !unused.is_empty() {
        found.push(Suspicion::UnusedKeys(unused));
    }
    found
}

/// Advocates of the brief by whom no export has a used mention.
fn unmatched_advocates(brief: &Brief, rollup: &Rollup, channels: &Channels) -> Option<Suspicion> {
    if brief.advocates.is_empty() {
        return None;
    }
    let listed = listed(brief, channels);
    let all = rollup.authors.by_account().map(|posts| (posts[0].channel, posts[0].account));
    let wrote: BTreeSet<(ChannelIx, u64)> = all.filter(|id| listed.contains(id)).collect();
    let silent = brief.advocates.iter().zip(listed).filter(|(_, id)| !wrote.contains(id));
    let silent: Vec<String> = silent.map(|(advocate, _)| advocate.handle.clone()).collect();
    (!silent.is_empty()).then_some(Suspicion::AdvocatesUnmatched(silent))
}

/// Audits from which no tone is estimated. One with few rows is still being filled in, and its page says so.
pub(super) fn of_audits(rollup: &Rollup) -> Vec<Suspicion> {
    let found = rollup.audits.iter().filter_map(|(id, audit)| {
        let period = Period::parse(id).ok()?;
        let found = tone_audit(rollup, &period, audit);
        let why = found.missing.filter(|why| *why != NoCorrection::FewRows)?;
        Some(Suspicion::AuditUnused { period, file: audit.file.clone(), rows: found.rows, why })
    });
    found.collect()
}

/// Why no period can show the estimate of tone that the brief asks for.
fn no_estimate(rollup: &Rollup, first: Date, last: Date) -> Option<Suspicion> {
    let (mut unlabelled, mut estimated) = (0, 0);
    for (.., counts) in rollup.volume.between(first, last) {
        unlabelled += counts.tones[Tone::Unscored];
        estimated += counts.estimates.total();
    }
    match estimated {
        0 => Some(Suspicion::NothingEstimated(unlabelled)),
        _ => rollup.audits.is_empty().then_some(Suspicion::EstimateUnaudited),
    }
}

/// Days that no export of a channel covers, and stray dates.
pub(super) fn of_days(brief: &Brief, rollup: &Rollup, channels: &Channels) -> Vec<Suspicion> {
    let not_covered = unobserved(rollup, brief, channels);
    let by_channel = not_covered.chunk_by(|one, next| one.channel == next.channel);
    let mut found: Vec<Suspicion> = by_channel
        .map(|days| Suspicion::NotCovered {
            channel: channels.get(days[0].channel).name.clone(),
            runs: days.iter().map(|&Unobserved { from, to, .. }| (from, to)).collect(),
        })
        .collect();
    found.extend(brief.coverage_gaps.iter().filter_map(|gap| {
        let (channel, rows) = rows_in(gap, rollup, channels)?;
        Some(Suspicion::RowsInGap { channel, rows, from: gap.from, to: gap.to })
    }));
    found.extend(brief.coverage_silent.iter().filter_map(|gap| {
        let (channel, rows) = rows_in(gap, rollup, channels)?;
        Some(Suspicion::RowsInSilence { channel, rows, from: gap.from, to: gap.to })
    }));
    if let Some((rows, (from, to))) = dates(rollup).and_then(|it| Some((it.rows, it.stray?))) {
        found.push(Suspicion::StrayDates { rows, from, to });
    }
    found
}

/// The channel and its rows on days that the brief names as not covered, or as silent: one of the two is wrong.
fn rows_in(gap: &Gap, rollup: &Rollup, channels: &Channels) -> Option<(String, u64)> {
    let place = channels.declared(gap.channel);
    let cells = rollup.volume.between(gap.from, gap.to);
    let cells = cells.filter(|&(_, channel, _)| channel == place);
    let rows = cells.map(|(_, _, counts)| counts.rows.total()).sum();
    (rows > 0).then(|| (channels.get(place).name.clone(), rows))
}

/// Periods that were asked for and have no row.
pub fn empty_periods(rollup: &Rollup, asked: &[Period]) -> Vec<Suspicion> {
    let is_empty =
        |period: &&Period| rollup.volume.between(period.from, period.to).next().is_none();
    let empty = asked.iter().filter(is_empty);
    empty.map(|period| Suspicion::EmptyPeriod { from: period.from, to: period.to }).collect()
}
