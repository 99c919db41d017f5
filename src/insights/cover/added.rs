//! The fewest hours to add to a staffed week, so that nobody waits for a staffed moment longer than was promised and a number of people does the
//! work in time (docs/method.md, Cover).
//!
//! Input: the work and the staffed part of each hour of a cycle. Output: hours of the clock that are to be staffed as a whole. Every condition says how
//! many of the added hours a run of hours must hold at least, so the fewest are found hour by hour: as few have been added before each hour as the
//! runs that end there allow, and each as late as possible.

use super::deadline::Class;
use super::starts::HOURS;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A shift of the week to be staffed beside those of the brief, in whole hours of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddedShift {
    /// Its first minute, of those of a week from Monday on.
    pub minute: u32,
    /// Its minutes.
    pub length: u32,
}

impl AddedShift {
    /// Index of its weekday in [`WEEK`](crate::units::WEEK), and its first minute on that day.
    pub fn start(self) -> (usize, u32) {
        ((self.minute / DAY) as usize, self.minute % DAY)
    }
}

/// Hours of the week, ascending, as shifts: hours that follow each other are one, also from Sunday to Monday.
pub(super) fn shifts(hours: &[usize]) -> Vec<AddedShift> {
    let is_added = |hour: usize| hours.contains(&(hour % HOURS));
    let begins = hours.iter().filter(|&&hour| !is_added(hour + HOURS - 1));
    let minutes = |hours: usize| u32::try_from(60 * hours).unwrap_or_default();
    let shift = |&hour: &usize| {
        let length = (0..HOURS).take_while(|more| is_added(hour + more)).count();
        AddedShift { minute: minutes(hour), length: minutes(length) }
    };
    begins.map(shift).collect()
}

/// A week to which hours are added.
pub(super) struct Week<'a> {
    /// The work, by its deadline.
    pub(super) classes: &'a [Class],
    /// Staffed part of each hour of the cycle.
    pub(super) open: &'a [f64],
    /// Runs of hours, first and last, each of which must hold an added one: else somebody would wait too long. The last may lie in the next cycle.
    pub(super) waits: &'a [(usize, usize)],
}

/// Hours from one on, up to another without it, that must hold so many added hours at least.
struct Need {
    from: usize,
    to: usize,
    least: i64,
}

impl Week<'_> {
    /// The fewest hours to add, ascending, so that no more than `most` people need be at work at once; `None`: no hours are enough.
    pub(super) fn fewest(&self, most: f64) -> Option<Vec<usize>> {
        // An hour that is staffed in part is added only where a wait has no other, and then it is staffed as a whole.
        let mut open = self.open.to_vec();
        let mut added = vec![false; open.len()];
        for &(first, last) in self.waits {
            let hours = || (first..=last).map(|hour| hour % open.len());
            let is_met = hours().any(|hour| self.open[hour] <= 0.0 || added[hour]);
            let emptiest = hours().min_by(|a, b| self.open[*a].total_cmp(&self.open[*b]));
            if let Some(hour) = emptiest.filter(|_| !is_met) {
                (added[hour], open[hour]) = (true, 1.0);
            }
        }
        let candidates: Vec<bool> = open.iter().map(|part| *part <= 0.0).collect();
        let mut needs: Vec<Need> = self
            .waits
            .iter()
            .filter(|(first, last)| !(*first..=*last).any(|hour| added[hour % added.len()]))
            .map(|&(first, last)| Need { from: first, to: last + 1, least: 1 })
            .collect();
        needs.extend(work_needs(self.classes, &open, most));
        let chosen = choose(&candidates, &needs)?;
        Some((0..open.len()).filter(|&hour| chosen[hour] || added[hour]).collect())
    }
}

/// People at work at once, so that all work is done in time in these staffed hours. People who are there when work arrives begin with it at
/// once, so the work of an hour can be done from that hour on.
pub(super) fn people_at_work(classes: &[Class], open: &[f64]) -> f64 {
    let mut most: f64 = 0.0;
    runs(classes, open, |_, _, work, staffed| {
        if work > 0.0 {
            most = most.max(work / staffed);
        }
    });
    most
}

