//! Accounts over months, by hand.

use super::*;
use crate::brief::Brief;
use crate::insights::sample::brief;
use crate::mentions::channel::Channels;
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, Thread};
use crate::rollup::sample::{day, mention};
use proptest::prelude::*;

struct Counts(Rollup, Brief, Channels);

impl Counts {
    /// Two declared channels without a mention.
    fn new() -> Self {
        let brief = brief(&["x", "reddit"]);
        let channels = Channels::new(&brief);
        Self(Rollup::default(), brief, channels)
    }

    fn add(&mut self, mention: Mention) -> &mut Self {
        self.0.add(&mention, RowStatus::Used);
        self
    }

    /// Mentions at ten by one account on X: days with a sign of their tone.
    fn posts(&mut self, account: u64, days: &[(&str, char)]) -> &mut Self {
        for (date, sign) in days {
            let tone = match sign {
                '+' => Tone::Positive,
                '0' => Tone::Neutral,
                '-' => Tone::Negative,
                _ => Tone::Unscored,
            };
            let mention = mention(&format!("{date}T10:00"));
            self.add(Mention { account: Some(account), tone, channel: self.channel(0), ..mention });
        }
        self
    }

    fn channel(&self, index: usize) -> ChannelIx {
        self.2.declared(index)
    }

    fn people(&self, period: &str) -> Result<PeopleFigures, NoPeople> {
        let period = Period::parse(period).unwrap();
        let window = period.window(&self.0);
        people((&self.0, &self.1, &self.2), &period, window.as_ref())
    }

    fn counts(&self, period: &str) -> [Option<u64>; 4] {
        let people = self.people(period).unwrap();
        Group::ALL.map(|group| people.count(&people.all, group))
    }
}

/// Four Saturdays of May.
const MAY: [&str; 4] = ["2026-05-02", "2026-05-09", "2026-05-16", "2026-05-23"];

