//! Brandwatch, "Bulk Mentions Download" of the Twitter generation: one file for each quarter, six lines before the header, CRLF, UTC.
//!
//! The quarters overlap by two days, as manual downloads do. One row has no readable date, and one has too many cells: both must be
//! rejected without affecting other rows.

use std::collections::{BTreeMap, BTreeSet};

use csv::{Terminator, WriterBuilder};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::care;
use super::posts::{Network, Post, Role};
use super::rng::Rng;
use super::roots::OWN;

/// Name, first and last UTC day.
const QUARTERS: [(&str, Date, Date); 3] = [
    ("2026-q1", date(2026, 1, 1), date(2026, 3, 31)),
    ("2026-q2", date(2026, 3, 30), date(2026, 6, 30)),
    ("2026-q3", date(2026, 6, 29), date(2026, 9, 30)),
];

const HEADER: &str = "Query Id,Query Name,Date,Title,Url,Domain,Sentiment,Page Type,Language,Country Code,Continent Code,\
Continent,Country,City Code,Account Type,Added,Assignment,Author,Avatar,Category Details,Checked,City,Display URLs,\
Expanded URLs,Facebook Author ID,Facebook Comments,Facebook Likes,Facebook Role,Facebook Shares,Facebook Subtype,\
Full Name,Full Text,Gender,Hashtags,Impact,Impressions,Instagram Comments,Instagram Followers,Instagram Following,\
Instagram Interactions Count,Instagram Likes,Instagram Posts,Interest,Last Assignment Date,Latitude,Location Name,\
Longitude,Media Filter,Media URLs,Mentioned Authors,Original Url,Priority,Professions,Resource Id,Short URLs,Starred,\
Status,Subtype,Thread Author,Thread Created Date,Thread Entry Type,Thread Id,Thread URL,Total Monthly Visitors,\
Twitter Author ID,Twitter Channel Role,Twitter Followers,Twitter Following,Twitter Reply Count,Twitter Reply to,\
Twitter Retweet of,Twitter Retweets,Twitter Tweets,Twitter Verified,Updated,Reach (new),Air Type,Blog Name,\
Broadcast Media Url,Broadcast Type,Content Source,Content Source Name,Copyright,Engagement Type,Is Syndicated,\
Item Review,Linkedin Comments,Linkedin Engagement,Linkedin Impressions,Linkedin Likes,Linkedin Shares,\
Linkedin Sponsored,Linkedin Video Views,Media Type,Page Type Name,Parent Blog Name,Parent Post Id,Pub Type,\
Publisher Sub Type,Rating,Reddit Author Awardee Karma,Reddit Author Awarder Karma,Reddit Author Karma,Reddit Comments,\
Reddit Score,Reddit Score Upvote Ratio,Region,Region Code,Root Blog Name,Root Post Id,Subreddit,Subreddit Subscribers,\
Weblog Title";

/// The files of all quarters.
pub(crate) fn files(posts: &[Post]) -> BTreeMap<String, Vec<u8>> {
    let answers = posts.iter().filter(|post| post.author == OWN);
    let answered: BTreeSet<&str> = answers
        .filter_map(|post| match &post.role {
            Role::Reply(root) => Some(root.id.as_str()),
            _ => None,
        })
        .collect();
    let quarters = QUARTERS.iter().map(|&(name, from, to)| {
        // Newest first, as downloaded.
        let within = posts.iter().rev().filter(|post| {
            let day = post.at.to_zoned(TimeZone::UTC).date();
            page_type(post.network).is_some() && from <= day && day <= to
        });
        let mut rows: Vec<Vec<String>> = within.map(|post| row(post, &answered)).collect();
        // Broken on purpose: a date lost in April, two cells too many in August.
        match name {
            "2026-q2" => "n/a".clone_into(&mut rows[1800][2]),
            "2026-q3" => rows[900].extend([String::new(), "moved by hand".to_owned()]),
            _ => {}
        }
        (format!("exports/brandwatch/{name}.csv"), file(from, to, &rows))
    });
    quarters.collect()
}

