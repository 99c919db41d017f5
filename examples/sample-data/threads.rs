//! The nine months, post by post: roots from the calendar, then what they set off (answers of the client, follow-ups,
//! bystanders, comments, reposts). Goes out in order of time.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::care;
use super::people;
use super::posts::{Composer, Network, Post, Role, Root, Tone};
use super::rng::Rng;
use super::story;
use super::words::{Memory, Voice};

/// The client's account on X and Instagram.
pub(crate) const OWN: &str = "harbourcoffee";
/// The client's account on Reddit.
const OWN_REDDIT: &str = "HarbourCoffeeCare";
/// Milliseconds from 1970 to the first moment that a post id on X can tell.
const X_EPOCH: i64 = 1_288_834_974_657;

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

const LANGUAGES: [&str; 7] = ["en", "nl", "de", "fr", "es", "pt", "ja"];

/// The client's time zone, which is that of the brief.
pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").expect("the embedded database has it")
}

/// All posts of the sample, oldest first.
pub(crate) fn posts() -> Vec<Post> {
    let mut composer = Composer::new();
    let mut posts = Vec::new();
    for network in NETWORKS {
        for day in story::FIRST
            .series(1.day())
            .take_while(|day| *day <= story::LAST)
        {
            let mut rng = Rng::of(&format!("{network:?} {day}"));
            for _ in 0..story::volume(network, day, &mut rng) {
                let root = root(&mut composer, network, day, &mut rng);
                match network {
                    Network::X => posts.extend(around_tweet(&mut composer, &root, &mut rng)),
                    Network::Reddit => posts.extend(comments(&mut composer, &root, &mut rng)),
                    _ => {}
                }
                posts.push(root);
            }
            posts.extend(own_post(&mut composer, network, day, &mut rng));
        }
    }
    // New Year's first hour is the old year in UTC, where the exports are cut; late answers fall behind the end.
    let utc = |day: Date| {
        day.to_zoned(TimeZone::UTC)
            .expect("midnight exists in UTC")
            .timestamp()
    };
    let from = utc(story::FIRST);
    let to = story::LAST
        .at(23, 59, 59, 0)
        .to_zoned(zone())
        .expect("an ordinary day")
        .timestamp();
    posts.retain(|post| from <= post.at && post.at <= to);
    posts.sort_by(|a, b| (a.at, a.network, &a.id).cmp(&(b.at, b.network, &b.id)));
    posts
}

fn root(composer: &mut Composer, network: Network, day: Date, rng: &mut Rng) -> Post {
    let (hour, minute, second) = story::moment(network, day, rng);
    let at = day
        .at(hour, minute, second, 0)
        .to_zoned(zone())
        .expect("the calendar has these days")
        .timestamp();
    let place: &'static str = match network {
        Network::News | Network::Wire => rng.pick(composer.lexicon.common("outlet")),
        Network::Blog => rng.pick(composer.lexicon.common("blog")),
        Network::YouTube => rng.pick(composer.lexicon.common("video")),
        Network::Facebook => rng.pick(composer.lexicon.common("page")),
        Network::Reddit => rng.pick(composer.lexicon.common("subreddit")),
        Network::X | Network::Instagram | Network::Play => "",
    };
    let language = language(network, place, rng);
    let tone = story::tone(network, day, rng);
    let social = matches!(
        network,
        Network::X | Network::Instagram | Network::Facebook | Network::YouTube
    );
    let rivals = if social { story::rival_share(day) } else { 0 };
    let strays = if social && network != Network::YouTube {
        70
    } else {
        0
    };
    let topic = match rng.below(1000) {
        n if n < rivals => "rival",
        n if n < rivals + strays && composer.lexicon.has(language, "noise") => "noise",
        _ => story::topic(day, rng),
    };
    let tone = if topic == "noise" {
        Tone::Neutral
    } else {
        tone
    };
    let register = match network {
        Network::X => "x",
        Network::Instagram => "instagram",
        Network::Play => "review",
        _ => "plain",
    };
    let voice = Voice {
        language,
        register,
        customer: "",
        date: day,
    };
    let (title, text) = composer.compose(network, topic, tone, &voice, rng);
    let person = people::somebody(&composer.lexicon, network, tone, day, rng);
    let author = match network {
        Network::News | Network::Blog | Network::Wire | Network::Facebook => place.to_owned(),
        _ => person.handle,
    };
    let likes = rng.skewed(person.followers / 12 + 12);
    let id = id(network, at, rng);
    let is_rival = topic == "rival";
    let (followers, role) = (person.followers, Role::Post);
    Post {
        network,
        at,
        language,
        tone,
        title,
        text,
        author,
        place,
        followers,
        id,
        is_rival,
        role,
        likes,
    }
}

fn language(network: Network, place: &str, rng: &mut Rng) -> &'static str {
    let stated = place.rsplit('|').next().unwrap_or_default();
    match network {
        Network::News | Network::Wire | Network::Blog => LANGUAGES
            .into_iter()
            .find(|&language| language == stated)
            .expect("outlets state one"),
        Network::Facebook => match stated {
            "DE" => "de",
            "FR" => "fr",
            "GB" => "en",
            _ if rng.chance(550) => "en",
            _ => "nl",
        },
        Network::Reddit => "en",
        Network::YouTube if rng.chance(500) => "en",
        _ => LANGUAGES[rng.weighted(&[690, 165, 60, 35, 30, 10, 10])],
    }
}

