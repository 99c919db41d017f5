//! From conversations to hours.

use super::steps::{Step, step, whose};
use crate::brief::Brief;
use crate::insights::Report;
use crate::pages::format::{self, assumed, count, percent, quantity};

pub(super) fn work(brief: &Brief, report: &Report) -> Vec<Step> {
    let (takes, asked) = (&report.staffing, &brief.staffing);
    let own = report.channels.iter().filter(|channel| channel.has_own_minutes).count() as u64;
    let minutes_from = match own {
        0 => whose(brief, &[("staffing.minutes.base", "minutes")]),
        _ => format!(
            "{}; own minutes on {}",
            whose(brief, &[("staffing.minutes.base", "minutes")]),
            format::counted(own, "channel")
        ),
    };
    let per_day = quantity(takes.conversations_per_day);
    vec![
        step(
            "Conversations a day in a community",
            format!(
                "mean over {} of conversations ÷ observed days",
                communities(takes.communities)
            ),
            Some(takes.conversations_per_day_per_community),
            "conversations a day",
        ),
        step(
            "Conversations a day in all",
            format!(
                "{} × {}",
                quantity(takes.conversations_per_day_per_community),
                count(takes.communities)
            ),
            Some(takes.conversations_per_day),
            "conversations a day",
        )
        .beside(report.conversation_weeks.as_ref()),
        step(
            "The formula as written",
            format!("{per_day} × {} ÷ 60", assumed(asked.minutes.base)),
            Some(takes.literal_hours_per_day),
            "hours a day",
        )
        .assuming(whose(brief, &[("staffing.minutes.base", "minutes")])),
        step(
            "Minutes a conversation",
            format!(
                "mean over the channels, by conversations; low {} and high {} scale every channel",
                assumed(asked.minutes.low),
                assumed(asked.minutes.high)
            ),
            Some(takes.minutes),
            "minutes",
        )
        .reading(format::with_unit(&format::minutes(takes.minutes), "minutes"))
        .assuming(minutes_from),
        step(
            "Hours a day",
            format!(
                "sum over the channels of conversations a day × minutes × {} answered ÷ 60",
                percent(asked.response_share, 1)
            ),
            Some(takes.hours_per_day),
            "hours a day",
        )
        .between(takes.hours_per_day_low, takes.hours_per_day_high)
        .assuming(whose(brief, &[("staffing.response_share", "response share")])),
        step(
            "Hours a week",
            format!("{} × 7", quantity(takes.hours_per_day)),
            Some(takes.hours_per_week),
            "hours a week",
        )
        .between(7.0 * takes.hours_per_day_low, 7.0 * takes.hours_per_day_high),
    ]
}

fn communities(n: u64) -> String {
    match n {
        1 => "1 community".to_owned(),
        n => format!("{} communities", count(n)),
    }
}