fn file(from: Date, to: Date, rows: &[Vec<String>]) -> Vec<u8> {
    let day = |day: Date, time| day.strftime(&format!("%a %b %d {time} UTC %Y")).to_string();
    let mut bytes = format!(
        "\"Report:\",\"Bulk Mentions Download\"\r\n\"Brand:\",\"Harbour Coffee\"\r\n\"From:\",\"{}\"\r\n\"To:\",\"{}\"\r\n\
         \"Label:\",\"Harbour Coffee and Globex Coffee\"\r\n\r\n",
        day(from, "00:00:00"),
        day(to, "23:59:59"),
    )
    .into_bytes();
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(&mut bytes);
    writer.write_record(HEADER.split(',')).expect("memory takes it");
    for row in rows {
        writer.write_record(row).expect("memory takes it");
    }
    drop(writer);
    bytes
}

fn page_type(network: Network) -> Option<(&'static str, &'static str)> {
    match network {
        Network::X => Some(("twitter", "Twitter")),
        Network::Instagram => Some(("instagram", "Instagram")),
        Network::YouTube => Some(("youtube", "YouTube")),
        Network::News => Some(("news", "News")),
        Network::Blog => Some(("blog", "Blog")),
        Network::Wire | Network::Facebook | Network::Play | Network::Reddit => None,
    }
}

/// The address of an article; the same in Meltwater.
pub(crate) fn article_url(post: &Post) -> String {
    let host = post.place.split('|').nth(1).expect("an outlet has a host");
    let date = post.at.to_zoned(TimeZone::UTC).date();
    let words = post.title.to_lowercase();
    let slug: Vec<&str> = words.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let slug: Vec<&str> = slug.into_iter().filter(|word| word.len() > 2).take(6).collect();
    format!(
        "https://www.{host}.example/{}/{}-{}",
        date.strftime("%Y/%m/%d"),
        slug.join("-"),
        post.id
    )
}

fn url(post: &Post) -> String {
    match post.network {
        Network::X => status(&post.author, &post.id),
        Network::Instagram => format!("https://www.instagram.com/p/{}/", post.id),
        Network::YouTube => {
            let video = format!("{:016x}", Rng::of(post.place).bits());
            format!("https://www.youtube.com/watch?v={}&lc={}", &video[..11], post.id)
        }
        _ => article_url(post),
    }
}

fn status(author: &str, id: &str) -> String {
    format!("http://twitter.com/{author}/statuses/{id}")
}

fn offset_time(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string()
}

fn country(post: &Post, rng: &mut Rng) -> (&'static str, &'static str) {
    let english = [
        ("NLD", "Netherlands"),
        ("NLD", "Netherlands"),
        ("GBR", "United Kingdom"),
        ("IRL", "Ireland"),
    ];
    match post.language {
        "nl" if rng.chance(120) => ("BEL", "Belgium"),
        "nl" => ("NLD", "Netherlands"),
        "de" => ("DEU", "Germany"),
        "fr" => ("FRA", "France"),
        "es" => ("ESP", "Spain"),
        "pt" => ("PRT", "Portugal"),
        "ja" => ("JPN", "Japan"),
        _ => rng.pick(&english),
    }
}

/// Words of the text that start with `sign`, joined as Brandwatch joins them.
fn marked(text: &str, sign: char) -> String {
    let words = text.split_whitespace().filter(|word| word.starts_with(sign) && word.len() > 1);
    let words: Vec<String> = words
        .map(|word| word.trim_end_matches(|end: char| !end.is_alphanumeric()).to_lowercase())
        .collect();
    words.join(", ")
}

/// How far customer care is with a post on X that asks for an answer; it marks as pending what it took to direct messages.
fn workflow(post: &Post, answered: &BTreeSet<&str>) -> &'static str {
    let is_worked_on = post.network == Network::X
        && matches!(post.role, Role::Post)
        && !post.is_rival
        && care::asks(post);
    if !is_worked_on {
        return "";
    }
    // Of those without a public answer some were answered by direct message.
    let weights = if answered.contains(post.id.as_str()) { [6, 22, 72] } else { [55, 35, 10] };
    ["open", "pending", "closed"][Rng::of(&format!("workflow {}", post.id)).weighted(&weights)]
}

