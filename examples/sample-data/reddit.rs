//! Reddit posts and comments in the format of a Pushshift dump converted to CSV: seconds since 1970 as a float, comments linked to
//! their post by `link_id` and `parent_id`, no tone.

use std::collections::BTreeMap;

use csv::WriterBuilder;

use super::posts::{Network, Post, Role};
use super::rng::Rng;

const HEADER: [&str; 11] = [
    "id",
    "author",
    "subreddit",
    "title",
    "body",
    "created_utc",
    "score",
    "num_comments",
    "link_id",
    "parent_id",
    "permalink",
];

/// The one file.
pub(crate) fn files(posts: &[Post]) -> BTreeMap<String, Vec<u8>> {
    let mut comments: BTreeMap<&str, u64> = BTreeMap::new();
    let reddit = || posts.iter().filter(|post| post.network == Network::Reddit);
    for post in reddit() {
        if let Role::Reply(root) = &post.role {
            *comments.entry(&root.id).or_default() += 1;
        }
    }
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(HEADER).expect("memory takes it");
    for post in reddit() {
        let below = comments.get(post.id.as_str()).copied().unwrap_or(0);
        writer.write_record(row(post, below)).expect("memory takes it");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    BTreeMap::from([("exports/reddit/posts-and-comments.csv".to_owned(), bytes)])
}

fn row(post: &Post, comments: u64) -> [String; 11] {
    let mut rng = Rng::of(&format!("reddit {}", post.id));
    let place = format!("https://www.reddit.com/r/{}/comments", post.place);
    let (parent, comments, permalink) = match &post.role {
        Role::Reply(root) => (
            format!("t3_{}", root.id),
            String::new(),
            format!("{place}/{}/_/{}/", root.id, post.id),
        ),
        _ => (String::new(), comments.to_string(), format!("{place}/{}/", post.id)),
    };
    [
        post.id.clone(),
        post.author.clone(),
        post.place.to_owned(),
        post.title.clone(),
        post.text.clone(),
        format!("{}.0", post.at.as_second()),
        (1 + rng.skewed(160)).to_string(),
        comments,
        parent.clone(),
        parent,
        permalink,
    ]
}
