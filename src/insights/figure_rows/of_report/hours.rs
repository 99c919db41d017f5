//! The figures by weekday and hour: what is written in them, and the conversations that begin in them.

use std::array;

use super::Maker;
use crate::insights::activity::Map;
use crate::insights::cover::StaffedSpans;
use crate::insights::figure_rows::{Begun, FigureRows, Late, Rule};
use crate::insights::{ActivityFigures, BusyWindow, slots};
use crate::units::{WEEK, WEEK_IDS, Weekday};

impl Maker<'_> {
    /// The mentions known to the hour, of each weekday, each hour of the day and each hour of the week; the conversations that began at such a time, those
    /// outside the staffed hours, and those of the parts of the week that stand out; then the mentions after the free times.
    pub(super) fn hours(&self, activity: &ActivityFigures) -> Vec<FigureRows> {
        let mut all = vec![self.of("when", Rule::Timed)];
        let of = |name: &str, hours| FigureRows {
            hours,
            ..self.of(&format!("when/{name}"), Rule::Hours)
        };
        let days = || WEEK.into_iter().zip(WEEK_IDS);
        all.extend(days().map(|(day, id)| of(id, hours_of(&[day], 0..24))));
        all.extend((0..24).map(|hour| of(&format!("{hour:02}"), hours_of(&WEEK, hour..hour + 1))));
        all.extend(days().flat_map(|(day, id)| {
            (0..24)
                .map(move |hour| of(&format!("{id}-{hour:02}"), hours_of(&[day], hour..hour + 1)))
        }));
        let timed = Begun { is_timed: true, ..Begun::default() };
        if activity.conversations.is_some() {
            all.push(self.begun("began", None, timed.clone()));
        }
        if activity.outside.is_some_and(|outside| outside.is_exact) {
            let late = self.late(|_| Some(0));
            all.push(self.begun("began/outside", None, Begun { late, ..timed.clone() }));
        }
        let windows: Vec<&BusyWindow> = activity.windows.iter().flatten().collect();
        let mut together = Map::<u8>::default();
        let mut each = Vec::new();
        for window in windows {
            let hours = hours_of(window.days(), window.hour..window.hour + BusyWindow::HOURS);
            for (sum, day) in together.iter_mut().flatten().zip(hours.iter().flatten()) {
                *sum = (*sum).max(*day);
            }
            let id = format!("windows/{}-{:02}", window_days(window), window.hour);
            each.push(self.begun(&id, None, Begun { hours: Some(hours), ..timed.clone() }));
        }
        if !each.is_empty() {
            all.push(self.begun("windows", None, Begun { hours: Some(together), ..timed }));
        }
        all.extend(each);
        all.extend((!self.report.slots.is_empty()).then(|| self.slots()));
        all
    }

    /// Nobody is there within the target of a channel.
    pub(super) fn late(&self, target: impl Fn(Option<usize>) -> Option<u32>) -> Option<Late> {
        let window = self.report.window?;
        let presence = StaffedSpans::of(&self.brief.timing, window.from, window.to)?;
        let targets = self
            .channels
            .iter()
            .filter_map(|(index, channel)| Some((index, target(channel.declared)?)));
        Some(Late { presence, targets: targets.collect() })
    }

    /// The mentions in the hours after the free times, once for each.
    fn slots(&self) -> FigureRows {
        let mut hours = Map::<u8>::default();
        for (day, hour) in self.brief.timing.free_times.iter().flat_map(slots::hours) {
            let count = &mut hours[day][hour];
            *count = count.saturating_add(1);
        }
        FigureRows { hours, ..self.of("slots", Rule::Hours) }
    }
}

/// The hours of the week that lie in these hours of these days.
pub(super) fn hours_of(days: &[Weekday], hours: std::ops::Range<u8>) -> Map<u8> {
    array::from_fn(|day| {
        array::from_fn(|hour| {
            let is_in = u8::try_from(hour).is_ok_and(|hour| hours.contains(&hour));
            u8::from(is_in && days.contains(&WEEK[day]))
        })
    })
}

fn window_days(window: &BusyWindow) -> &'static str {
    if window.is_weekend { "sat-sun" } else { "mon-fri" }
}