/// An id as the network makes them.
fn id(network: Network, at: Timestamp, rng: &mut Rng) -> String {
    const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    match network {
        // The time to the millisecond above 22 bits of machine and sequence.
        Network::X => {
            let within = i64::try_from(rng.below(1000)).expect("below 1000");
            let machine = i64::try_from(rng.below(1 << 22)).expect("22 bits");
            (((at.as_millisecond() + within - X_EPOCH) << 22) | machine).to_string()
        }
        Network::Instagram => format!("D{}", rng.word(BASE64, 10)),
        Network::YouTube => format!("Ug{}4AaABAg", rng.word(BASE64, 17)),
        Network::Facebook => format!("{}", rng.between(300_000_000_000_000, 999_999_999_999_999)),
        Network::Reddit => format!("1{}", rng.word(BASE36, 6)),
        Network::Play => rng.uuid(),
        Network::News | Network::Blog | Network::Wire => {
            format!("{}", rng.between(100_000, 999_999))
        }
    }
}

fn as_root(post: &Post) -> Root {
    Root {
        id: post.id.clone(),
        author: post.author.clone(),
        at: post.at,
    }
}

/// What a tweet sets off: the client's answer, the customer's next word, a bystander, reposts.
fn around_tweet(composer: &mut Composer, root: &Post, rng: &mut Rng) -> Vec<Post> {
    let mut thread = Vec::new();
    let day = root.at.to_zoned(zone()).date();
    let in_outage = story::outage(day) > 0;
    let asks = root.tone == Tone::Negative || root.text.contains('?');
    let answered = if in_outage { 200 } else { 340 };
    if asks && !root.is_rival && rng.chance(answered) {
        thread.extend(care::conversation(composer, root, in_outage, rng));
    }
    if asks && !root.is_rival && rng.chance(80) {
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
    let voice = Voice {
        language: root.language,
        register: "x",
        customer: "",
        date: day,
    };
    let topic = story::topic(day, rng);
    let said = composer.answer(topic, root.tone, &voice, rng);
    let at = root.at + minutes(rng.between(3, 400));
    let person = people::somebody(&composer.lexicon, Network::X, root.tone, day, rng);
    reply(
        root,
        at,
        person,
        format!("@{} @{OWN} {said}", root.author),
        root.tone,
        rng,
    )
}

/// A reply to a root, by somebody.
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

/// The comments below a Reddit post, now and then one of the client.
fn comments(composer: &mut Composer, root: &Post, rng: &mut Rng) -> Vec<Post> {
    let mut thread = Vec::new();
    let mut at = root.at;
    for _ in 0..rng.skewed(13) {
        at += minutes(rng.between(5, 300));
        let day = at.to_zoned(zone()).date();
        let tone = if rng.chance(400) {
            root.tone
        } else {
            story::tone(Network::Reddit, day, rng)
        };
        let language = if rng.chance(70) { "nl" } else { "en" };
        let voice = Voice {
            language,
            register: "plain",
            customer: "",
            date: day,
        };
        let topic = story::topic(day, rng);
        let text = composer.answer(topic, tone, &voice, rng);
        let person = people::somebody(&composer.lexicon, Network::Reddit, tone, day, rng);
        thread.push(Post {
            language,
            ..reply(root, at, person, text, tone, rng)
        });
    }
    if root.tone == Tone::Negative && rng.chance(250) {
        let at = care::answered_at(root.at, false, rng);
        let text = care::answer(composer, root, rng);
        let person = people::Person {
            handle: OWN_REDDIT.to_owned(),
            followers: 40,
        };
        thread.push(reply(root, at, person, text, Tone::Neutral, rng));
    }
    thread
}

/// What the client posts of its own accord, twice a week on Instagram and Facebook.
fn own_post(composer: &mut Composer, network: Network, day: Date, rng: &mut Rng) -> Option<Post> {
    let is_own = matches!(network, Network::Instagram | Network::Facebook) && rng.chance(280);
    if !is_own {
        return None;
    }
    let mut post = root(composer, network, day, rng);
    let voice = Voice {
        language: "en",
        register: "plain",
        customer: "",
        date: day,
    };
    let ((), text) = composer.anew(|lexicon| {
        (
            (),
            lexicon
                .say("own post", &voice, &mut Memory::default(), rng)
                .expect("the client posts in English"),
        )
    });
    let author = if network == Network::Facebook {
        OWN_PAGE
    } else {
        OWN
    };
    author.clone_into(&mut post.author);
    post.text = format!("{text} #harbourcoffee");
    Some(Post {
        place: OWN_PAGE,
        tone: Tone::Positive,
        language: "en",
        followers: 18_400,
        is_rival: false,
        ..post
    })
}

/// The client's page on Facebook, in the form of the lines of `common.txt`.
const OWN_PAGE: &str = "Harbour Coffee|harbourcoffee|FOOD_BEVERAGE|NL";

/// A span of so many minutes.
pub(crate) fn minutes(count: u64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_mins(i64::try_from(count).expect("a few days of minutes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_on_x_tells_its_second() {
        let at: Timestamp = "2026-04-01T06:30:07Z".parse().unwrap();
        let id: i64 = id(Network::X, at, &mut Rng::of("id")).parse().unwrap();
        assert_eq!(((id >> 22) + X_EPOCH).div_euclid(1000), at.as_second());
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
