//! Several columns that could hold one thing: the values decide which is read, or a doubt names both.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::column_proof::{messages, project, rows};

/// The cell of a row.
type Cell<'a> = &'a dyn Fn(usize) -> String;

/// A table of 40 rows: a time, an author and the cells of a row.
fn table(header: &str, cells: impl Fn(usize) -> String) -> String {
    let mut text = format!("created_at,author,{header}\n");
    for at in 0..40 {
        let _ = writeln!(
            text,
            "2028-05-{:02}T{:02}:{:02}:09Z,guest{},{}",
            at % 28 + 1,
            at * 7 % 24,
            at * 11 % 60,
            at % 9,
            cells(at)
        );
    }
    text
}

/// What a guest wrote in row `at`.
fn said(at: usize) -> String {
    let thing = ["kettle", "lid", "spout", "handle"][at % 4];
    format!("The {thing} of my teapot drips since day {at} and nobody seems to care")
}

/// The text of the rows, and what `check` says.
fn texts(header: &str, cells: impl Fn(usize) -> String) -> (Vec<String>, String) {
    let project = project(&[("a.csv", &table(header, cells))]);
    (rows(&project, &["text"]), messages(&project))
}

#[test]
fn what_is_no_text_does_not_hide_the_text() {
    let dear = "Dear guest we are sorry about your teapot and will call you";
    let answer = |at: usize| if at.is_multiple_of(4) { dear.to_owned() } else { String::new() };
    let others: [(&str, &str, Cell<'_>); 9] = [
        ("text", "reply_text", &|at| {
            format!("Dear guest number {at} we are sorry about your teapot")
        }),
        ("Review", "Message", &answer),
        ("Review", "comment_text", &answer),
        ("text", "content", &|at| ["Photo", "Video", "Link"][at % 3].to_owned()),
        ("text", "message", &|_| "delivered".to_owned()),
        ("text", "full_text", &|_| "False".to_owned()),
        ("Review", "Contents", &|at| ["pot;lid", "pot;price", "pot;lid;price"][at % 3].to_owned()),
        ("Review", "content", &|at| {
            if at.is_multiple_of(3) {
                format!("https://pictures.example/{at}.jpg")
            } else {
                String::new()
            }
        }),
        ("Review", "Snippet", &|at| said(at)[..24].to_owned()),
    ];
    for (name, other, cell) in others {
        let (texts, said_of) =
            texts(&format!("{other},{name}"), |at| format!("{},{}", cell(at), said(at)));
        assert_eq!(texts[4], said(4), "{other}");
        assert_eq!(
            texts.iter().filter(|text| text.contains("teapot drips")).count(),
            40,
            "{other}"
        );
        assert!(!said_of.contains("may contain the text"), "{other}: {said_of}");
    }
}

#[test]
fn a_post_beside_its_comments_is_not_the_text() {
    for (post, comment) in [("content", "comment"), ("caption", "comments"), ("正文", "评论")] {
        let of_post = |at: usize| {
            format!(
                "We show the new teapots of week {} in our shop at the old harbour from today",
                at / 2
            )
        };
        let (texts, _) =
            texts(&format!("{post},{comment}"), |at| format!("{},{}", of_post(at), said(at)));
        assert_eq!(texts[7], said(7), "{post}");
    }
}

#[test]
fn two_texts_that_differ_are_a_doubt_and_one_fills_the_gaps_of_the_other() {
    let other =
        |at: usize| format!("A note of the shop on order {at} with the colour and the size");
    let (texts_of_both, doubt) = texts("text,comment", |at| format!("{},{}", said(at), other(at)));
    assert_eq!(texts_of_both[3], said(3));
    assert!(
        doubt.contains("`text` is read as the text and `comment` is not, though both may contain"),
        "{doubt}"
    );
    assert_eq!(doubt.matches("`comment` is not").count(), 1, "{doubt}");
    let (filled, doubt) = texts("body,message", |at| {
        if at % 2 == 0 { format!("{},", said(at)) } else { format!(",{}", said(at)) }
    });
    assert_eq!((filled[0].as_str(), filled[1].as_str()), (said(0).as_str(), said(1).as_str()));
    assert!(!doubt.contains("text of the mentions"), "{doubt}");
}

#[test]
fn a_status_is_not_the_text_where_an_unnamed_column_is() {
    let (header, row) = ("message,Wortlaut", |at: usize| format!("sent,{}", said(at)));
    let project = project(&[("a.csv", &table(header, row))]);
    let found = messages(&project);
    assert!(found.contains("likely:  `Wortlaut` looks like `text`"), "{found}");
}

#[test]
fn the_address_of_a_post_is_not_that_of_what_it_shares() {
    let shared = |at: usize| ["https://youtu.be/a1", "https://www.instagram.com/p/b2/"][at % 2];
    for (other, own, address) in [
        ("url", "permalink", "https://www.reddit.com/r/tea/comments/t"),
        ("url", "post_link", "https://www.reddit.com/r/tea/comments/t"),
        ("Original URL", "Link", "https://www.reddit.com/r/tea/comments/t"),
    ] {
        let text = table(&format!("text,{other},{own}"), |at| {
            format!("{},{},{address}{at}/x/", said(at), shared(at))
        });
        let channels = rows(&project(&[("a.csv", &text)]), &["channel"]);
        assert_eq!(channels, ["reddit"; 40], "{other} {own}");
    }
    let pictures = table("text,url,link", |at| {
        format!(
            "{},https://scontent.cdninstagram.com/{at}.jpg?w=1,https://www.reddit.com/r/tea/comments/t{at}/x/",
            said(at)
        )
    });
    assert_eq!(rows(&project(&[("a.csv", &pictures)]), &["channel"])[0], "reddit");
}

#[test]
fn the_id_of_a_comment_is_not_that_of_the_download() {
    let of = |prefix: &str| {
        table("Document ID,comment_id,text", |at| {
            format!("{prefix}{at},c{}x,{}", at * 31, said(at))
        })
    };
    let project = project(&[("a.csv", &of("A")), ("b.csv", &of("B"))]);
    let outcomes = rows(&project, &["outcome"]);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "used").count(), 40);
}

