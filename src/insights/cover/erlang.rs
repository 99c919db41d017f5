//! Erlang C: how many people a promise of minutes takes, where each handles one conversation at a time (docs/method.md, Cover).
//!
//! Calls a second or an hour, minutes of handling and minutes of the promise come in; people, the share within the promise and the mean wait
//! go out. It assumes arrivals that are independent within a steady hour and first come, first served, so it is used for promises of up to an
//! hour alone.

/// Arrivals and handling within one hour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traffic {
    /// Arrivals an hour × the hours that one takes: the people who are busy on average.
    pub(super) erlangs: f64,
    /// Minutes that one takes.
    pub(super) minutes: f64,
}

impl Traffic {
    /// The fewest people with whom this share of the conversations waits for at most so many minutes, and nobody is busy for more than
    /// `occupancy` of the time; 0 without traffic.
    pub(super) fn people(&self, share: f64, minutes: f64, occupancy: f64) -> u32 {
        if self.erlangs <= 0.0 {
            return 0;
        }
        (1..u32::MAX)
            .find(|&people| {
                self.erlangs <= occupancy * f64::from(people) + 1e-9
                    && self.within(people, minutes) >= share
            })
            .unwrap_or(u32::MAX)
    }

    /// The share of the conversations that wait for at most so many minutes; 0 where the people cannot keep up.
    pub(super) fn within(&self, people: u32, minutes: f64) -> f64 {
        let spare = f64::from(people) - self.erlangs;
        if spare <= 0.0 {
            return 0.0;
        }
        1.0 - waits(people, self.erlangs) * libm::exp(-spare * minutes / self.minutes)
    }
}

/// Erlang's C: the probability that one has to wait, by so many people and Erlangs of traffic below their number.
fn waits(people: u32, erlangs: f64) -> f64 {
    let blocked = blocked(people, erlangs);
    blocked / (1.0 - erlangs / f64::from(people) * (1.0 - blocked))
}

/// Erlang's B, by its recursion over the number of people.
fn blocked(people: u32, erlangs: f64) -> f64 {
    (1..=people)
        .fold(1.0, |blocked, people| erlangs * blocked / (f64::from(people) + erlangs * blocked))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 5e-10, "{value} is not {expected}");
    }

    /// So many calls an hour of so many seconds.
    fn calls(an_hour: f64, seconds: f64) -> Traffic {
        Traffic { erlangs: an_hour * seconds / 3600.0, minutes: seconds / 60.0 }
    }

    /// Seconds that one waits on average.
    fn mean_wait(traffic: Traffic, people: u32) -> f64 {
        let spare = f64::from(people) - traffic.erlangs;
        60.0 * waits(people, traffic.erlangs) * traffic.minutes / spare
    }

    #[test]
    fn the_formulas_give_the_published_values() {
        near(blocked(10, 10.0), 0.214_582_343_1);
        near(blocked(2, 1.0), 0.2);
        for (people, erlangs, probability) in [
            (1, 0.5, 0.5),
            (2, 1.0, 1.0 / 3.0),
            (3, 2.0, 4.0 / 9.0),
            (10, 8.0, 0.409_180_150_8),
            (5, 4.0, 0.554_112_554_1),
        ] {
            near(waits(people, erlangs), probability);
        }
    }

    #[test]
    fn worked_examples_of_call_centres() {
        let helper = calls(200.0, 180.0);
        near(waits(14, helper.erlangs), 0.174_131_933_6);
        near(helper.within(14, 20.0 / 60.0), 0.888_350_019_2);
        assert!((mean_wait(helper, 14) - 7.835_937).abs() < 5e-7);
        assert!((helper.within(13, 20.0 / 60.0) - 0.795_595).abs() < 5e-7);
        assert_eq!(helper.people(0.8, 20.0 / 60.0, 1.0), 14);
        let mitan = calls(720.0, 240.0);
        near(mitan.within(55, 15.0 / 60.0), 0.845_883_092_2);
        assert!((mean_wait(mitan, 55) - 8.184_032).abs() < 5e-7);
        let jones = calls(250.0, 330.0);
        assert_eq!(jones.people(0.8, 0.5, 1.0), 28);
        assert!((jones.within(27, 0.5) - 0.782_180).abs() < 5e-7);
        let micro = calls(400.0, 300.0);
        assert!((mean_wait(micro, 42) - 3.560_920).abs() < 5e-7);
        assert!((mean_wait(micro, 38) - 21.436_236).abs() < 5e-7);
    }

    #[test]
    fn twenty_minutes_a_conversation() {
        let care = Traffic { erlangs: 2.0, minutes: 20.0 };
        assert!((care.within(3, 15.0) - 0.790_059).abs() < 5e-7);
        assert!((care.within(4, 15.0) - 0.961_195).abs() < 5e-7);
        assert!((mean_wait(care, 3) / 60.0 - 8.888_9).abs() < 5e-5);
        assert_eq!(care.people(0.8, 15.0, 0.85), 4);
        // Two teams need 4 + 4, one team for both 6.
        let both = Traffic { erlangs: 4.0, ..care };
        assert_eq!(both.people(0.8, 15.0, 1.0), 6);
        assert!((both.within(6, 15.0) - 0.936_461).abs() < 5e-7);
        assert!((both.within(5, 15.0) - 0.738_256).abs() < 5e-7);
    }

    #[test]
    fn occupancy_and_no_traffic() {
        let even = Traffic { erlangs: 8.5, minutes: 5.0 };
        assert_eq!(even.people(0.0, 60.0, 0.85), 10);
        assert_eq!(even.people(0.0, 60.0, 1.0), 9);
        assert_eq!(Traffic { erlangs: 0.0, minutes: 5.0 }.people(0.8, 1.0, 0.85), 0);
        near(even.within(8, 60.0), 0.0);
    }
}
