//! Invented accounts, some of which post repeatedly.
//!
//! A handle is made of syllables from its number, so an account keeps its name and followers for all nine months. A
//! dozen advocates praise repeatedly; eight accounts complain in spring and praise from summer on. No account belongs
//! to a real person.

use jiff::civil::{Date, date};

use super::posts::{Network, Tone};
use super::rng::Rng;
use super::words::Lexicon;

/// From this day on, former detractors praise.
const DETRACTORS_TURN: Date = date(2026, 5, 25);

/// An account.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Handle, without `@`.
    pub(crate) handle: String,
    /// Number of followers.
    pub(crate) followers: u64,
}

/// Draws an account that posts in this tone on this day.
pub(crate) fn somebody(
    lexicon: &Lexicon,
    network: Network,
    tone: Tone,
    day: Date,
    rng: &mut Rng,
) -> Person {
    let known = match tone {
        Tone::Positive if rng.chance(70) => Some("fan"),
        Tone::Positive if day >= DETRACTORS_TURN && rng.chance(40) => Some("turned"),
        Tone::Negative if day < DETRACTORS_TURN && rng.chance(45) => Some("turned"),
        _ => None,
    };
    if let Some(section) = known {
        let handle = rng.pick(lexicon.common(section));
        return Person { handle: handle.to_owned(), followers: 90 + handle.len() as u64 * 17 };
    }
    let crowd = match network {
        Network::X => 1500,
        Network::Instagram => 1000,
        Network::Play => 1900,
        _ => 650,
    };
    // Half of the voices are regulars out of the first fifth.
    let number = if rng.chance(500) { rng.below(crowd / 5) } else { rng.below(crowd) };
    numbered(lexicon, network, number)
}

fn numbered(lexicon: &Lexicon, network: Network, number: u64) -> Person {
    let mut rng = Rng::of(&format!("{network:?} person {number}"));
    let syllables = lexicon.common("syllable");
    let mut handle = String::new();
    let parts = rng.between(2, 3);
    // Names shorter than six letters would meet those of real people.
    for part in 0.. {
        if part >= parts && handle.len() > 5 {
            break;
        }
        let syllable = rng.pick(syllables);
        if !handle.contains(syllable) {
            handle.push_str(syllable);
        }
    }
    if rng.chance(650) {
        handle.push_str(rng.pick(lexicon.common("suffix")));
    }
    let most = if rng.chance(60) { 60_000 } else { 2_400 };
    Person { handle, followers: 3 + rng.skewed(most) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_keeps_the_name() {
        let lexicon = Lexicon::new();
        let [one, again] = [0, 1].map(|_| numbered(&lexicon, Network::X, 7));
        assert_eq!((one.handle, one.followers), (again.handle, again.followers));
    }

    #[test]
    fn detractors_complain_only_in_spring() {
        let lexicon = Lexicon::new();
        let mut rng = Rng::of("won back");
        let mut met = |tone, day| {
            (0..3000).any(|_| {
                let person = somebody(&lexicon, Network::X, tone, day, &mut rng);
                lexicon.common("turned").contains(&person.handle.as_str())
            })
        };
        assert!(met(Tone::Negative, date(2026, 2, 2)));
        assert!(!met(Tone::Positive, date(2026, 2, 2)));
        assert!(met(Tone::Positive, date(2026, 8, 3)));
        assert!(!met(Tone::Negative, date(2026, 8, 3)));
    }
}
