//! When people write, in words: the parts of the week that stand out, else the busy hours of the day.

use super::{Words, list, say};
use crate::insights::{ActivityFigures, BusyHours, BusyWindow};

/// Runs of hours that a headline names.
const MOST_RUNS: usize = 2;

/// When people write, in at most 15 words.
pub(in crate::pages) fn when(words: &Words, activity: Option<&ActivityFigures>) -> String {
    let Some(activity) = activity else {
        return words.text("when-not-measured");
    };
    match (activity.windows.as_deref(), busy_hours(words, &activity.busy_hours)) {
        (Some([window]), _) => {
            let times = words.quantity(window.index);
            say!(words, "when-window", window = self::window(words, window), times = times)
        }
        (Some(windows @ [_, ..]), _) => {
            let windows: Vec<_> =
                windows.iter().map(|window| self::window(words, window)).collect();
            say!(words, "when-windows", windows = list(words, &windows))
        }
        (Some([]), Some(hours)) => say!(words, "when-rhythm", hours = hours),
        (Some([]), None) => words.text("when-even"),
        (None, Some(hours)) => say!(words, "when-busy-hours", hours = hours),
        (None, None) => words.text("when-no-busy-hour"),
    }
}

/// `Weekends 09:00 to 12:00`.
fn window(words: &Words, window: &BusyWindow) -> String {
    let days = words.text(if window.is_weekend { "when-weekends" } else { "when-weekdays" });
    let hours = words.band(window.hour, BusyWindow::HOURS);
    say!(words, "shift", days = days, hours = hours)
}

/// `07:00 to 10:00 and 16:00 to 18:00`: the runs with most mentions, in the order of the day; `None` without one.
fn busy_hours(words: &Words, runs: &[BusyHours]) -> Option<String> {
    let mut largest: Vec<&BusyHours> = runs.iter().collect();
    largest.sort_by_key(|run| std::cmp::Reverse(run.mentions));
    largest.truncate(MOST_RUNS);
    largest.sort_by_key(|run| run.hour);
    let span = |run: &&BusyHours| {
        let end = run.hour + run.hours;
        words.between(&words.hour(run.hour), &words.hour(if end > 24 { end - 24 } else { end }))
    };
    (!largest.is_empty()).then(|| list(words, &largest.iter().map(span).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    fn found(change: impl FnOnce(&mut ActivityFigures)) -> String {
        let mut activity = fixture::report().activity.unwrap();
        change(&mut activity);
        let headline = when(Words::english(), Some(&activity));
        assert!(headline.split_whitespace().count() <= 15, "{headline}");
        headline
    }

    fn run(hour: u8, hours: u8, mentions: u64) -> BusyHours {
        BusyHours { hour, hours, mentions }
    }

    #[test]
    fn a_window_comes_before_the_rhythm_of_the_day() {
        let weekend = BusyWindow {
            is_weekend: true,
            hour: 9,
            conversations: 87,
            expected: 57.5,
            index: 2.42,
            interval: (1.9, 3.0),
        };
        assert_eq!(
            found(|activity| activity.windows = Some(vec![weekend])),
            "Weekends 09:00\u{a0}to\u{a0}12:00 stand out: 2.4 times the average hour"
        );
        let weekday = BusyWindow { is_weekend: false, hour: 21, ..weekend };
        assert_eq!(
            found(|activity| activity.windows = Some(vec![weekday, weekend])),
            "Weekdays 21:00\u{a0}to\u{a0}24:00 and Weekends 09:00\u{a0}to\u{a0}12:00 stand out"
        );
    }

    #[test]
    fn the_rhythm_names_at_most_two_runs_of_hours() {
        let runs = vec![run(6, 1, 40), run(9, 2, 90), run(12, 1, 10), run(22, 4, 200)];
        assert_eq!(
            found(|activity| (activity.windows, activity.busy_hours) = (Some(vec![]), runs.clone())),
            "Busiest: 09:00\u{a0}to\u{a0}11:00 and 22:00\u{a0}to\u{a0}02:00; no part of the week stands out"
        );
        assert_eq!(
            found(|activity| (activity.windows, activity.busy_hours) = (None, runs[..1].to_vec())),
            "Busiest: 06:00\u{a0}to\u{a0}07:00"
        );
    }

    #[test]
    fn nothing_that_stands_out_and_nothing_measured_have_their_words() {
        let even = |windows| {
            found(|activity| (activity.windows, activity.busy_hours) = (windows, Vec::new()))
        };
        assert_eq!(even(Some(vec![])), "No hour of the day and no part of the week stands out");
        assert_eq!(even(None), "No hour of the day stands out");
        assert_eq!(when(Words::english(), None), "The hour of day was not measured");
    }
}
