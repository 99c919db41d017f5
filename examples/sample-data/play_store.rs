//! App reviews in the columns of google-play-scraper, with stars and the time of the client's answer.
//!
//! Times are local without a zone. One review has no readable date and must be rejected.

use std::collections::BTreeMap;

use csv::WriterBuilder;
use jiff::Timestamp;

use super::care;
use super::posts::{Network, Post, Tone};
use super::rng::Rng;
use super::roots::zone;
use super::story;

const HEADER: [&str; 11] = [
    "reviewId",
    "userName",
    "userImage",
    "content",
    "score",
    "thumbsUpCount",
    "reviewCreatedVersion",
    "at",
    "replyContent",
    "repliedAt",
    "appVersion",
];

const THANKS: [&str; 3] = [
    "Thank you for your review! We have passed it on to the app team.",
    "Good idea! It is on our list for this year.",
    "Thanks for the kind words, they hang in the kitchen now.",
];
const SORRY: [&str; 4] = [
    "Sorry about that. Please write to care@harbourcoffee.example with your order number, and we refund it at once.",
    "Thanks for telling us. The next version mends this; please update and let us know.",
    "That is not the morning we want you to have. A free coffee is waiting in the app.",
    "We have found the cause and are testing the repair. May we write to you when it is out?",
];

/// The one file.
pub(crate) fn files(posts: &[Post]) -> BTreeMap<String, Vec<u8>> {
    let mut rows: Vec<[String; 11]> =
        posts.iter().rev().filter(|post| post.network == Network::Play).map(row).collect();
    "n/a".clone_into(&mut rows[640][7]);
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(HEADER).expect("memory takes it");
    for row in rows {
        writer.write_record(row).expect("memory takes it");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    BTreeMap::from([("exports/play-store/reviews.csv".to_owned(), bytes)])
}

fn row(post: &Post) -> [String; 11] {
    let mut rng = Rng::of(&format!("play store {}", post.id));
    let day = post.at.to_zoned(zone()).date();
    let stars = match post.tone {
        Tone::Positive if rng.chance(300) => 4,
        Tone::Positive => 5,
        Tone::Neutral => 3,
        Tone::Negative if rng.chance(300) => 2,
        Tone::Negative => 1,
    };
    let in_outage = story::outage(day) > 0;
    let answered = match post.tone {
        Tone::Positive => 90,
        _ if in_outage => 260,
        _ => 480,
    };
    let (reply, replied_at) = if rng.chance(answered) {
        let at = care::answered_at(post.at, in_outage, &mut rng);
        let reply = if post.tone == Tone::Negative { rng.pick(&SORRY) } else { rng.pick(&THANKS) };
        (reply.to_owned(), naive(at))
    } else {
        (String::new(), String::new())
    };
    let version = story::app_version(day).to_owned();
    [
        post.id.clone(),
        post.author.clone(),
        String::new(),
        post.text.clone(),
        stars.to_string(),
        rng.skewed(30).to_string(),
        version.clone(),
        naive(post.at),
        reply,
        replied_at,
        version,
    ]
}

fn naive(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
