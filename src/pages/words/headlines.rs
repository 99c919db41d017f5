//! What each figure says, in at most 15 words with one number.

use crate::insights::findings::{self, Busiest, Place};
use crate::insights::{ActivityFigures, NoRange, Peak, Report, StaffingFigures, ToneFigures};
use crate::pages::words::findings::FEWEST_FOR_RATES;
use crate::pages::words::{Words, list, say};

/// Where people talk.
pub(in crate::pages) fn place(words: &Words, report: &Report) -> String {
    match findings::place(report) {
        Some(found) => lead(words, &found),
        None if report.is_measured() => words.text("place-none"),
        None => words.text("place-not-measured"),
    }
}

/// The channel or channels in the lead.
pub(super) fn lead(words: &Words, found: &Place<'_>) -> String {
    let total = found.of;
    let mentions = say!(words, "mentions", n = total);
    match (found.leaders.as_slice(), found.next) {
        ([only], None) if total == 1 => {
            say!(words, "place-only-mention", channel = &only.name)
        }
        ([only], None) => {
            say!(words, "place-one-channel", mentions = mentions, channel = &only.name)
        }
        // A few mentions prove no rank, but unequal counts are worth a number.
        ([first, second, ..], _)
            if total < FEWEST_FOR_RATES && first.mentions > second.mentions =>
        {
            let count = words.count(first.mentions);
            say!(words, "place-most", channel = &first.name, count = count, mentions = mentions)
        }
        ([first], _) => {
            let (channel, count) = (&first.name, words.count(first.mentions));
            if let Some(share) = words.share(first.share, total) {
                say!(words, "place-share", channel = channel, share = share)
            } else {
                say!(words, "place-counts", channel = channel, count = count, mentions = mentions)
            }
        }
        // Overlapping ranges show that the order is not sure, not that the counts are alike.
        ([first, second], _) => {
            say!(words, "place-two-leaders", first = &first.name, second = &second.name)
        }
        (leaders @ [_, _, _], _) => {
            let names: Vec<String> = leaders.iter().map(|leader| leader.name.clone()).collect();
            say!(words, "place-three-leaders", channels = list(words, &names))
        }
        (leaders, _) => say!(words, "place-leaders", n = leaders.len() as u64),
    }
}

/// When people write.
pub(in crate::pages) fn when(words: &Words, activity: Option<&ActivityFigures>) -> String {
    let Some(activity) = activity else {
        return words.text("when-not-measured");
    };
    match findings::busiest(activity) {
        Some(found) => busiest(words, &found),
        None => words.text("when-even"),
    }
}

/// The busiest time, or one of several within chance of it.
pub(super) fn busiest(words: &Words, found: &Busiest) -> String {
    let slot = slot(words, &found.peak, found.band_hours);
    let times = words.quantity(found.peak.index);
    if found.is_shared {
        say!(words, "when-shared", slot = slot, times = times)
    } else {
        say!(words, "when-busiest", slot = slot, times = times)
    }
}

/// `Monday 09:00 to 10:00`.
pub(super) fn slot(words: &Words, peak: &Peak, band_hours: u8) -> String {
    let (weekday, hours) = (words.weekday(peak.weekday), words.band(peak.hour, band_hours));
    say!(words, "when-slot", weekday = weekday, hours = hours)
}

/// In what tone.
pub(in crate::pages) fn tone(words: &Words, tone: &ToneFigures) -> String {
    match (tone.net, tone.interval) {
        (None, _) => words.text("tone-not-measured"),
        (Some(net), None) => {
            let mentions = say!(words, "labelled-mentions", n = tone.counts.labelled());
            let points = words.named_points(net);
            match tone.no_range() {
                Some(NoRange::FewAccounts) => {
                    say!(words, "tone-few-accounts", points = points, mentions = mentions)
                }
                Some(NoRange::NotMeasured) => say!(words, "tone-no-range", points = points),
                Some(NoRange::FewLabels) | None => say!(words, "tone-few", mentions = mentions),
            }
        }
        (Some(net), Some((low, high))) => {
            let points = words.named_points(net);
            match () {
                () if low > 0.0 => say!(words, "tone-positive", points = points),
                () if high < 0.0 => say!(words, "tone-negative", points = points),
                () => say!(words, "tone-balanced", points = points),
            }
        }
    }
}