fn toned(days: &[&'static str], sign: char) -> Vec<(&'static str, char)> {
    days.iter().map(|day| (*day, sign)).collect()
}

#[test]
fn candidates_need_three_weeks_and_a_share_that_is_surely_over_half() {
    let of = |posts: &[(&str, char)]| Counts::new().posts(1, posts).counts("2026-05");
    // 4 of 4: lower bound 0.5101; 3 of 3: 0.4385.
    assert_eq!(of(&toned(&MAY, '+'))[..2], [Some(1), Some(0)]);
    assert_eq!(of(&toned(&MAY, '-'))[..2], [Some(0), Some(1)]);
    assert_eq!(of(&toned(&MAY[..3], '+'))[..2], [Some(0), Some(0)]);
    // Five in two weeks: 0.5655, and not three weeks. Saturday and Sunday are one week, Monday is another.
    let weekend = ["2026-05-02", "2026-05-03", "2026-05-09", "2026-05-10", "2026-05-10"];
    assert_eq!(of(&toned(&weekend, '+'))[..2], [Some(0), Some(0)]);
    let monday = ["2026-05-02", "2026-05-03", "2026-05-04", "2026-05-11"];
    assert_eq!(of(&toned(&monday, '+'))[..2], [Some(1), Some(0)]);
    // 4 of 5: 0.3755; a mention without a label counts on no side.
    let mixed = [&toned(&MAY, '+')[..], &[("2026-05-30", '0')]].concat();
    assert_eq!(of(&mixed)[..2], [Some(0), Some(0)]);
    let unlabelled = [&toned(&MAY, '+')[..], &[("2026-05-30", '?')]].concat();
    assert_eq!(of(&unlabelled)[..2], [Some(1), Some(0)]);
    // No second quarter: whether anybody turned was not measured.
    assert_eq!(of(&toned(&MAY, '+'))[2..], [None, None]);
}

#[test]
fn accounts_of_two_channels_are_not_joined() {
    let mut counts = Counts::new();
    counts.posts(1, &toned(&MAY[..2], '+'));
    for date in &MAY[2..] {
        let channel = counts.channel(1);
        let there = mention(&format!("{date}T10:00"));
        counts.add(Mention { account: Some(1), tone: Tone::Positive, channel, ..there });
    }
    let people = counts.people("2026-05").unwrap();
    assert_eq!((people.all.accounts, people.count(&people.all, Group::Advocate)), (2, Some(0)));
    let ids: Vec<_> =
        people.channels.iter().map(|it| (it.id.as_str(), it.counts.accounts)).collect();
    assert_eq!(ids, [("reddit", 1), ("x", 1)]);
}

#[test]
fn the_window_has_the_months_at_hand_and_none_after_the_report() {
    let mut counts = Counts::new();
    counts.posts(1, &toned(&MAY, '+')).posts(2, &[("2026-03-20", '0')]);
    let before = counts.people("2026-05").unwrap();
    assert_eq!(before.window, (day("2026-03-01"), day("2026-05-31")));
    assert_eq!((before.quarters.len(), before.all.accounts, before.all.labelled), (1, 2, 2));
    // A month later changes no older page.
    counts.posts(1, &[("2026-06-02", '-'), ("2026-06-09", '-')]).posts(3, &[("2026-06-02", '+')]);
    assert_eq!(counts.people("2026-05").unwrap(), before);
    let june = counts.people("2026-06").unwrap();
    assert_eq!(june.window, (day("2026-03-01"), day("2026-06-30")));
    assert_eq!(june.in_period.unwrap().accounts, 2);
    let quarter = counts.people("2026-Q2").unwrap();
    assert_eq!((quarter.window, quarter.quarters.len()), (june.window, 1));
}

#[test]
fn quarters_count_back_from_the_last_month() {
    let days = |from: &str, to: &str| {
        quarters((day(from), day(to)))
            .into_iter()
            .map(|(a, b)| format!("{a} {b}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        days("2026-01-01", "2026-08-31"),
        ["2026-06-01 2026-08-31", "2026-03-01 2026-05-31"]
    );
    assert_eq!(days("2026-03-01", "2026-05-10"), ["2026-03-01 2026-05-10"]);
    assert!(days("2026-04-01", "2026-05-31").is_empty());
}

#[test]
fn who_turned_is_decided_by_quarters() {
    let mut counts = Counts::new();
    counts
        .posts(1, &[("2026-01-05", '-'), ("2026-05-05", '+')])
        .posts(
            2,
            &[("2026-02-05", '+'), ("2026-02-06", '+'), ("2026-02-07", '-'), ("2026-06-05", '-')],
        )
        // Balanced now, and one that fell silent.
        .posts(3, &[("2026-02-05", '-'), ("2026-06-05", '+'), ("2026-06-06", '-')])
        .posts(4, &[("2026-03-05", '-')])
        // Within one quarter nobody turns.
        .posts(5, &[("2026-04-05", '-'), ("2026-06-05", '+'), ("2026-06-06", '+')])
        .posts(6, &[("2026-06-05", '?')]);
    assert_eq!(counts.counts("2026-06"), [Some(0), Some(0), Some(1), Some(1)]);
    let people = counts.people("2026-06").unwrap();
    assert_eq!((people.all.accounts, people.all.labelled, people.all.followed), (6, 5, 3));
    let transitions = people.transitions.clone().unwrap();
    assert_eq!(transitions.before, (day("2026-01-01"), day("2026-03-31")));
    let expected = [[0, 0, 1, 0], [0; 4], [1, 1, 0, 1], [1, 0, 0, 0]];
    assert_eq!(transitions.accounts, expected);
    assert_eq!((transitions.in_both(), transitions.total()), (3, 5));
    assert_eq!(transitions.answers, None, "no answer was ever seen");
    let found = members(&counts.0, &people, &[]);
    let found: Vec<_> =
        found.iter().map(|it| (it.account, &it.groups[..], it.negative_weeks)).collect();
    let (praise, complaint) = (Group::TurnedToPraise, Group::TurnedToComplaint);
    assert_eq!(found, [(1, &[praise][..], 1), (2, &[complaint][..], 2)]);
}

#[test]
fn answered_complainers_are_compared_with_the_others() {
    let mut counts = Counts::new();
    let channel = counts.channel(0);
    let of = |account, tone, at: String, thread| Mention {
        account: Some(account),
        tone,
        channel,
        thread,
        ..mention(&at)
    };
    for account in 0..20 {
        let thread = Thread::Known(account);
        counts.add(of(account, Tone::Negative, "2026-02-05T10:00".into(), thread));
        if account < 10 {
            let own = of(account, Tone::Unscored, "2026-02-05T11:00".into(), thread);
            counts.0.add(&own, RowStatus::Own);
        }
        // Of the answered nine praise, of the others four.
        let tone = if (9..=15).contains(&account) { Tone::Neutral } else { Tone::Positive };
        counts.add(of(account, tone, "2026-05-05T10:00".into(), Thread::Itself));
    }
    // Answered only in the next quarter, and not heard again; and one of which nobody knows.
    counts.add(of(30, Tone::Negative, "2026-03-30T10:00".into(), Thread::Known(30)));
    counts
        .0
        .add(&of(30, Tone::Unscored, "2026-04-02T10:00".into(), Thread::Known(30)), RowStatus::Own);
    counts.add(of(31, Tone::Negative, "2026-03-30T10:00".into(), Thread::Itself));
    for at in ["2026-01-30T10:00", "2026-06-30T10:00"] {
        counts.0.add(&mention(at), RowStatus::NotRelevant);
    }
    let effect = counts.people("2026-06").unwrap().transitions.unwrap().answers.unwrap();
    assert_eq!(effect.answered, Complainers { accounts: 10, again: 10, praise: 9 });
    assert_eq!(effect.unanswered, Complainers { accounts: 11, again: 10, praise: 4 });
    assert_eq!(effect.unknown, Complainers { accounts: 1, again: 0, praise: 0 });
    let (difference, (low, high)) = effect.difference.unwrap();
    // Wilson 9/10: 0.595850 to 0.982124; 4/10: 0.168180 to 0.687326: 0.5 - sqrt(0.30415² + 0.28733²), 0.5 + sqrt(0.08212² + 0.23182²).
    assert_eq!(format!("{difference:.6} {low:.6} {high:.6}"), "0.500000 0.081594 0.745936");
}

#[test]
fn returning_accounts_wrote_in_two_of_three_months() {
    let mut counts = Counts::new();
    counts
        .posts(1, &[("2026-04-05", '?'), ("2026-06-05", '?')])
        .posts(2, &[("2026-05-05", '+'), ("2026-05-06", '+')])
        .posts(3, &[("2026-03-05", '+'), ("2026-05-06", '+')])
        .posts(4, &[("2026-01-05", '+'), ("2026-02-06", '+')]);
    let returning = |period| {
        let people = counts.people(period).unwrap();
        (people.returning(&people.all), people.all.recent)
    };
    assert_eq!(returning("2026-06"), (Some(1), 3));
    let before = counts.people("2026-06").unwrap().all;
    assert_eq!((before.returning_before, before.recent_before), (1, 2));
    assert_eq!(returning("2026-02"), (None, 0), "two months");
}

#[test]
fn networks_are_those_of_the_report_and_unknown_ones_are_counted() {
    let mut counts = Counts::new();
    let channel = counts.channel(0);
    let stating = |account, followers| Mention {
        account: Some(account),
        followers,
        channel,
        ..mention("2026-05-05T10:00")
    };
    for (account, followers) in [
        (1, Some(500)),
        (1, Some(500)),
        (2, Some(501)),
        (3, Some(u32::MAX)),
        (4, Some(0)),
        (5, None),
    ] {
        counts.add(stating(account, followers));
    }
    let networks = counts.people("2026-05").unwrap().networks.unwrap();
    let bands: Vec<_> =
        networks.bands.iter().map(|it| (it.up_to, it.accounts, it.mentions)).collect();
    let expected = [(Some(500), 2, 3), (Some(5000), 1, 1), (Some(50_000), 0, 0), (None, 1, 1)];
    assert_eq!((&bands[..], networks.known, networks.unknown), (&expected[..], 4, (1, 1)));
    assert_eq!((networks.band_of(500), networks.band_of(50_001)), (Some(0), Some(3)));
    // 2 of 4: Wilson.
    let (low, high) = networks.bands[0].interval.unwrap();
    assert_eq!(format!("{low:.4} {high:.4}"), "0.1500 0.8500");
    counts.posts(9, &[("2026-06-01", '+')]);
    assert_eq!(counts.people("2026-06").unwrap().networks, None, "no account states it");
}

#[test]
fn concentration_has_the_busiest_and_the_accounts_that_they_are_worth() {
    let mut counts = Counts::new();
    counts.posts(1, &[("2026-05-05", '+'); 8]).posts(2, &[("2026-05-06", '?')]);
    counts.posts(3, &[("2026-05-07", '?')]);
    let found = counts.people("2026-05").unwrap().concentration.unwrap();
    // 10² ÷ (64 + 1 + 1).
    assert_eq!((found.accounts, found.mentions, found.by_one, found.by_ten), (3, 10, 8, 10));
    assert_eq!(format!("{:.4}", found.effective), "1.5152");
}

#[test]
fn gone_is_not_measured_and_silence_is_zero() {
    let mut counts = Counts::new();
    assert_eq!(counts.people("2026-05"), Err(NoPeople::Days));
    counts.0.add(&mention("2026-05-02T10:00"), RowStatus::NotRelevant);
    let silent = counts.people("2026-05").unwrap();
    assert_eq!((silent.count(&silent.all, Group::Advocate), silent.all.accounts), (Some(0), 0));
    counts.add(mention("2026-05-02T10:00"));
    assert_eq!(counts.people("2026-05"), Err(NoPeople::Authors));
    counts.posts(1, &[("2026-05-05", '?')]);
    let unlabelled = counts.people("2026-05").unwrap();
    assert_eq!(unlabelled.count(&unlabelled.all, Group::Advocate), None);
    assert_eq!((unlabelled.all.accounts, unlabelled.unnamed), (1, 1));
}

proptest! {
    #[test]
    fn groups_are_consistent(posts in prop::collection::vec((0..3_u64, 1..7_i8, 1..28_i8, 0..4_usize), 1..60)) {
        let mut counts = Counts::new();
        for (account, month, date, tone) in posts {
            let date = format!("2026-{month:02}-{date:02}");
            counts.posts(account, &[(date.as_str(), ['+', '0', '-', '?'][tone])]);
        }
        let Ok(people) = counts.people("2026-06") else { return Ok(()) };
        let sum: u64 = people.channels.iter().map(|it| it.counts.accounts).sum();
        prop_assert_eq!(sum, people.all.accounts);
        let all = members(&counts.0, &people, &[]);
        for group in Group::ALL {
            let found = all.iter().filter(|member| member.groups.contains(&group)).count() as u64;
            prop_assert_eq!(found, people.all.of(group).unwrap_or(0));
            prop_assert!(found <= people.all.labelled);
        }
        let states = people.transitions.map_or(0, |it| it.total());
        prop_assert!(states <= people.all.labelled);
        prop_assert!(people.all.returning <= people.all.recent);
    }
}
