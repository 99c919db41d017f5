//! From conversations to hours.

use super::minutes::source;
use super::steps::{Step, step, whose};
use crate::brief::Brief;
use crate::insights::Report;
use crate::pages::words::{Words, say};

pub(super) fn work(words: &Words, brief: &Brief, report: &Report) -> Vec<Step> {
    let (staffing, asked) = (&report.staffing, &brief.staffing);
    let minutes = report.handling.minutes;
    let community_rate = words.quantity(staffing.conversations_per_day_per_community);
    let communities = say!(words, "communities", n = staffing.communities);
    let shown_minutes = words.minutes(staffing.minutes);
    let [low, high] = [minutes.low, minutes.high].map(|minutes| words.minutes(minutes));
    let formula = match report.handling.timed {
        Some(_) => say!(words, "step-minutes-timed", low = low, high = high),
        None => say!(words, "step-minutes-formula", low = low, high = high),
    };
    vec![
        step(
            words,
            "step-community",
            say!(words, "step-community-formula", communities = communities),
            Some(staffing.conversations_per_day_per_community),
            "unit-conversations-a-day",
        ),
        step(
            words,
            "step-all",
            say!(
                words,
                "step-all-formula",
                rate = community_rate,
                communities = words.count(staffing.communities)
            ),
            Some(staffing.conversations_per_day),
            "unit-conversations-a-day",
        )
        .beside(words, report.conversation_weeks.as_ref()),
        step(
            words,
            "step-literal",
            say!(
                words,
                "step-literal-formula",
                rate = words.quantity(staffing.conversations_per_day),
                minutes = words.minutes(minutes.base)
            ),
            Some(staffing.literal_hours_per_day),
            "unit-hours-a-day",
        )
        .assuming(source(words, report)),
        step(words, "step-minutes", formula, Some(staffing.minutes), "unit-minutes")
            .reading(words.with_unit(&shown_minutes, &words.text("unit-minutes")))
            .assuming(minutes_from(words, report)),
        step(
            words,
            "step-hours-a-day",
            say!(words, "step-hours-a-day-formula", share = words.percent(asked.response_share, 1)),
            Some(staffing.hours_per_day),
            "unit-hours-a-day",
        )
        .between(words, staffing.hours_per_day_low, staffing.hours_per_day_high)
        .assuming(whose(
            words,
            brief,
            &[("staffing.response_share", "assumption-response-share")],
        )),
        step(
            words,
            "step-hours-a-week",
            say!(
                words,
                "step-hours-a-week-formula",
                hours = words.quantity(staffing.hours_per_day)
            ),
            Some(staffing.hours_per_week),
            "unit-hours-a-week",
        )
        .between(
            words,
            7.0 * staffing.hours_per_day_low,
            7.0 * staffing.hours_per_day_high,
        ),
    ]
}

fn minutes_from(words: &Words, report: &Report) -> String {
    let minutes = source(words, report);
    match report.channels.iter().filter(|channel| channel.minutes.is_own).count() as u64 {
        0 => minutes,
        own => say!(words, "assumption-own-minutes", assumptions = minutes, n = own),
    }
}
