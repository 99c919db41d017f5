//! Generates the posts that start threads, with time, author and an id in the format of the network.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::composer::Composer;
use super::people;
use super::posts::{Network, Post, Role, Tone};
use super::rng::Rng;
use super::story;
use super::words::{Memory, Voice};

/// The client's account on X and Instagram.
pub(crate) const OWN: &str = "harbourcoffee";
/// Start of the time encoded in X post ids, in milliseconds since 1970.
const X_EPOCH: i64 = 1_288_834_974_657;

const LANGUAGES: [&str; 7] = ["en", "nl", "de", "fr", "es", "pt", "ja"];

/// The client's time zone, which is that of the brief.
pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").expect("the embedded database has it")
}

/// A post that starts a thread.
pub(crate) fn root(composer: &mut Composer, network: Network, day: Date, rng: &mut Rng) -> Post {
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
    let social =
        matches!(network, Network::X | Network::Instagram | Network::Facebook | Network::YouTube);
    let rivals = if social { story::rival_share(day) } else { 0 };
    let strays = if social && network != Network::YouTube { 70 } else { 0 };
    let topic = match rng.below(1000) {
        n if n < rivals => "rival",
        n if n < rivals + strays && composer.lexicon.has(language, "noise") => "noise",
        _ => story::topic(day, rng),
    };
    let tone = if topic == "noise" { Tone::Neutral } else { tone };
    let register = match network {
        Network::X => "x",
        Network::Instagram => "instagram",
        Network::Play => "review",
        _ => "plain",
    };
    let voice = Voice { language, register, customer: "", date: day };
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
        Network::News | Network::Wire | Network::Blog => {
            LANGUAGES.into_iter().find(|&language| language == stated).expect("outlets state one")
        }
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

/// An id in the format of the network.
pub(crate) fn id(network: Network, at: Timestamp, rng: &mut Rng) -> String {
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

/// The client's own posts, twice a week on Instagram and Facebook.
pub(crate) fn own_post(
    composer: &mut Composer,
    network: Network,
    day: Date,
    rng: &mut Rng,
) -> Option<Post> {
    let is_own = matches!(network, Network::Instagram | Network::Facebook) && rng.chance(280);
    if !is_own {
        return None;
    }
    let mut post = root(composer, network, day, rng);
    let voice = Voice { language: "en", register: "plain", customer: "", date: day };
    let ((), text) = composer.anew(|lexicon| {
        (
            (),
            lexicon
                .say("own post", &voice, &mut Memory::default(), rng)
                .expect("the client posts in English"),
        )
    });
    let author = if network == Network::Facebook { OWN_PAGE } else { OWN };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_on_x_tells_its_second() {
        let at: Timestamp = "2026-04-01T06:30:07Z".parse().unwrap();
        let id: i64 = id(Network::X, at, &mut Rng::of("id")).parse().unwrap();
        assert_eq!(((id >> 22) + X_EPOCH).div_euclid(1000), at.as_second());
    }
}
