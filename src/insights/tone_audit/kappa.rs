//! Cohen's kappa of the labels and of what people see, weighted as the tone is.

use super::{Estimate, Mean, Stratum, TONES, agrees, mentions};

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
