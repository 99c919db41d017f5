//! The events of the nine months: volume, times, tones and topics by network and day.
//!
//! A quiet January; an app outage from 30 March to 12 April; higher prices on 12 May; the Cold Brew Club in June; a quiet
//! summer; a competitor's opening in August. All values are tables of integers per thousand; sample-data/README.md describes
//! the same events.

use jiff::civil::{Date, Weekday, date};

use super::posts::{Network, Tone};
use super::rng::Rng;

/// First local day.
pub(crate) const FIRST: Date = date(2026, 1, 1);
/// Last local day.
pub(crate) const LAST: Date = date(2026, 9, 30);
/// From this day on, posts mention the club.
pub(crate) const CLUB_ANNOUNCED: Date = date(2026, 5, 20);
const OUTAGE: (Date, Date) = (date(2026, 3, 30), date(2026, 4, 12));
const PRICES: (Date, Date) = (date(2026, 5, 12), date(2026, 5, 20));
const CLUB: (Date, Date) = (date(2026, 6, 1), date(2026, 6, 28));
/// The weekend without video data: the coverage gap of the brief.
const NO_VIDEO: (Date, Date) = (date(2026, 7, 11), date(2026, 7, 12));
const RIVAL_OPENS: (Date, Date) = (date(2026, 8, 14), date(2026, 8, 23));

/// Releases of the app; reviews come after them.
const RELEASES: [(Date, &str); 6] = [
    (date(2025, 11, 18), "5.2"),
    (date(2026, 2, 10), "5.3"),
    (date(2026, 3, 30), "5.4"),
    (date(2026, 4, 13), "5.5"),
    (date(2026, 6, 2), "5.6"),
    (date(2026, 9, 8), "6.0"),
];

/// Strength of the outage by day, in percent.
const OUTAGE_FORCE: [u64; 14] = [55, 85, 100, 100, 95, 80, 75, 95, 100, 85, 70, 55, 45, 35];

/// Mentions by month, per thousand of an ordinary month.
const SEASON: [u64; 9] = [930, 950, 990, 1000, 1040, 1030, 840, 890, 1080];

/// Hours of the day, 00 first.
const COMMUTE: [u64; 24] =
    [3, 2, 1, 1, 2, 8, 26, 70, 112, 82, 48, 40, 52, 46, 36, 38, 58, 96, 90, 52, 44, 40, 26, 12];
const EVENING: [u64; 24] =
    [14, 7, 4, 2, 2, 4, 14, 30, 44, 40, 36, 38, 46, 42, 38, 40, 46, 56, 64, 78, 92, 94, 70, 34];
const WEEKEND: [u64; 24] =
    [12, 8, 5, 3, 2, 3, 8, 18, 36, 70, 102, 110, 92, 74, 62, 56, 50, 46, 44, 44, 46, 44, 34, 20];
const OFFICE: [u64; 24] =
    [2, 1, 1, 2, 6, 22, 60, 78, 84, 90, 88, 76, 62, 66, 70, 68, 62, 50, 32, 22, 16, 12, 8, 4];

/// Strength of the outage on a day, in percent; 0 outside.
pub(crate) fn outage(day: Date) -> u64 {
    days_into(OUTAGE, day).map_or(0, |days| OUTAGE_FORCE[days])
}

fn days_into((from, to): (Date, Date), day: Date) -> Option<usize> {
    (from <= day && day <= to).then(|| {
        usize::try_from((day - from).get_days()).expect("a day in the span is not before its start")
    })
}

/// The version of the app that people have on this day.
pub(crate) fn app_version(day: Date) -> &'static str {
    RELEASES.iter().rev().find(|(from, _)| *from <= day).map_or("5.1", |(_, version)| version)
}

/// Draws the number of posts of a network on a day.
pub(crate) fn volume(network: Network, day: Date, rng: &mut Rng) -> u64 {
    if network == Network::YouTube && days_into(NO_VIDEO, day).is_some() {
        return 0;
    }
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    // Posts of an ordinary working day and weekend day in thousandths; force of outage, prices, club, rival per thousand.
    let (working, free, outage_force, prices, club, rival) = match network {
        Network::X => (8900, 6300, 1900, 500, 350, 300),
        Network::Instagram => (4500, 6200, 400, 100, 900, 200),
        Network::YouTube => (2300, 3100, 300, 200, 300, 400),
        Network::News => (850, 300, 1600, 700, 300, 600),
        Network::Blog => (420, 480, 300, 300, 400, 300),
        Network::Wire => (2350, 800, 1400, 700, 300, 700),
        Network::Facebook => (2700, 3300, 1100, 500, 500, 300),
        Network::Play => (3600, 3200, 2000, 0, 150, 0),
        Network::Reddit => (1100, 1400, 1300, 400, 250, 400),
    };
    let month = usize::try_from(day.month() - 1).expect("months start at 1");
    let mut force = 1000 + outage_force * outage(day) / 100;
    force += days_into(PRICES, day).map_or(0, |days| prices * (9 - days as u64) / 9);
    force += days_into(CLUB, day).map_or(0, |_| club);
    force += days_into(RIVAL_OPENS, day).map_or(0, |_| rival);
    if network == Network::Play {
        let since = RELEASES.iter().filter_map(|&(from, _)| days_into((from, LAST), day)).min();
        force += since.filter(|&days| days < 6).map_or(0, |days| 900 - 150 * days as u64);
    }
    let expected = if weekend { free } else { working } * SEASON[month] / 1000 * force / 1000;
    let today = expected * rng.between(820, 1180) / 1000;
    today / 1000 + u64::from(rng.chance(today % 1000))
}

