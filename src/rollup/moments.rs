//! The minutes at which the conversations of a day began that are one mention each.
//!
//! Four bytes a conversation, appended in any order: they are read as a whole, never looked up.

use super::arrivals::Seconds;
use crate::mentions::Mention;

/// Minutes since 1970, in any order.
#[derive(Debug, Clone, Default)]
pub struct Moments(Vec<u32>);

/// Stands for a mention that is known only to the day.
const UNKNOWN: u32 = u32::MAX;

impl Moments {
    /// Adds the minute of a mention.
    pub fn add(&mut self, mention: &Mention) {
        let minute = mention.published_at.as_second().div_euclid(60);
        let minute = u32::try_from(minute).ok().filter(|_| mention.precision.has_hour());
        self.0.push(minute.unwrap_or(UNKNOWN));
    }

    /// Adds those of another part.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// The first second of each minute; `None`: known only to the day.
    pub fn iter(&self) -> impl Iterator<Item = Option<Seconds>> + '_ {
        let second = |minute: &u32| (*minute != UNKNOWN).then(|| 60 * Seconds::from(*minute));
        self.0.iter().map(second)
    }

    fn sorted(&self) -> Vec<u32> {
        let mut minutes = self.0.clone();
        minutes.sort_unstable();
        minutes
    }
}

impl PartialEq for Moments {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.sorted() == other.sorted()
    }
}

impl Eq for Moments {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::Precision;
    use crate::rollup::sample::mention;

    #[test]
    fn minutes_are_those_of_the_instants_and_their_order_does_not_matter() {
        let daily = Mention { precision: Precision::Day, ..mention("2026-05-02T00:00") };
        let at = |texts: &[&str]| {
            let mut moments = Moments::default();
            for text in texts {
                moments.add(&mention(text));
            }
            moments.add(&daily);
            moments
        };
        let moments = at(&["2026-05-02T10:15:59", "2026-05-02T09:00"]);
        let second = |text| mention(text).published_at.as_second();
        assert_eq!(
            moments.iter().collect::<Vec<_>>(),
            [Some(second("2026-05-02T10:15")), Some(second("2026-05-02T09:00")), None]
        );
        assert_eq!(moments, at(&["2026-05-02T09:00:30", "2026-05-02T10:15"]));
        assert_ne!(moments, at(&["2026-05-02T09:01", "2026-05-02T10:15"]));
        assert_eq!(moments.count(), 3);
    }
}
