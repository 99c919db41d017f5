//! How often people agree with the labels, and Cohen's kappa, both weighted as the tone is.

use super::{Agreement, AuditLabel, Estimate, Mean, PRIOR, Stratum, TONES, estimate, mentions};

/// The agreement with its range.
pub(super) fn agreement(strata: &[Stratum]) -> Agreement {
    let share = estimate(strata, TONES.len(), agrees);
    Agreement { share: share.within(0.0), kappa: kappa(strata, PRIOR) }
}

/// 1 if people say what the label says, else 0.
pub(super) fn agrees(label: AuditLabel, class: usize) -> f64 {
    f64::from(u8::from(label.tone() == Some(TONES[class].0)))
}

/// The variance is that of its linear part. `None`: all agree by chance.
pub(super) fn kappa(strata: &[Stratum], prior: f64) -> Option<Estimate> {
    let classes = (TONES.len(), prior);
    // The shares of the tones by the labels, and as people see them.
    let by_label = TONES.map(|(tone, _)| {
        let of_tone = strata.iter().filter(|stratum| stratum.label.tone() == Some(tone));
        of_tone.map(|stratum| stratum.mentions).sum::<u64>() as f64 / mentions(strata) as f64
    });
    let by_people = [0, 1, 2]
        .map(|tone| Mean::of(strata, classes, |_, class| f64::from(u8::from(class == tone))).value);
    let observed = Mean::of(strata, classes, agrees).value;
    let by_chance: f64 = by_label.iter().zip(by_people).map(|(one, other)| one * other).sum();
    let beyond = 1.0 - by_chance;
    if beyond < 1e-9 {
        return None;
    }
    let linear = Mean::of(strata, classes, |label, class| {
        (beyond * agrees(label, class) - (1.0 - observed) * by_label[class]) / (beyond * beyond)
    });
    let (value, half) = ((observed - by_chance) / beyond, linear.half_width());
    Some(Estimate { value, low: value - half, high: value + half }.within(-1.0))
}
