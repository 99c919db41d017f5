//! Which peaks of a period are findings, and in which order.

use super::{Finding, comparable};
use crate::insights::period::days_between;
use crate::insights::{Change, ChangeVerdict, Report, TonePeak, VolumePeak};

/// Peaks of volume at most.
const MOST_PEAKS: usize = 2;

/// The peak that the period is about: the first finding, if that is a peak of volume. Where the mentions rose as a whole, only one in a worse tone.
pub fn main_peak(report: &Report) -> Option<(&VolumePeak, Option<&TonePeak>)> {
    let Some(&Finding::Peak { volume, tone }) = peaks(report).0.first() else { return None };
    let verdict = comparable(report).and_then(Change::verdict);
    let is_main = verdict != Some(ChangeVerdict::Rose) || tone.is_some_and(|tone| tone.z < 0.0);
    is_main.then_some((volume, tone))
}

/// The peaks worth a finding, whatever the verdict on the whole period: a crisis of ten days is one also in a month without a change. First
/// those that are large, or on whose days the tone stood out for longer than a day: those with more complaint, then those with most mentions
/// above the usual; then the longer days of complaint without a peak of volume. Smaller peaks stand apart: one busy day follows what can be
/// acted on.
pub(super) fn peaks(report: &Report) -> (Vec<Finding<'_>>, Vec<Finding<'_>>) {
    let tones = || report.tone_peaks.iter().flatten();
    let is_long = |peak: &TonePeak| days_between(peak.from, peak.to) > 1;
    let with_tone = |volume| {
        let of_volume = |tone: &&TonePeak| VolumePeak::overlaps(volume, tone);
        (volume, lowest(tones().filter(of_volume)))
    };
    let volumes: Vec<_> = report.peaks.iter().flatten().map(with_tone).collect();
    let (mut large, mut small): (Vec<_>, Vec<_>) = volumes
        .iter()
        .copied()
        .partition(|(volume, tone)| volume.is_large(report.mentions) || tone.is_some_and(is_long));
    let order = |peaks: &mut Vec<(&VolumePeak, Option<&TonePeak>)>| {
        let above = |peak: &VolumePeak| peak.mentions as f64 - peak.usual;
        let is_bad = |tone: Option<&TonePeak>| tone.is_some_and(|tone| tone.z < 0.0);
        peaks.sort_by(|a, b| is_bad(b.1).cmp(&is_bad(a.1)).then(above(b.0).total_cmp(&above(a.0))));
    };
    order(&mut large);
    order(&mut small);
    large.truncate(MOST_PEAKS);
    small.truncate(usize::from(large.is_empty()));
    let is_alone = |tone: &&TonePeak| report.peaks.iter().flatten().all(|it| !it.overlaps(tone));
    let long = lowest(tones().filter(|tone| is_alone(tone) && is_long(tone)));
    let short = lowest(tones().filter(|tone| is_alone(tone) && !is_long(tone)));
    let short = short.filter(|_| long.is_none());
    let of = |peaks: Vec<_>, tone: Option<_>| {
        let volumes = peaks.into_iter().map(|(volume, tone)| Finding::Peak { volume, tone });
        volumes.chain(tone.map(Finding::TonePeak)).collect()
    };
    (of(large, long), of(small, short))
}

/// The days with most complaint.
fn lowest<'a>(peaks: impl Iterator<Item = &'a TonePeak>) -> Option<&'a TonePeak> {
    peaks.min_by(|a, b| a.z.total_cmp(&b.z))
}
