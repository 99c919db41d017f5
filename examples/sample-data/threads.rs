//! Generates all posts of the nine months in order of time: the roots of threads, then answers of the client, follow-ups,
//! replies of others, comments and reposts.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::care;
use super::composer::Composer;
use super::people;
use super::posts::{Network, Post, Role, Root, Tone};
use super::rng::Rng;
use super::roots::{self, OWN, id, zone};
use super::story;
use super::words::Voice;

/// The client's account on Reddit.
const OWN_REDDIT: &str = "HarbourCoffeeCare";
const NETWORKS: [Network; 9] = [
    Network::X,
    Network::Instagram,
    Network::YouTube,
    Network::News,
    Network::Blog,
    Network::Wire,
    Network::Facebook,
    Network::Play,
    Network::Reddit,
];

/// All posts of the sample, oldest first.
pub(crate) fn posts() -> Vec<Post> {
    let mut composer = Composer::new();
    let mut posts = Vec::new();
    for network in NETWORKS {
        for day in story::FIRST.series(1.day()).take_while(|day| *day <= story::LAST) {
            let mut rng = Rng::of(&format!("{network:?} {day}"));
            for _ in 0..story::volume(network, day, &mut rng) {
                let root = roots::root(&mut composer, network, day, &mut rng);
                match network {
                    Network::X => posts.extend(around_tweet(&mut composer, &root, &mut rng)),
                    Network::Reddit => posts.extend(comments(&mut composer, &root, &mut rng)),
                    _ => {}
                }
                posts.push(root);
            }
            posts.extend(roots::own_post(&mut composer, network, day, &mut rng));
        }
    }
    // New Year's first hour is the old year in UTC, where the exports are cut; late answers fall behind the end.
    let utc = |day: Date| day.to_zoned(TimeZone::UTC).expect("midnight exists in UTC").timestamp();
    let from = utc(story::FIRST);
    let to = story::LAST.at(23, 59, 59, 0).to_zoned(zone()).expect("an ordinary day").timestamp();
    posts.retain(|post| from <= post.at && post.at <= to);
    posts.sort_by(|a, b| (a.at, a.network, &a.id).cmp(&(b.at, b.network, &b.id)));
    posts
}

fn as_root(post: &Post) -> Root {
    Root { id: post.id.clone(), author: post.author.clone(), at: post.at }
}

/// The posts that follow a tweet: the client's answer, the customer's reply, replies of others, reposts.
fn around_tweet(composer: &mut Composer, root: &Post, rng: &mut Rng) -> Vec<Post> {
    let mut thread = Vec::new();
    let day = root.at.to_zoned(zone()).date();
    let in_outage = story::outage(day) > 0;
    if care::answers(root, in_outage, rng) {
        thread.extend(care::conversation(composer, root, in_outage, rng));
    }
    if care::asks(root) && !root.is_rival && rng.chance(80) {
        thread.push(bystander(composer, root, day, rng));
    }
    if rng.chance(45) {
        for _ in 0..rng.between(1, 4) {
            let at = root.at + minutes(rng.between(4, 900));
            let person = people::somebody(&composer.lexicon, Network::X, Tone::Neutral, day, rng);
            thread.push(Post {
                at,
                text: format!("RT @{}: {}", root.author, root.text),
                author: person.handle,
                followers: person.followers,
                id: id(Network::X, at, rng),
                role: Role::Share(as_root(root)),
                likes: 0,
                ..root.clone()
            });
        }
    }
    thread
}

fn bystander(composer: &mut Composer, root: &Post, day: Date, rng: &mut Rng) -> Post {
    let voice = Voice { language: root.language, register: "x", customer: "", date: day };
    let topic = story::topic(day, rng);
    let said = composer.answer(topic, root.tone, &voice, rng);
    let at = root.at + minutes(rng.between(3, 400));
    let person = people::somebody(&composer.lexicon, Network::X, root.tone, day, rng);
    reply(root, at, person, format!("@{} @{OWN} {said}", root.author), root.tone, rng)
}

/// A reply to a root by a random account.
pub(crate) fn reply(
    root: &Post,
    at: Timestamp,
    person: people::Person,
    text: String,
    tone: Tone,
    rng: &mut Rng,
) -> Post {
    Post {
        at,
        text,
        tone,
        title: String::new(),
        author: person.handle,
        followers: person.followers,
        id: id(root.network, at, rng),
        role: Role::Reply(as_root(root)),
        likes: rng.skewed(9),
        ..root.clone()
    }
}

/// The comments on a Reddit post, sometimes one of the client.
fn comments(composer: &mut Composer, root: &Post, rng: &mut Rng) -> Vec<Post> {
    let mut thread = Vec::new();
    let mut at = root.at;
    for _ in 0..rng.skewed(13) {
        at += minutes(rng.between(5, 300));
        let day = at.to_zoned(zone()).date();
        let tone = if rng.chance(400) { root.tone } else { story::tone(Network::Reddit, day, rng) };
        let language = if rng.chance(70) { "nl" } else { "en" };
        let voice = Voice { language, register: "plain", customer: "", date: day };
        let topic = story::topic(day, rng);
        let text = composer.answer(topic, tone, &voice, rng);
        let person = people::somebody(&composer.lexicon, Network::Reddit, tone, day, rng);
        thread.push(Post { language, ..reply(root, at, person, text, tone, rng) });
    }
    if care::answers(root, story::outage(root.at.to_zoned(zone()).date()) > 0, rng) {
        let at = care::answered_at(root.at, false, rng);
        let text = care::answer(composer, root, rng);
        let person = people::Person { handle: OWN_REDDIT.to_owned(), followers: 40 };
        thread.push(reply(root, at, person, text, Tone::Neutral, rng));
    }
    thread
}

/// A span of so many minutes.
pub(crate) fn minutes(count: u64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_mins(i64::try_from(count).expect("a few days of minutes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_answers_nearly_all_questions_on_x_but_fewer_in_the_outage() {
        let posts = posts();
        let answered: std::collections::BTreeSet<&str> = posts
            .iter()
            .filter(|post| post.author == OWN)
            .filter_map(|post| match &post.role {
                Role::Reply(root) => Some(root.id.as_str()),
                Role::Post | Role::Share(_) => None,
            })
            .collect();
        let percent = |in_outage: bool| {
            let asked: Vec<&Post> = posts
                .iter()
                .filter(|post| matches!((post.network, &post.role), (Network::X, Role::Post)))
                .filter(|post| care::asks(post) && !post.is_rival)
                .filter(|post| {
                    let day = post.at.to_zoned(zone()).date();
                    day < jiff::civil::date(2026, 9, 24) && (story::outage(day) > 0) == in_outage
                })
                .collect();
            let heard = asked.iter().filter(|post| answered.contains(post.id.as_str())).count();
            100 * heard / asked.len()
        };
        assert!((93..98).contains(&percent(false)) && (45..60).contains(&percent(true)));
    }

    #[test]
    fn replies_follow_what_they_answer() {
        let posts = posts();
        let mut replies = 0;
        for post in &posts {
            if let Role::Reply(root) | Role::Share(root) = &post.role {
                assert!(root.at < post.at, "{}", post.text);
                replies += 1;
            }
        }
        assert!(replies > 500 && posts.is_sorted_by_key(|post| post.at));
    }
}
