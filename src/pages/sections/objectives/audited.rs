//! What people who read a sample see of the tone that an objective judges by the exports' labels.

use super::measure;
use crate::brief::Metric;
use crate::insights::{ObjectiveFigures, Report};
use crate::pages::words::objectives::value;
use crate::pages::words::{Words, say};

/// What people see where an objective's tone, which is by the exports' labels, is not what they see.
pub(super) fn by_people(words: &Words, report: &Report) -> Vec<String> {
    let Some(seen) = report.corrected_tone() else {
        return Vec::new();
    };
    let [positive, _, negative] = seen.shares;
    let sentences = report.objectives.iter().filter_map(|it| {
        if it.channel.is_some() {
            return of_channel(words, report, it);
        }
        let seen = match it.metric {
            Metric::NetSentiment => seen.net,
            Metric::PositiveShare => positive,
            Metric::NegativeShare => negative,
            _ => return None,
        };
        let labels = it.now.filter(|now| !seen.contains(*now))?;
        let shown = |at: f64| value(words, it, at);
        Some(say!(
            words,
            "objectives-by-people",
            measure = measure(words, report, it),
            labels = shown(labels),
            people = shown(seen.value),
            range = words.between(&shown(seen.low), &shown(seen.high))
        ))
    });
    sentences.collect()
}

/// That people see another tone of all channels, for an objective on the tone of one: nobody has read enough of that channel to say more.
fn of_channel(words: &Words, report: &Report, objective: &ObjectiveFigures) -> Option<String> {
    let is_tone = matches!(
        objective.metric,
        Metric::NetSentiment | Metric::PositiveShare | Metric::NegativeShare
    );
    let labels = objective.now.filter(|_| is_tone && report.are_labels_contradicted())?;
    Some(say!(
        words,
        "objectives-by-people-channel",
        measure = measure(words, report, objective),
        labels = value(words, objective, labels)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_tone_that_people_see_otherwise_is_said() {
        let mut report = fixture::report();
        let tone = &mut report.objectives[0];
        (tone.channel, tone.now) = (None, Some(-5.0));
        assert!(by_people(Words::english(), &report).is_empty());
        report.tone_audit = Some(fixture::audit());
        assert_eq!(
            by_people(Words::english(), &report),
            [
                "The verdict on net sentiment is by the exports’ labels, which give −5; people who read a sample see −47 \
              (−61\u{a0}to\u{a0}−34)."
            ]
        );
        report.objectives[0].now = Some(-40.0);
        assert!(by_people(Words::english(), &report).is_empty(), "people see the same");
        report.objectives[0].now = Some(-5.0);
        report.objectives[0].channel = Some(0);
        assert_eq!(
            by_people(Words::english(), &report),
            [
                "The verdict on net sentiment on X is by the exports’ labels, which give −5; over all channels, people who read a \
                 sample do not confirm these labels."
            ]
        );
        report.tone_audit = None;
        assert!(by_people(Words::english(), &report).is_empty());
    }
}