/// What the work asks of the added hours, if so many people are at work.
fn work_needs(classes: &[Class], open: &[f64], most: f64) -> Vec<Need> {
    let cycle = open.len();
    // By the first hour and the length of the run, which is 1 at least.
    let mut asked = vec![vec![0_i64; cycle + 1]; cycle];
    runs(classes, open, |from, to, work, staffed| {
        #[expect(clippy::cast_possible_truncation, reason = "hours of a few weeks")]
        let least = (work / most - staffed - 1e-9).ceil() as i64;
        let known = &mut asked[from][to - from];
        *known = least.max(*known);
    });
    // A run that asks for no more than one inside it is fulfilled with that one.
    let is_more = |from: usize, length: usize| {
        let least = asked[from][length];
        least > asked[from][length - 1] && least > asked[(from + 1) % cycle][length - 1]
    };
    let runs = (0..cycle).flat_map(|from| (1..=cycle).map(move |length| (from, length)));
    let needs = runs.filter(|&(from, length)| is_more(from, length));
    needs
        .map(|(from, length)| Need { from, to: from + length, least: asked[from][length] })
        .collect()
}

/// Calls `each` with every run of hours up to a cycle in which work is due, from one on and up to another without it, with the work that arrives and is due
/// in it and its staffed time; of a whole cycle, with all its work.
fn runs(classes: &[Class], open: &[f64], mut each: impl FnMut(usize, usize, f64, f64)) {
    let cycle = open.len();
    let sums = |hours: &[f64]| {
        let mut sums = vec![0.0];
        (0..2 * cycle).for_each(|hour| sums.push(sums[hour] + hours[hour % cycle]));
        sums
    };
    let staffed = sums(open);
    let all = classes.iter().flat_map(|class| &class.work).sum();
    each(0, cycle, all, staffed[cycle]);
    let due = classes.iter().filter_map(|class| Some((class.due_after?, sums(&class.work))));
    let due: Vec<(usize, Vec<f64>)> = due.collect();
    let Some(soonest) = due.iter().map(|(after, _)| *after).min() else { return };
    for from in 0..cycle {
        for to in from + soonest + 1..=from + cycle {
            let mut work = 0.0;
            for (after, sums) in &due {
                if to > from + after {
                    work += sums[to - after] - sums[from];
                }
            }
            each(from, to, work, staffed[to] - staffed[from]);
        }
    }
}

/// Which of the candidates of a cycle fulfil the needs: the fewest, each as late as possible. `None`: all of them are not enough.
fn choose(candidates: &[bool], needs: &[Need]) -> Option<Vec<bool>> {
    let cycle = candidates.len();
    let mut by_end: Vec<Vec<(usize, i64)>> = vec![Vec::new(); cycle];
    for need in needs {
        let hours = (need.from..need.to).filter(|hour| candidates[hour % cycle]).count();
        if i64::try_from(hours).is_ok_and(|hours| hours < need.least) {
            return None;
        }
        by_end[need.to % cycle].push((need.to - need.from, need.least));
    }
    let most = i64::try_from(candidates.iter().filter(|it| **it).count()).ok()?;
    let mut all = 0;
    while all <= most {
        match choose_so_many(candidates, &by_end, all) {
            Ok(chosen) => return Some(chosen),
            Err(more) => all = more,
        }
    }
    None
}

