//! Deadline capacity: how many people must be present at once in the staffed hours, so that all work is done by its deadline
//! (docs/method.md, Cover).
//!
//! Work and staffed hours of a cycle come in, hour by hour; the constant number of people goes out. The work of an hour is at hand from the
//! next hour on, and due by the end of the hour that lies the deadline after its own. Work is taken as fluid and done in the order of its
//! deadlines. Work that no staffed hour can reach in time has no deadline here: it enters the weekly sum alone.

/// Work with one deadline.
#[derive(Debug, Clone)]
pub(super) struct Class {
    /// Hours of work that arrive in each hour of the cycle.
    pub(super) work: Vec<f64>,
    /// Hours until it is due, from 1 to the length of the cycle; `None`: any time of the cycle will do.
    pub(super) due_after: Option<usize>,
}

/// What the work of a cycle takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Load {
    /// People present at once in every staffed hour, before occupancy; `None`: there is work and no hour is staffed.
    pub(super) present: Option<f64>,
    /// Hours of work that no staffed hour can reach in time.
    pub(super) late: f64,
    /// All hours of work.
    pub(super) work: f64,
}

/// Work of an unrolled hour.
struct Item {
    arrives: usize,
    due: usize,
    work: f64,
}

/// The load of these classes together; `open` is the staffed part of each hour of the cycle.
///
/// # Source
///
/// The demand bound of earliest-deadline-first scheduling: a number of people is enough if in every span of time the work that both
/// arrives and is due in it fits into the staffed hours of the span. Spans longer than a cycle add nothing (the mediant of two fractions is
/// not above the larger).
pub(super) fn load(classes: &[Class], open: &[f64]) -> Load {
    let cycle = open.len();
    // Staffed hours before each hour of five cycles.
    let mut before = vec![0.0];
    for hour in 0..5 * cycle {
        before.push(before[hour] + open[hour % cycle]);
    }
    // Staffed time after an hour, up to and with another.
    let opened = |after: usize, to: usize| before[to + 1] - before[after + 1];
    let (mut work, mut late) = (0.0, 0.0);
    let mut items = Vec::new();
    for class in classes {
        for (hour, &amount) in class.work.iter().enumerate() {
            work += amount;
            match class.due_after {
                Some(due) if amount > 0.0 && opened(hour, hour + due) <= 0.0 => late += amount,
                Some(due) if amount > 0.0 => items.extend((0..3).map(|n| {
                    let arrives = hour + n * cycle;
                    Item { arrives, due: arrives + due, work: amount }
                })),
                _ => {}
            }
        }
    }
    let whole = before[cycle];
    if work <= 0.0 {
        return Load { present: Some(0.0), late: 0.0, work: 0.0 };
    }
    if whole <= 0.0 {
        return Load { present: None, late: work, work };
    }
    items.sort_by_key(|item| item.due);
    let mut present = work / whole;
    for start in 0..cycle {
        let mut waiting = 0.0;
        let in_span = |item: &&Item| item.arrives >= start && item.due <= start + 2 * cycle;
        for item in items.iter().filter(in_span) {
            waiting += item.work;
            present = f64::max(present, waiting / opened(start, item.due));
        }
    }
    Load { present: Some(present), late, work }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn class(work: &[f64], due_after: usize) -> Class {
        Class { work: work.to_vec(), due_after: Some(due_after) }
    }

    /// A week of hours that are staffed on weekdays and at the weekend between these hours.
    fn open(weekdays: std::ops::Range<usize>, weekend: std::ops::Range<usize>) -> Vec<f64> {
        let is_open = |hour: usize| {
            let of_day = if hour / 24 < 5 { &weekdays } else { &weekend };
            of_day.contains(&(hour % 24))
        };
        (0..168).map(|hour| if is_open(hour) { 1.0 } else { 0.0 }).collect()
    }

    /// 0.1 to 0.4 hours of work from 8 to 22 o'clock, half of it at weekends: 21.6 hours a week.
    fn evening() -> Vec<f64> {
        let day = [0.1, 0.2, 0.2, 0.2, 0.2, 0.3, 0.3, 0.2, 0.2, 0.2, 0.3, 0.4, 0.4, 0.3, 0.1];
        let of = |hour: usize| {
            let work = (hour % 24).checked_sub(8).and_then(|at| day.get(at)).copied();
            work.unwrap_or(0.0) * if hour / 24 < 5 { 1.0 } else { 0.5 }
        };
        (0..168).map(of).collect()
    }

    fn assert_load(classes: &[Class], open: &[f64], present: f64, late: f64) {
        let load = load(classes, open);
        let found = load.present.unwrap();
        assert!((found - present).abs() < 5e-7, "{found} is not {present}");
        let share = load.late / load.work;
        assert!((share - late).abs() < 5e-7, "{share} is not {late}");
    }

    #[test]
    fn six_hours_that_are_always_staffed() {
        let always = [1.0; 6];
        for (due, present) in [(1, 3.0), (2, 2.25), (4, 1.5)] {
            assert_load(&[class(&[3.0, 3.0, 3.0, 0.0, 0.0, 0.0], due)], &always, present, 0.0);
        }
        assert_load(&[class(&[4.0, 0.0, 0.0, 0.0, 2.0, 0.0], 2)], &always, 2.0, 0.0);
    }

    #[test]
    fn weeks_with_nights_and_weekends() {
        let even = [0.5; 168];
        assert_load(&[class(&even, 24)], &open(9..17, 9..17), 1.5, 0.0);
        assert_load(&[class(&even, 16)], &open(9..17, 9..17), 1.5, 0.041_666_7);
        assert_load(&[class(&even, 24)], &open(9..17, 0..0), 2.1, 0.244_047_6);
        assert_load(&[class(&even, 65)], &open(9..17, 0..0), 2.1, 0.0);
        let mut two = [0.0; 168];
        (two[9], two[4 * 24 + 16]) = (10.0, 4.0);
        assert_load(&[class(&two, 8)], &open(9..17, 0..0), 1.428_571_4, 4.0 / 14.0);
        (two[9], two[4 * 24 + 16]) = (0.0, 4.0);
        assert_load(&[class(&two, 24)], &open(9..17, 0..0), 0.1, 1.0);
    }

    #[test]
    fn evenings_of_a_week() {
        let work = evening();
        for (due, late) in [(4, 0.606_481_5), (24, 0.173_611_1), (72, 0.0)] {
            assert_load(&[class(&work, due)], &open(9..17, 0..0), 0.54, late);
        }
        let longer = open(8..20, 10..18);
        assert_load(&[class(&work, 4)], &longer, 0.3, 0.356_481_5);
        let third: Vec<f64> = work.iter().map(|work| work / 3.0).collect();
        let rest: Vec<f64> = work.iter().map(|work| work * 2.0 / 3.0).collect();
        let mixed = [class(&third, 1), class(&rest, 24)];
        assert_load(&mixed, &longer, 0.284_210_5, 0.120_370_4);
    }

    #[test]
    fn work_without_a_deadline_and_hours_without_anybody() {
        let any_time = Class { work: vec![0.5; 168], due_after: None };
        assert_load(std::slice::from_ref(&any_time), &open(9..17, 0..0), 2.1, 0.0);
        assert_eq!(load(&[any_time], &[0.0; 168]).present, None);
        let nothing = load(&[class(&[0.0; 168], 4)], &[0.0; 168]);
        assert_eq!((nothing.present, nothing.work), (Some(0.0), 0.0));
    }

    proptest! {
        /// Work is done in the order of its deadlines by so many people: nothing that can be done in time is late, and with 2 % fewer
        /// people something is.
        #[test]
        fn the_load_is_enough_and_no_more(
            work in prop::collection::vec(0..4_u8, 12),
            staffed in prop::collection::vec(any::<bool>(), 12),
            due in 1..12_usize,
        ) {
            let work: Vec<f64> = work.into_iter().map(f64::from).collect();
            let open: Vec<f64> = staffed.iter().map(|is_open| if *is_open { 1.0 } else { 0.0 }).collect();
            let computed = load(&[class(&work, due)], &open);
            let Some(present) = computed.present.filter(|_| computed.late <= 0.0) else { return Ok(()) };
            let is_late = |present: f64| {
                let mut waiting: std::collections::VecDeque<(usize, f64)> = std::collections::VecDeque::new();
                for hour in 0..60 * 12 {
                    let mut time = open[hour % 12] * present;
                    while let Some((_, left)) = waiting.front_mut().filter(|_| time > 0.0) {
                        let done = left.min(time);
                        (*left, time) = (*left - done, time - done);
                        if *left <= 1e-9 { waiting.pop_front(); }
                    }
                    if waiting.front().is_some_and(|(due, left)| *due <= hour && *left > 1e-6) { return true; }
                    if work[hour % 12] > 0.0 { waiting.push_back((hour + due, work[hour % 12])); }
                }
                false
            };
            prop_assert!(!is_late(present * (1.0 + 1e-9)), "{present}");
            prop_assert!(present <= 0.0 || is_late(0.98 * present), "{present}");
        }
    }
}
