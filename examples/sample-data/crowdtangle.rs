//! `CrowdTangle`, a Facebook search of a Dutch account: UTF-8 with BOM, 41 columns, the zone as an abbreviation in the value.
//!
//! Totals use Dutch separators (`1.204`, `"-1,4"`) beside plain counts. The tool was closed in August 2024, but
//! researchers still have such files. It exports no tone and no language.

use std::collections::BTreeMap;

use csv::WriterBuilder;
use jiff::civil::{Date, date};

use super::meltwater::grouped;
use super::posts::{Network, Post};
use super::rng::Rng;
use super::roots::zone;

/// Moment of the download, first and last local day.
const DOWNLOADS: [(&str, Date, Date); 3] = [
    ("2026-04-01-09-12-44", date(2026, 1, 1), date(2026, 3, 31)),
    ("2026-07-01-08-47-03", date(2026, 4, 1), date(2026, 6, 30)),
    ("2026-10-01-09-30-19", date(2026, 7, 1), date(2026, 9, 30)),
];

const HEADER: [&str; 41] = [
    "Page Name",
    "User Name",
    "Facebook Id",
    "Page Category",
    "Page Admin Top Country",
    "Page Description",
    "Page Created",
    "Likes at Posting",
    "Followers at Posting",
    "Post Created",
    "Post Created Date",
    "Post Created Time",
    "Type",
    "Total Interactions",
    "Likes",
    "Comments",
    "Shares",
    "Love",
    "Wow",
    "Haha",
    "Sad",
    "Angry",
    "Care",
    "Video Share Status",
    "Is Video Owner?",
    "Post Views",
    "Total Views",
    "Total Views For All Crossposts",
    "Video Length",
    "URL",
    "Message",
    "Link",
    "Final Link",
    "Image Text",
    "Link Text",
    "Description",
    "Sponsor Id",
    "Sponsor Name",
    "Sponsor Category",
    "Total Interactions (weighted  —  Likes 1x Shares 1x Comments 1x Love 1x Wow 1x Haha 1x Sad 1x Angry 1x Care 1x )",
    "Overperforming Score",
];

/// The files of all downloads.
pub(crate) fn files(posts: &[Post]) -> BTreeMap<String, Vec<u8>> {
    let downloads = DOWNLOADS.iter().map(|&(moment, from, to)| {
        let mut writer = WriterBuilder::new().from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(HEADER).expect("memory takes it");
        for post in posts.iter().rev().filter(|post| post.network == Network::Facebook) {
            let day = post.at.to_zoned(zone()).date();
            if from <= day && day <= to {
                writer.write_record(row(post)).expect("memory takes it");
            }
        }
        let name = format!("exports/crowdtangle/{moment}-CEST-search-csv-export.csv");
        (name, writer.into_inner().expect("memory takes it"))
    });
    downloads.collect()
}

fn row(post: &Post) -> Vec<String> {
    let mut rng = Rng::of(&format!("crowdtangle {}", post.id));
    let mut page = Rng::of(post.place);
    let page_id = page.between(100_000_000_000_000, 299_999_999_999_999);
    let page_followers = 1_800 + page.skewed(60_000);
    let page_created =
        format!("20{}-0{}-1{} 14:05:22", page.between(10, 22), page.between(1, 9), page.below(9));
    let parts: Vec<&str> = post.place.split('|').collect();
    let local = post.at.to_zoned(zone());
    // Likes, comments, shares, then the six other reactions.
    let mut counts = [3, 2, 1, 1, 0, 0, 0, 0, 0].map(|base: u64| base + rng.skewed(base * 40 + 8));
    counts[0] += post.likes + rng.skewed(page_followers / 12);
    let total: u64 = counts.iter().sum();
    let permalink = format!("https://www.facebook.com/{page_id}/posts/{}", post.id);
    let over = format!(
        "{}{},{}",
        if rng.chance(500) { "-" } else { "" },
        rng.between(1, 6),
        rng.between(1, 9)
    );
    let mut cells = BTreeMap::from([
        ("Page Name", parts[0].to_owned()),
        ("User Name", parts[1].to_owned()),
        ("Facebook Id", page_id.to_string()),
        ("Page Category", parts[2].to_owned()),
        ("Page Admin Top Country", parts[3].to_owned()),
        ("Page Description", format!("{}.\nInvented page, no real readers.", parts[0])),
        ("Page Created", page_created),
        ("Likes at Posting", page_followers.to_string()),
        ("Followers at Posting", (page_followers + page_followers / 11).to_string()),
        ("Post Created", local.strftime("%Y-%m-%d %H:%M:%S %Z").to_string()),
        ("Post Created Date", local.strftime("%Y-%m-%d").to_string()),
        ("Post Created Time", local.strftime("%H:%M:%S").to_string()),
        ("Type", rng.pick(&["Photo", "Photo", "Status", "Link"]).to_owned()),
        ("Total Interactions", grouped(total, '.')),
        ("Is Video Owner?", "-".to_owned()),
        ("Post Views", "0".to_owned()),
        ("Total Views", "0".to_owned()),
        ("Total Views For All Crossposts", "0".to_owned()),
        ("Video Length", "N/A".to_owned()),
        ("Link", format!("{permalink}/photo")),
        ("URL", permalink),
        ("Message", post.text.clone()),
        (HEADER[39], grouped(total, '.')),
        ("Overperforming Score", over),
    ]);
    let reactions = ["Likes", "Comments", "Shares", "Love", "Wow", "Haha", "Sad", "Angry", "Care"];
    cells.extend(reactions.into_iter().zip(counts.map(|count| count.to_string())));
    HEADER.iter().map(|column| cells.remove(column).unwrap_or_default()).collect()
}