/// The same with so many hours in a cycle. The cycles follow each other until they repeat: in each place as few hours have been chosen as the needs
/// before it allow, so that more than `all` hours in each cycle prove that `all` are not enough.
///
/// # Errors
///
/// A larger number of hours that may be enough.
fn choose_so_many(
    candidates: &[bool],
    by_end: &[Vec<(usize, i64)>],
    all: i64,
) -> std::result::Result<Vec<bool>, i64> {
    let cycle = candidates.len();
    let chosen = |hour: usize| i64::from(candidates[hour % cycle]);
    // Hours chosen before each hour.
    let mut counts: Vec<i64> = vec![0];
    for round in 1..=cycle {
        for at in counts.len()..=round * cycle {
            let mut count = counts[at - 1];
            for &(length, least) in &by_end[at % cycle] {
                if length <= at {
                    count = count.max(counts[at - length] + least);
                }
            }
            if at >= cycle {
                count = count.max(counts[at - cycle] + all);
            }
            counts.push(count);
            let mut hour = at;
            while hour > 0 && counts[hour - 1] < counts[hour] - chosen(hour - 1) {
                counts[hour - 1] = counts[hour] - chosen(hour - 1);
                hour -= 1;
            }
        }
        let rounds = i64::try_from(round).unwrap_or(i64::MAX);
        let last = &counts[(round - 1) * cycle..];
        if last[cycle] > rounds * all {
            return Err((last[cycle] + rounds - 1) / rounds);
        }
        let is_repeated = |(count, before): (&i64, &i64)| *count == before + all;
        if round > 1 && last.iter().zip(&counts[(round - 2) * cycle..]).all(is_repeated) {
            return Ok(last.windows(2).map(|pair| pair[1] > pair[0]).collect());
        }
    }
    Err(all + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Shift;
    use crate::insights::cover::presence::waits;
    use crate::insights::staffing::staffed_minutes;
    use crate::units::WEEK;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::ops::Range;

    fn class(work: &[f64], due_after: Option<usize>) -> Class {
        Class { work: work.to_vec(), due_after }
    }

    #[test]
    fn hours_that_follow_each_other_are_a_shift() {
        let shifts = |hours: &[usize]| {
            let all = shifts(hours).into_iter();
            all.map(|shift| (shift.start(), shift.length)).collect::<Vec<_>>()
        };
        assert_eq!(shifts(&[20, 21, 30]), [((0, 1200), 120), ((1, 360), 60)]);
        assert_eq!(shifts(&[0, 1, 167]), [((6, 1380), 180)]);
        assert_eq!(shifts(&[]), []);
    }

    #[test]
    fn every_other_hour_is_enough_for_an_hour() {
        // Work of a half in each of eight hours, nobody there: four hours of two persons at half their time each.
        let classes = [class(&[0.5; 8], Some(1))];
        let waits: Vec<(usize, usize)> = (0..8).map(|hour| (hour, hour + 1)).collect();
        let week = Week { classes: &classes, open: &[0.0; 8], waits: &waits };
        let found = week.fewest(1.0).unwrap();
        assert_eq!(found.len(), 4, "{found:?}");
        let mut open = [0.0; 8];
        for &hour in &found {
            open[hour] = 1.0;
        }
        assert!((people_at_work(&classes, &open) - 1.0).abs() < 1e-9);
        assert_eq!(week.fewest(0.5).unwrap().len(), 8, "half a person takes all hours");
        assert_eq!(week.fewest(0.4), None);
    }

    #[test]
    fn hours_are_as_late_as_the_wait_allows() {
        // Staffed in the first two of twelve hours; a wait of at most four hours.
        let mut open = [0.0; 12];
        (open[0], open[1]) = (1.0, 1.0);
        let waits: Vec<(usize, usize)> = (2..8).map(|hour| (hour, hour + 4)).collect();
        let week = Week { classes: &[], open: &open, waits: &waits };
        assert_eq!(week.fewest(1.0), Some(vec![6, 11]));
        let week = Week { classes: &[], open: &open, waits: &[] };
        assert_eq!(week.fewest(1.0), Some(Vec::new()));
    }

    #[test]
    fn an_hour_that_is_staffed_in_part_is_added_where_there_is_no_other() {
        // From a quarter past to a quarter to: 90 minutes between two half-staffed hours.
        let open = [1.0, 0.25, 0.25, 1.0];
        let week = Week { classes: &[], open: &open, waits: &[(1, 2)] };
        assert_eq!(week.fewest(1.0), Some(vec![1]));
    }

    #[test]
    fn a_longer_promise_takes_no_more_hours() {
        let shift = |days: Range<usize>, from: &str, to: &str| Shift {
            days: WEEK[days].to_vec(),
            from: from.parse().unwrap(),
            to: Some(to.parse().unwrap()),
        };
        let work: Vec<f64> = (0..HOURS)
            .map(|hour| match hour % 24 {
                9 | 14 => 1.1,
                19..24 => 0.4,
                _ => 0.2,
            })
            .collect();
        let weeks = [
            vec![shift(0..5, "09:00", "17:30")],
            vec![shift(0..7, "08:00", "12:30"), shift(0..7, "13:45", "20:00")],
            vec![shift(2..3, "10:20", "10:50")],
        ];
        for staffed in weeks {
            let minutes = staffed_minutes(&staffed).unwrap();
            let open: Vec<f64> =
                minutes.as_flattened().iter().map(|it| f64::from(*it) / 60.0).collect();
            let targets = (60..=720).step_by(11).chain([119, 120, 121, 480, 481, 1440]);
            let mut most = usize::MAX;
            for target in targets.collect::<BTreeSet<u32>>() {
                let classes = [class(&work, Some(target as usize / 60))];
                let waits = waits(&staffed, target);
                let week = Week { classes: &classes, open: &open, waits: &waits };
                let hours = week.fewest(2.0).unwrap().len();
                assert!(hours <= most, "{target} minutes: {hours} hours after {most}");
                most = hours;
            }
        }
    }

    /// Whether these hours fulfil the waits and one run after the other has enough of them.
    fn is_enough(week: &Week<'_>, hours: &[bool], most: f64) -> bool {
        let cycle = hours.len();
        let open: Vec<f64> = week
            .open
            .iter()
            .zip(hours)
            .map(|(part, is_added)| if *is_added { 1.0 } else { *part })
            .collect();
        let has_one =
            |&(first, last): &(usize, usize)| (first..=last).any(|hour| hours[hour % cycle]);
        // Runs of up to three cycles, each work at its hour.
        let is_done = (0..cycle).all(|from| {
            (from + 1..=from + 3 * cycle).all(|to| {
                let staffed: f64 = (from..to).map(|hour| open[hour % cycle]).sum();
                let due: f64 = week
                    .classes
                    .iter()
                    .flat_map(|class| {
                        let due_after = class.due_after.unwrap();
                        (from..to)
                            .filter(move |hour| hour + due_after < to)
                            .map(|hour| class.work[hour % cycle])
                    })
                    .sum();
                due <= most * staffed + 1e-9
            })
        });
        let all: f64 = week.classes.iter().flat_map(|class| &class.work).sum();
        is_done && all <= most * open.iter().sum::<f64>() + 1e-9 && week.waits.iter().all(has_one)
    }

    proptest! {
        #[test]
        fn no_choice_of_hours_is_smaller(
            work in prop::collection::vec(0..3_u8, 8),
            staffed in prop::collection::vec(any::<bool>(), 8),
            due in 1..6_usize,
            target in 1..6_usize,
            most in 1..3_u8,
        ) {
            let work: Vec<f64> = work.into_iter().map(|work| f64::from(work) / 2.0).collect();
            let open: Vec<f64> = staffed.iter().map(|is_open| f64::from(u8::from(*is_open))).collect();
            let is_free = |&(first, last): &(usize, usize)| !(first..=last).any(|hour| staffed[hour % 8]);
            let waits: Vec<_> = (0..8).map(|hour| (hour, hour + target)).filter(is_free).collect();
            let classes = [class(&work, Some(due))];
            let week = Week { classes: &classes, open: &open, waits: &waits };
            let most = f64::from(most);
            let found = week.fewest(most).map(|hours| hours.len());
            let choices = (0..256_u32).filter_map(|bits| {
                let hours: Vec<bool> = (0..8).map(|hour| bits >> hour & 1 == 1).collect();
                let is_new = hours.iter().zip(&staffed).all(|(added, open)| !(*added && *open));
                (is_new && is_enough(&week, &hours, most)).then(|| bits.count_ones() as usize)
            });
            prop_assert_eq!(found, choices.min());
            if let Some(hours) = week.fewest(most) {
                let hours: Vec<bool> = (0..8).map(|hour| hours.contains(&hour)).collect();
                prop_assert!(is_enough(&week, &hours, most));
            }
        }
    }
}
