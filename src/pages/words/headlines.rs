//! What each figure says, in at most 15 words with one number.

use crate::insights::findings::{self, Busiest, Place};
use crate::insights::{ActivityFigures, Peak, Report, StaffingFigures, ToneFigures};
use crate::pages::format::{self, count, counted, dates, points, quantity};
use crate::pages::words::findings::FEWEST_FOR_RATES;
use crate::pages::words::{list, work};

/// Where people talk.
pub(in crate::pages) fn place(report: &Report) -> String {
    match findings::place(report) {
        Some(found) => lead(&found),
        None if report.is_measured() => "No channel had a mention".to_owned(),
        None => "Where people talk was not measured".to_owned(),
    }
}

/// The channel or channels in the lead.
pub(super) fn lead(found: &Place<'_>) -> String {
    let total = found.of;
    match (found.leaders.as_slice(), found.next) {
        ([only], None) if total == 1 => format!("The only mention is on {}", only.name),
        ([only], None) => format!("All {} are on {}", counted(total, "mention"), only.name),
        // A few mentions prove no rank, but unequal counts are worth a number.
        ([first, second, ..], _)
            if total < FEWEST_FOR_RATES && first.mentions > second.mentions =>
        {
            let (has, all) = (count(first.mentions), counted(total, "mention"));
            format!("{} has {has} of {all}", first.name)
        }
        ([first], _) => match format::share(first.share, total) {
            Some(share) => format!("{} holds {share} of all mentions", first.name),
            None => {
                format!(
                    "{} holds {} of {} mentions",
                    first.name,
                    count(first.mentions),
                    count(total)
                )
            }
        },
        // Overlapping ranges show that the order is not sure, not that the counts are alike.
        ([first, second], _) => format!("No clear lead between {} and {}", first.name, second.name),
        (leaders @ [_, _, _], _) => {
            let names: Vec<String> = leaders.iter().map(|leader| leader.name.clone()).collect();
            format!("No clear lead among {}", list(&names))
        }
        (leaders, _) => format!("No clear lead among {} channels", count(leaders.len() as u64)),
    }
}

/// When people write.
pub(in crate::pages) fn when(activity: Option<&ActivityFigures>) -> String {
    let Some(activity) = activity else {
        return "The hour of day was not measured".to_owned();
    };
    findings::busiest(activity)
        .map_or_else(|| "No hour stands out".to_owned(), |found| busiest(&found))
}

/// The busiest time, or one of several within chance of it.
pub(super) fn busiest(found: &Busiest) -> String {
    let rank = if found.is_shared { "among the busiest times" } else { "the busiest time" };
    format!(
        "{} is {rank}: {} times the average",
        slot(&found.peak, found.band_hours),
        quantity(found.peak.index)
    )
}

/// `Monday 09:00 to 10:00`.
pub(in crate::pages) fn slot(peak: &Peak, band_hours: u8) -> String {
    format!("{} {}", dates::weekday(peak.weekday), dates::band(peak.hour, band_hours))
}

/// In what tone.
pub(in crate::pages) fn tone(tone: &ToneFigures) -> String {
    match (tone.net, tone.interval) {
        (None, _) => "The tone was not measured".to_owned(),
        (Some(_), None) => {
            format!("{}: too few to judge", counted(tone.counts.labelled(), "labelled mention"))
        }
        (Some(net), Some((low, high))) => {
            let lean = match () {
                () if low > 0.0 => "more praise than complaint",
                () if high < 0.0 => "more complaint than praise",
                () => "praise and complaint are in balance",
            };
            format!("Net sentiment is {}: {lean}", named_points(net))
        }
    }
}

/// `−5 points`, `+1 point`.
pub(in crate::pages) fn named_points(net: f64) -> String {
    match points(net) {
        text if text == "+1" || text == "−1" => format::with_unit(&text, "point"),
        text => format::with_unit(&text, "points"),
    }
}

/// What it takes.
pub(in crate::pages) fn takes(staffing: &StaffingFigures, is_measured: bool) -> String {
    match staffing.hours_per_day {
        _ if !is_measured => "What it takes was not measured".to_owned(),
        hours if hours > 0.0 => format!("Answering takes {}", work(hours)),
        _ => "There was nothing to answer".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;
    use crate::rollup::Tones;

    fn with_mentions(mentions: &[u64]) -> Report {
        let mut report = fixture::report();
        report.mentions = mentions.iter().sum();
        report.channels.truncate(mentions.len());
        for (channel, &n) in report.channels.iter_mut().zip(mentions) {
            channel.mentions = n;
            channel.share = n as f64 / report.mentions.max(1) as f64;
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
            assert_eq!(place(&with_mentions(mentions)), text);
        }
        let unseen = Report { window: None, ..with_mentions(&[0, 0]) };
        assert_eq!(place(&unseen), "Where people talk was not measured");
    }

    #[test]
    fn when_does_not_rank_what_is_similar() {
        let mut activity = fixture::report().activity.unwrap();
        activity.peaks.truncate(1);
        assert!(when(Some(&activity)).contains("is the busiest time: "));
        activity.peaks.push(activity.peaks[0]);
        assert!(when(Some(&activity)).contains("is among the busiest times: "));
        activity.peaks.clear();
        assert_eq!(when(Some(&activity)), "No hour stands out");
        assert_eq!(when(None), "The hour of day was not measured");
    }

    #[test]
    fn tone_has_words_for_missing_few_balance_and_negative_zero() {
        let counts = Tones { positive: 3, neutral: 0, negative: 4, unscored: 0 };
        let case = |net, interval| tone(&ToneFigures { counts, net, interval });
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
        assert_eq!(takes(&staffing, true), "Answering takes 13.0\u{a0}hours a day");
        staffing.hours_per_day = -0.0;
        assert_eq!(takes(&staffing, true), "There was nothing to answer");
        assert_eq!(takes(&staffing, false), "What it takes was not measured");
        staffing.hours_per_day = 0.011;
        assert_eq!(takes(&staffing, true), "Answering takes 5\u{a0}minutes a week");
    }

    #[test]
    fn no_headline_is_longer_than_15_words() {
        let report = fixture::report();
        for text in [
            place(&report),
            when(report.activity.as_ref()),
            tone(&report.tone),
            takes(&report.staffing, true),
        ] {
            assert!(text.split_whitespace().count() <= 15, "{text}");
        }
    }
}
