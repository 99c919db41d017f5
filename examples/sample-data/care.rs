//! The client's customer care: answers on working days from 09:00 to 17:30, slower during the outage.

use jiff::Timestamp;
use jiff::civil::{Time, Weekday, time};

use super::composer::Composer;
use super::people::Person;
use super::posts::{Post, Tone};
use super::rng::Rng;
use super::roots::{OWN, zone};
use super::threads;
use super::words::{Memory, Voice};

const OPENS: Time = time(9, 0, 0, 0);
const CLOSES: Time = time(17, 30, 0, 0);

/// When a message gets its first answer: minutes to hours later, but never outside the staffed hours.
pub(crate) fn answered_at(at: Timestamp, in_outage: bool, rng: &mut Rng) -> Timestamp {
    let slow = if in_outage { 4 } else { 1 };
    let mut moment = (at + threads::minutes(slow * rng.between(6, 130))).to_zoned(zone());
    loop {
        let free = matches!(moment.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !free && OPENS <= moment.time() && moment.time() < CLOSES {
            return moment.timestamp();
        }
        let day = moment.date();
        let day = if moment.time() < OPENS {
            day
        } else {
            day.tomorrow().expect("far from the end of time")
        };
        let opening = day.to_datetime(OPENS).to_zoned(zone()).expect("nine o'clock exists");
        let queue = rng.between(3, 95 * slow);
        moment = &opening + threads::minutes(queue);
    }
}

/// Whether a post asks for an answer.
pub(crate) fn asks(root: &Post) -> bool {
    root.tone == Tone::Negative || root.text.contains('?')
}

/// Whether customer care answers a post: nearly all questions, most praise, fewer during the outage.
pub(crate) fn answers(root: &Post, in_outage: bool, rng: &mut Rng) -> bool {
    let permille = match (asks(root), root.tone) {
        (true, _) => 950,
        (false, Tone::Positive) => 820,
        (false, _) => 0,
    };
    !root.is_rival && rng.chance(if in_outage { permille * 55 / 100 } else { permille })
}

/// Text of an answer to the author of `root`.
pub(crate) fn answer(composer: &mut Composer, root: &Post, rng: &mut Rng) -> String {
    let customer = first_name(&root.author);
    let section = if asks(root) { "own reply" } else { "own thanks" };
    let language = if composer.lexicon.has(root.language, section) { root.language } else { "en" };
    let date = root.at.to_zoned(zone()).date();
    let voice = Voice { language, register: "plain", customer: &customer, date };
    composer
        .anew(|lexicon| {
            let said = lexicon.say(section, &voice, &mut Memory::default(), rng);
            ((), said.expect("the client answers in it"))
        })
        .1
}

/// The answer on X and what follows: often a second post of the customer, sometimes a second answer.
pub(crate) fn conversation(
    composer: &mut Composer,
    root: &Post,
    in_outage: bool,
    rng: &mut Rng,
) -> Vec<Post> {
    let own = || Person { handle: OWN.to_owned(), followers: 21_300 };
    let at = answered_at(root.at, in_outage, rng);
    let text = format!("@{} {}", root.author, answer(composer, root, rng));
    let mut thread = vec![threads::reply(root, at, own(), text, Tone::Neutral, rng)];
    if asks(root) && rng.chance(400) {
        let moods = if in_outage { [20, 25, 55] } else { [45, 35, 20] };
        let tone = [Tone::Positive, Tone::Neutral, Tone::Negative][rng.weighted(&moods)];
        let at = at + threads::minutes(rng.between(3, 500));
        let customer = Person { handle: root.author.clone(), followers: root.followers };
        let text = follow_up(composer, root, tone, rng);
        thread.push(threads::reply(root, at, customer, text, tone, rng));
        if tone != Tone::Positive && rng.chance(450) {
            let at = answered_at(at, in_outage, rng);
            let text = format!("@{} {}", root.author, answer(composer, root, rng));
            thread.push(threads::reply(root, at, own(), text, Tone::Neutral, rng));
        }
    }
    thread
}

fn follow_up(composer: &mut Composer, root: &Post, tone: Tone, rng: &mut Rng) -> String {
    let date = root.at.to_zoned(zone()).date();
    let (follow, tail) = (format!("follow {}", tone.sign()), format!("tail {}", tone.sign()));
    let language = if composer.lexicon.has(root.language, &follow) { root.language } else { "en" };
    let voice = Voice { language, register: "x", customer: "", date };
    composer
        .anew(|lexicon| {
            let memory = &mut Memory::default();
            let mut text =
                lexicon.say(&follow, &voice, memory, rng).expect("customers follow up in it");
            if rng.chance(450) {
                let more = lexicon.say(&tail, &voice, memory, rng).expect("has tails of all tones");
                text = format!("{text} {more}");
            }
            if rng.chance(300) {
                let emoji = rng.pick(lexicon.common(&format!("emoji {}", tone.sign())));
                text = format!("{text} {emoji}");
            }
            ((), format!("@{OWN} {text}"))
        })
        .1
}

/// First name from a handle: its letters up to the first other character.
fn first_name(handle: &str) -> String {
    let letters: String = handle.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let mut letters = letters.chars();
    letters.next().map_or_else(
        || "there".to_owned(),
        |first| first.to_uppercase().to_string() + letters.as_str(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_answers_at_night_or_on_a_weekend() {
        let mut rng = Rng::of("care");
        // Friday 2026-05-01, 23:00 in Amsterdam: the next staffed moment is Monday the 4th.
        let asked: Timestamp = "2026-05-01T21:00:00Z".parse().unwrap();
        for _ in 0..200 {
            let moment = answered_at(asked, false, &mut rng).to_zoned(zone());
            assert_eq!(moment.date(), jiff::civil::date(2026, 5, 4));
            assert!(OPENS <= moment.time() && moment.time() < CLOSES);
        }
    }

    #[test]
    fn customers_have_a_first_name() {
        assert_eq!(first_name("barkel_nl"), "Barkel");
        assert_eq!(first_name("42"), "there");
    }
}