/// How much work it is to answer.
pub(in crate::pages) fn takes(
    words: &Words,
    staffing: &StaffingFigures,
    is_measured: bool,
) -> String {
    match staffing.hours_per_day {
        _ if !is_measured => words.text("work-not-measured"),
        hours if hours > 0.0 => say!(words, "work-some", work = super::work(words, hours)),
        _ => words.text("work-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::interval::wilson;
    use crate::pages::fixture;
    use crate::tally::Tally;

    fn with_mentions(mentions: &[u64]) -> Report {
        let mut report = fixture::report();
        report.mentions = mentions.iter().sum();
        report.channels.truncate(mentions.len());
        for (channel, &n) in report.channels.iter_mut().zip(mentions) {
            channel.mentions = n;
            channel.share = n as f64 / report.mentions.max(1) as f64;
            channel.share_interval = wilson(n, report.mentions);
        }
        report
    }

    #[test]
    fn where_has_words_for_none_one_many_and_a_tie() {
        let cases: [(&[u64], &str); 11] = [
            (&[0, 0], "No channel had a mention"),
            (&[1, 0], "The only mention is on X"),
            (&[40, 0], "All 40 mentions are on X"),
            (&[420, 308, 196, 112], "X holds 40.5% of all mentions"),
            (&[100, 100], "No clear lead between X and Facebook"),
            (&[105, 95, 90], "No clear lead among X, Facebook and Reddit"),
            (&[10, 10, 10, 10], "No clear lead among 4 channels"),
            // 6 of 12: 25 to 75%; 2 of 12: 5 to 45%.
            (&[6, 2, 2, 2], "No clear lead among 4 channels"),
            (&[8, 1], "X holds 8 of 9 mentions"),
            (&[5, 1, 1, 1], "X has 5 of 8 mentions"),
            (&[2, 2, 2, 2], "No clear lead among 4 channels"),
        ];
        for (mentions, text) in cases {
            assert_eq!(place(Words::english(), &with_mentions(mentions)), text);
        }
        let unseen = Report { window: None, ..with_mentions(&[0, 0]) };
        assert_eq!(place(Words::english(), &unseen), "Where people talk was not measured");
    }

    #[test]
    fn when_does_not_rank_what_is_similar() {
        let mut activity = fixture::report().activity.unwrap();
        activity.peaks.truncate(1);
        assert!(when(Words::english(), Some(&activity)).contains("is the busiest time: "));
        activity.peaks.push(activity.peaks[0]);
        assert!(when(Words::english(), Some(&activity)).contains("is among the busiest times: "));
        activity.peaks.clear();
        assert_eq!(when(Words::english(), Some(&activity)), "No hour stands out");
        assert_eq!(when(Words::english(), None), "The hour of day was not measured");
    }

    #[test]
    fn tone_has_words_for_missing_few_balance_and_negative_zero() {
        let counts = Tally::of([3, 0, 4, 0]);
        let case = |net, interval| {
            tone(Words::english(), &ToneFigures { counts, net, interval, spread: None })
        };
        assert_eq!(case(None, None), "The tone was not measured");
        assert_eq!(case(Some(-14.0), None), "7 labelled mentions: too few to judge");
        assert_eq!(
            case(Some(-0.0), Some((-9.0, 9.0))),
            "Net sentiment is 0\u{a0}points: praise and complaint are in balance"
        );
        assert_eq!(
            case(Some(-12.3), Some((-18.0, -6.0))),
            "Net sentiment is −12\u{a0}points: more complaint than praise"
        );
        assert_eq!(
            case(Some(1.2), Some((0.2, 2.0))),
            "Net sentiment is +1\u{a0}point: more praise than complaint"
        );
    }

    #[test]
    fn takes_tells_zero_from_missing() {
        let mut staffing = fixture::report().staffing;
        assert_eq!(
            takes(Words::english(), &staffing, true),
            "Answering takes 13.0\u{a0}hours a day"
        );
        staffing.hours_per_day = -0.0;
        assert_eq!(takes(Words::english(), &staffing, true), "There was nothing to answer");
        assert_eq!(
            takes(Words::english(), &staffing, false),
            "The work of answering was not measured"
        );
        staffing.hours_per_day = 0.011;
        assert_eq!(
            takes(Words::english(), &staffing, true),
            "Answering takes 5\u{a0}minutes a week"
        );
    }

    #[test]
    fn no_headline_is_longer_than_15_words() {
        let report = fixture::report();
        for text in [
            place(Words::english(), &report),
            when(Words::english(), report.activity.as_ref()),
            tone(Words::english(), &report.tone),
            takes(Words::english(), &report.staffing, true),
        ] {
            assert!(text.split_whitespace().count() <= 15, "{text}");
        }
    }
}