#[test]
fn a_name_beside_an_account_is_the_person_s() {
    for account in ["Username", "Screen Name", "handle"] {
        let mut text = format!("date,Name,{account},text\n");
        for at in 0..40 {
            let _ = writeln!(
                text,
                "2028-05-{:02},Guest {2},guest_{2},{1}",
                at % 28 + 1,
                said(at),
                at % 9
            );
        }
        let project = project(&[("a.csv", &text)]);
        assert_eq!(rows(&project, &["author"])[2], "guest_2", "{account}");
        assert!(!messages(&project).contains("does not describe the single mention"), "{account}");
    }
}

#[test]
fn the_customer_is_the_author_and_not_the_agent() {
    for (agent, customer) in
        [("User", "Customer"), ("by", "customer"), ("Account", "From"), ("Profile", "From")]
    {
        let mut text = format!("date,{agent},{customer},text\n");
        for at in 0..40 {
            let who = ["Care North", "Care South"][at % 2];
            let _ = writeln!(text, "2028-05-{:02},{who},guest{},{}", at % 28 + 1, at % 9, said(at));
        }
        let project = project(&[("a.csv", &text)]);
        assert_eq!(rows(&project, &["author"])[3], "guest3", "{agent}");
    }
}

#[test]
fn the_rating_of_a_review_beats_that_of_its_place_and_columns_that_are_no_tone() {
    let others: [(&str, Cell<'_>); 7] = [
        ("stars", &|_| "4.5".to_owned()),
        ("stars", &|at| (at % 2 + 1).to_string()),
        ("score", &|at| (at * 3).to_string()),
        ("sentiment_score", &|at| format!("0.{}", 50 + at)),
        ("overall_rating", &|_| "4.3".to_owned()),
        ("Tone", &|at| ["formal", "casual"][at % 2].to_owned()),
        ("polarity", &|at| format!("0.{}", 11 + at)),
    ];
    for (name, other) in others {
        let text = table(&format!("text,{name},rating"), |at| {
            format!("{},{},{}", said(at), other(at), at % 5 + 1)
        });
        let project = project(&[("a.csv", &text)]);
        let tones = rows(&project, &["sentiment"]);
        assert_eq!(
            tones[..5],
            ["negative", "negative", "neutral", "positive", "positive"],
            "{name}"
        );
        assert!(!messages(&project).contains("not read as tone"), "{name}");
    }
}

#[test]
fn ratings_in_words_are_read_and_tones_under_other_names_are_named() {
    for (five, one) in [
        ("5.0 out of 5 stars", "1.0 out of 5 stars"),
        ("5 of 5 bubbles", "1 of 5 bubbles"),
        ("Rated 5 out of 5 stars", "Rated 1 out of 5 stars"),
        ("5つ星のうち5.0", "5つ星のうち1.0"),
    ] {
        let text = table("text,rating", |at| {
            format!("{},{}", said(at), if at % 2 == 0 { five } else { one })
        });
        let tones = rows(&project(&[("a.csv", &text)]), &["sentiment"]);
        assert_eq!(tones[..2], ["positive", "negative"], "{five}");
    }
    let words = |at: usize| ["Positive", "Negative", "Neutral"][at % 3].to_owned();
    let stars = |at: usize| (at % 5 + 1).to_string();
    let named: [(&str, Cell<'_>); 4] =
        [("label", &words), ("mood", &words), ("feeling", &words), ("rating_food", &stars)];
    for (name, cell) in named {
        let text = table(&format!("text,{name}"), |at| format!("{},{}", said(at), cell(at)));
        let found = messages(&project(&[("a.csv", &text)]));
        let note = format!("no tone is read, though `{name}` seems to contain it");
        assert!(found.contains(&note), "{name}: {found}");
    }
    for (name, cell) in [("average_rating", "4"), ("kind", "mixed"), ("likes", "3")] {
        let text = table(&format!("text,{name}"), |at| format!("{},{cell}", said(at)));
        assert!(!messages(&project(&[("a.csv", &text)])).contains("no tone is read"), "{name}");
    }
}

#[test]
fn answers_and_reposts_are_found_under_more_names() {
    for (id, parent, root) in [
        ("cid", "repliesToId", ""),
        ("Comment Id", "Replied to Comment Id", ""),
        ("id", "parent", "root"),
        ("uri", "parent_uri", ""),
    ] {
        let text = table(&format!("text,{id},{parent}"), |at| {
            let first = at - at % 4;
            let parent = if at == first { root.to_owned() } else { format!("m{first}x") };
            format!("{},m{at}x,{parent}", said(at))
        });
        let threads = rows(&project(&[("a.csv", &text)]), &["thread"]);
        let different: BTreeSet<&String> = threads.iter().collect();
        assert_eq!(different.len(), 10, "{parent}: {threads:?}");
    }
    for (column, post, repost) in [
        ("type", "post", "share"),
        ("Engagement Type", "QUOTE", "RETWEET"),
        ("Thread Entry Type", "post", "share"),
        ("source_type", "x", "twitter_retweet"),
    ] {
        let text = table(&format!("text,{column}"), |at| {
            format!("{},{}", said(at), if at % 4 == 0 { repost } else { post })
        });
        let outcomes = rows(&project(&[("a.csv", &text)]), &["outcome"]);
        let reposts = outcomes.iter().filter(|outcome| *outcome == "repost").count();
        assert_eq!(reposts, 10, "{column}");
    }
}