fn row(post: &Post, answered: &BTreeSet<&str>) -> Vec<String> {
    let mut rng = Rng::of(&format!("brandwatch {:?} {}", post.network, post.id));
    let (page_type, page_name) = page_type(post.network).expect("filtered before");
    let (query, name) =
        if post.is_rival { ("2000412", "Globex Coffee") } else { ("2000411", "Harbour Coffee") };
    let (country_code, country) = country(post, &mut rng);
    let url = url(post);
    let domain = url.split('/').nth(2).unwrap_or_default().trim_start_matches("www.").to_owned();
    let title = match post.network {
        Network::X => post.text.chars().take(60).collect(),
        Network::YouTube => post.place.split('|').next().unwrap_or_default().to_owned(),
        _ => post.title.clone(),
    };
    let author = match post.network {
        Network::News | Network::Blog => post.place.split('|').next().unwrap_or_default(),
        _ => post.author.as_str(),
    };
    let mut cells = BTreeMap::from([
        ("Query Id", query.to_owned()),
        ("Query Name", name.to_owned()),
        ("Date", post.at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S.0").to_string()),
        ("Title", title),
        ("Url", url),
        ("Domain", domain),
        ("Sentiment", post.tone.word().to_owned()),
        ("Page Type", page_type.to_owned()),
        ("Language", post.language.to_owned()),
        ("Country Code", country_code.to_owned()),
        ("Country", country.to_owned()),
        ("Added", offset_time(post.at + super::threads::minutes(rng.between(1, 9)))),
        ("Author", author.to_owned()),
        // A line break inside a cell is CR LF, as in the real files.
        ("Full Text", post.text.replace('\n', "\r\n")),
        ("Hashtags", marked(&post.text, '#')),
        ("Resource Id", rng.uuid().replace('-', "")),
        ("Starred", "false".to_owned()),
        ("Status", workflow(post, answered).to_owned()),
        ("Page Type Name", page_name.to_owned()),
    ]);
    let reach = post.followers / 3 + post.likes * 11;
    match post.network {
        Network::X => {
            cells.extend(thread(post));
            cells.extend([
                ("Account Type", "individual".to_owned()),
                ("Mentioned Authors", marked(&post.text, '@')),
                ("Impressions", post.followers.to_string()),
                ("Reach (new)", reach.to_string()),
                ("Total Monthly Visitors", "6000000000".to_owned()),
                ("Twitter Followers", post.followers.to_string()),
                ("Twitter Reply Count", rng.skewed(4).to_string()),
                ("Twitter Retweets", (post.likes / 5).to_string()),
                ("Twitter Verified", (post.author == OWN).to_string()),
            ]);
        }
        Network::Instagram => cells.extend([
            ("Instagram Likes", post.likes.to_string()),
            ("Instagram Comments", (post.likes / 9).to_string()),
            ("Instagram Interactions Count", (post.likes + post.likes / 9).to_string()),
            ("Instagram Followers", post.followers.to_string()),
            ("Reach (new)", reach.to_string()),
        ]),
        Network::YouTube => cells.extend([("Thread Entry Type", "comment".to_owned())]),
        _ => cells.extend([
            ("Reach (new)", (4_000 + rng.skewed(90_000)).to_string()),
            ("Blog Name", if page_type == "blog" { author.to_owned() } else { String::new() }),
        ]),
    }
    HEADER.split(',').map(|column| cells.remove(column).unwrap_or_default()).collect()
}

/// The cells of the thread: `0` for a root, the id of the root for replies.
fn thread(post: &Post) -> Vec<(&'static str, String)> {
    let (entry, root) = match &post.role {
        Role::Post => {
            return vec![("Thread Entry Type", "post".to_owned()), ("Thread Id", "0".to_owned())];
        }
        Role::Reply(root) => ("reply", root),
        Role::Share(root) => ("share", root),
    };
    let root_url = status(&root.author, &root.id);
    let link = if entry == "share" { "Twitter Retweet of" } else { "Twitter Reply to" };
    vec![
        ("Thread Entry Type", entry.to_owned()),
        ("Thread Id", root.id.clone()),
        ("Thread Author", root.author.clone()),
        ("Thread Created Date", offset_time(root.at)),
        ("Thread URL", root_url.clone()),
        (link, root_url),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_has_no_column_twice() {
        let columns: std::collections::BTreeSet<&str> = HEADER.split(',').collect();
        assert_eq!(columns.len(), HEADER.split(',').count());
        assert!(HEADER.ends_with("Subreddit Subscribers,Weblog Title"));
    }

    #[test]
    fn marked_words_lose_their_punctuation() {
        assert_eq!(marked("Hi @Mo, see #Coffee! # @", '@'), "@mo");
        assert_eq!(marked("Hi @Mo, see #Coffee! # @", '#'), "#coffee");
    }
}