/// Local hour, minute and second of a post.
pub(crate) fn moment(network: Network, day: Date, rng: &mut Rng) -> (i8, i8, i8) {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let hours = match network {
        Network::News | Network::Wire => &OFFICE,
        Network::Reddit | Network::YouTube | Network::Blog => &EVENING,
        _ if weekend => &WEEKEND,
        Network::Instagram if rng.chance(600) => &EVENING,
        _ => &COMMUTE,
    };
    let hour = i8::try_from(rng.weighted(hours)).expect("24 hours fit");
    let mut sixty = || i8::try_from(rng.below(60)).expect("below 60");
    (hour, sixty(), sixty())
}

/// Draws the tone of a post.
pub(crate) fn tone(network: Network, day: Date, rng: &mut Rng) -> Tone {
    let mut weights: [u64; 3] = match network {
        Network::X => [350, 340, 310],
        Network::Instagram => [620, 280, 100],
        Network::YouTube => [430, 330, 240],
        Network::News | Network::Wire => [320, 500, 180],
        Network::Blog => [460, 380, 160],
        Network::Facebook => [460, 360, 180],
        Network::Play => [540, 130, 330],
        Network::Reddit => [310, 370, 320],
    };
    let mut mix = |percent: u64, other: [u64; 3]| {
        for (weight, other) in weights.iter_mut().zip(other) {
            *weight = (*weight * (100 - percent) + other * percent) / 100;
        }
    };
    mix(outage(day) * 85 / 100, [40, 120, 840]);
    mix(days_into(PRICES, day).map_or(0, |_| 40), [150, 300, 550]);
    mix(days_into(CLUB, day).map_or(0, |_| 50), [740, 200, 60]);
    mix(days_into(RIVAL_OPENS, day).map_or(0, |_| 25), [260, 380, 360]);
    [Tone::Positive, Tone::Neutral, Tone::Negative][rng.weighted(&weights)]
}

/// Draws what a post is about: a topic of the word lists.
pub(crate) fn topic(day: Date, rng: &mut Rng) -> &'static str {
    let after_outage = days_into((date(2026, 4, 13), date(2026, 5, 3)), day).map_or(0, |_| 18);
    let club = match day {
        day if days_into(CLUB, day).is_some() => 85,
        day if day > CLUB.1 => 16,
        day if day >= CLUB_ANNOUNCED => 14,
        _ => 0,
    };
    let versus = match day {
        day if days_into(RIVAL_OPENS, day).is_some() => 45,
        day if day > RIVAL_OPENS.1 => 26,
        day if day >= date(2026, 8, 1) => 14,
        _ => 3,
    };
    let topics = [
        ("app", 14),
        ("queue", 12),
        ("price", 9 + days_into(PRICES, day).map_or(0, |_| 70)),
        ("taste", 18),
        ("staff", 10),
        ("beans", 7),
        ("loyalty", 8),
        ("oat", 7),
        ("store", 9),
        ("delivery", 5),
        ("outage", outage(day) * 3 + after_outage),
        ("club", club),
        ("versus", versus),
    ];
    topics[rng.weighted(&topics.map(|(_, weight)| weight))].0
}

/// Posts about the competitor alone, per thousand.
pub(crate) fn rival_share(day: Date) -> u64 {
    match day {
        day if days_into(RIVAL_OPENS, day).is_some() => 190,
        day if day > RIVAL_OPENS.1 => 120,
        day if day >= date(2026, 8, 1) => 70,
        _ => 28,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outage_lasts_two_weeks() {
        assert_eq!(outage(date(2026, 3, 29)), 0);
        assert_eq!(outage(date(2026, 4, 1)), 100);
        assert_eq!(outage(date(2026, 4, 12)), 35);
        assert_eq!(outage(date(2026, 4, 13)), 0);
    }

    #[test]
    fn nobody_collects_videos_on_the_weekend_of_the_gap() {
        let mut rng = Rng::of("gap");
        assert_eq!(volume(Network::YouTube, date(2026, 7, 11), &mut rng), 0);
        assert!(volume(Network::X, date(2026, 7, 11), &mut rng) > 0);
    }

    #[test]
    fn people_have_the_version_of_their_day() {
        assert_eq!(app_version(FIRST), "5.2");
        assert_eq!(app_version(date(2026, 4, 12)), "5.4");
        assert_eq!(app_version(LAST), "6.0");
    }

    #[test]
    fn the_club_is_no_topic_before_it_exists() {
        let mut rng = Rng::of("club");
        assert!((0..500).all(|_| topic(date(2026, 3, 3), &mut rng) != "club"));
        assert!((0..500).any(|_| topic(date(2026, 6, 3), &mut rng) == "club"));
    }
}
