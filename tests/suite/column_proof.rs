//! What a column is, is proved by its values: ids, times, days, networks, authors and tones of exports whose names mislead.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::{BRIEF, Project};

pub(crate) fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    for (name, text) in files {
        project.write(&format!("exports/{name}"), text);
    }
    project
}

/// These columns of all rows.
pub(crate) fn rows(project: &Project, columns: &[&str]) -> Vec<String> {
    let run = project.run(&["mentions", "--format", "ndjson"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        let cell = |column: &&str| row[*column].as_str().unwrap_or_default().to_owned();
        columns.iter().map(cell).collect::<Vec<_>>().join("|")
    };
    run.stdout.lines().map(row).collect()
}

pub(crate) fn messages(project: &Project) -> String {
    let run = project.run(&["check"]);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn a_thread_named_like_an_id_joins_mentions_and_hides_none() {
    let text = "\
no,video_id,screenName,commentText,createdAt
17,vid-77,ada,Good tea,2028-05-01T08:00:00Z
4,vid-77,bob,Cold tea,2028-05-01T09:30:00Z
29,vid-77,cyd,No tea,2028-05-02T10:00:00Z
8,vid-90,dan,More tea,2028-05-03T11:00:00Z
";
    let project = project(&[("a.csv", text)]);
    assert_eq!(
        rows(&project, &["outcome", "author", "thread"]),
        ["used|ada|vid-77", "used|bob|vid-77", "used|cyd|vid-77", "used|dan|vid-90"]
    );
    assert!(messages(&project).contains("`video_id` is not the id of a mention"));
}

#[test]
fn row_numbers_and_fillers_identify_no_mention() {
    let header = "id,text,created_at,username\n";
    let first = "1,Good tea,2028-05-01T10:00:00Z,ada\n2,Cold tea,2028-05-02T10:00:00Z,bob\n3,Tea,2028-05-03T10:00:00Z,cyd\n";
    let second = "1,App down,2028-05-04T10:00:00Z,dan\n2,Refund,2028-05-05T10:00:00Z,eve\n3,Tea,2028-05-03T10:00:00Z,cyd\n";
    let project_of_numbers =
        project(&[("a.csv", &format!("{header}{first}")), ("b.csv", &format!("{header}{second}"))]);
    assert_eq!(
        rows(&project_of_numbers, &["outcome"]),
        ["used", "used", "used", "used", "used", "duplicate"]
    );
    let filled = first.replace("1,G", "-1,G").replace("2,C", "-1,C").replace("3,T", "unknown,T");
    let project_of_fillers = project(&[("a.csv", &format!("{header}{filled}"))]);
    assert_eq!(rows(&project_of_fillers, &["outcome"]), ["used"; 3]);
}

#[test]
fn an_id_is_the_same_as_a_float_and_behind_an_apostrophe() {
    let row = |id: &str| {
        format!(
            "id,text,created_at,username\n{id},Tea,2028-05-01T10:00:00Z,ada\n90210999001,Tea,2028-05-02T10:00:00Z,ada\n"
        )
    };
    let project = project(&[
        ("a.csv", &row("90210777555")),
        ("b.csv", &row("90210777555.0")),
        ("c.csv", &row("'90210777555")),
    ]);
    let outcomes = rows(&project, &["outcome"]);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "used").count(), 2, "{outcomes:?}");
}

#[test]
fn two_times_that_disagree_are_proved_or_asked_for() {
    let collected = "\
text,author,created_at,posted_at
Tea,ada,2028-05-30 12:00:01,2028-05-01 10:00:00
Cold tea,bob,2028-05-30 12:00:02,2028-05-09 11:00:00
No tea,cyd,2028-05-30 12:00:03,2028-05-17 12:00:00
";
    let project_of_one = project(&[("a.csv", collected)]);
    let times = rows(&project_of_one, &["local_time"]);
    assert!(times[0].starts_with("2028-05-01T10:00:00"), "{times:?}");
    assert!(
        messages(&project_of_one)
            .contains("`posted_at` is read as the time and `created_at` is not")
    );
    let open = collected
        .replace("2028-05-30 12:00:01", "2028-05-10 12:00:01")
        .replace("2028-05-30 12:00:02", "2028-04-02 12:00:02");
    let run = project(&[("a.csv", &open)]).run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("may both be the time, and they disagree"), "{}", run.stderr);
    assert!(run.stderr.contains("columns: {published_at: "), "{}", run.stderr);
}

#[test]
fn midnights_are_days_for_a_file_and_for_a_channel() {
    let mut epochs = "text,author,created_utc\n".to_owned();
    let mut mixed = "text,author,source,date\n".to_owned();
    for day in 1..=20 {
        // 2028-05-01T00:00:00Z is 1840752000.
        let _ = writeln!(epochs, "Tea {day},ada,{}", 1_840_752_000 + (day - 1) * 86_400);
        let _ = writeln!(mixed, "Tea {day},ada,reddit,2028-05-{day:02} 11:{day}:07");
        let _ = writeln!(mixed, "Old tea {day},bob,forum,2028-05-{day:02} 00:00:00");
    }
    let epochs = rows(&project(&[("a.csv", &epochs)]), &["time_precision", "local_time"]);
    assert!(epochs[0].starts_with("day|2028-05-01"), "{epochs:?}");
    let mixed = rows(&project(&[("a.csv", &mixed)]), &["time_precision", "channel"]);
    assert_eq!(mixed[..2], ["second|reddit", "day|forums"]);
}

#[test]
fn ids_prove_the_network_and_the_zone() {
    let mut text = "id,author,text,date\n".to_owned();
    for minute in 0..8_i64 {
        // 2028-05-01T10:00:00Z; the clock of the export is two hours ahead.
        let id = (1_840_788_000 + minute * 60) << 32;
        let _ = writeln!(text, "{id},ada{minute},Tea {minute},2028-05-01 12:{minute:02}:00");
    }
    let project = project(&[("a.csv", &text)]);
    assert_eq!(rows(&project, &["channel", "published_at"])[0], "tiktok|2028-05-01T10:00:00Z");
}

#[test]
fn a_scale_that_nothing_proves_is_unscored_and_the_brief_can_state_it() {
    let text = "created_at,text,author,sentiment\n2028-05-01T10:00:00Z,Tea,ada,0.9\n2028-05-02T10:00:00Z,Cold tea,bob,0.1\n2028-05-03T10:00:00Z,No tea,cyd,Lob\n";
    let project = project(&[("a.csv", text)]);
    assert_eq!(rows(&project, &["sentiment"]), ["unscored"; 3]);
    assert!(messages(&project).contains("set `tone_scale`"));
    let rule = "exports: [{files: exports/a.csv, tone_scale: {negative_below: 0.4, positive_above: 0.6}, values: {sentiment: {Lob: positive}}}]\n";
    project.write("brief.yaml", format!("{BRIEF}{rule}"));
    assert_eq!(rows(&project, &["sentiment"]), ["positive", "negative", "positive"]);
}

#[test]
fn the_words_are_found_or_asked_for() {
    let text = "Gesehen,Wortlaut der Zuschrift,Stimmung,Autor,Link\n2028-05-01T10:00:00Z,The tea was cold again today,negativ,ada,https://x.com/ada/status/1\n2028-05-02T10:00:00Z,I have never had better tea,positiv,bob,https://x.com/bob/status/2\n";
    let project = project(&[("a.csv", text)]);
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    let hint = "`- {files: exports/a.csv, columns: {published_at: Gesehen, text: Wortlaut der Zuschrift}}`";
    assert!(run.stderr.contains(hint), "{}", run.stderr);
    let entry = hint.trim_matches('`');
    project.write("brief.yaml", format!("{BRIEF}exports:\n  {entry}\n"));
    assert_eq!(rows(&project, &["text"])[0], "The tea was cold again today");
}

#[test]
fn the_id_of_the_original_makes_a_repost() {
    let text = "id,author.username,created_at,text,source,referenced_tweets.retweeted.id\n\
                90210777555123,ada,2028-05-01T10:00:00Z,Tea,Twitter for Android,\n\
                90210777999123,bob,2028-05-01T11:00:00Z,Tea,TweetDeck,90210777555123.0\n";
    let project = project(&[("a.csv", text)]);
    assert_eq!(rows(&project, &["outcome", "channel", "author"]), ["used|x|ada", "repost|x|bob"]);
}

/// A table with one row for each of these cells: a day in May, an author and a text of its own, then the cells.
fn table(header: &str, cells: &[&str]) -> String {
    let mut text = format!("created_at,author,text,{header}\n");
    for (row, cells) in cells.iter().enumerate() {
        let (day, hour) = (row + 1, 8 + row * 3 % 14);
        let _ = writeln!(
            text,
            "2028-05-{day:02}T{hour:02}:1{row}:00Z,guest{row},Tea of cup {row},{cells}"
        );
    }
    text
}

/// The codes of the doubts on which `--strict` fails.
fn doubts(project: &Project) -> String {
    project.run(&["build", "--strict"]).stderr
}

#[test]
fn reposts_are_marked_in_many_words_and_other_words_are_a_doubt() {
    for (header, no, yes) in [
        ("is_retweet", "0.0", "1.0"),
        ("is_retweet", "FALSCH", "WAHR"),
        ("is_retweet", "n", "Y"),
        ("is_repost", "faux", "VRAI"),
        ("is_retweet", "", "x"),
        ("is_retweet", "", "RT"),
        ("type", "tweet", "retweet"),
        ("referenced_tweets.retweeted.id", "[]", "1840752000123"),
    ] {
        let project = project(&[("a.csv", &table(header, &[no, yes, no, yes]))]);
        let outcomes = rows(&project, &["outcome"]);
        assert_eq!(outcomes, ["used", "repost", "used", "repost"], "{header}: {no} {yes}");
        assert!(!doubts(&project).contains("unknown_flags"), "{yes}");
    }
    let own = project(&[("a.csv", &table("is_own", &["0.0", "1.0", "0.0"]))]);
    assert_eq!(rows(&own, &["outcome"]), ["used", "own", "used"]);
    let unknown = project(&[("a.csv", &table("is_retweet", &["plain", "passed on", "plain"]))]);
    assert!(doubts(&unknown).contains("`--allow unknown_flags`"), "{}", doubts(&unknown));
    let kinds = project(&[("a.csv", &table("type", &["photo", "video", "photo"]))]);
    assert!(!doubts(&kinds).contains("unknown_flags"));
}

#[test]
fn the_hour_of_a_daily_program_is_not_the_time_of_the_posts() {
    let mut text = "created_at,timestamp,author,text\n".to_owned();
    for day in 1..=8 {
        let hour = day * 5 % 24;
        let _ = writeln!(
            text,
            "2028-05-0{day} {hour:02}:20:00,2028-05-{:02}T02:00:0{day}Z,guest{day},Tea {day}",
            day + 1
        );
    }
    let project = project(&[("a.csv", &text)]);
    assert!(rows(&project, &["local_time"])[0].starts_with("2028-05-01T05:20:00"));
    assert!(doubts(&project).contains("`--allow time_chosen`"));
}

#[test]
fn a_comment_beside_its_post_has_its_own_time_and_author() {
    let post = "Our new blend is here for all of you,acme,2028-04-01T08:00:00Z";
    let mut comments =
        "content,author,created_at,comment_content,comment_author,comment_created_at\n".to_owned();
    let mut replies = "content,author,created_at,reply,reply_user,reply_time\n".to_owned();
    for day in 1..=5 {
        for text in [&mut comments, &mut replies] {
            let _ = writeln!(text, "{post},Too bitter {day},guest{day},2028-05-0{day}T09:00:00Z");
        }
    }
    for text in [comments, replies] {
        let project = project(&[("a.csv", &text)]);
        let row = &rows(&project, &["text", "author", "published_at"])[0];
        assert_eq!(row, "Too bitter 1|guest1|2028-05-01T09:00:00Z");
    }
    // The client's answer to a review is not the mention.
    let mut reviews = "review,author,created_at,reply,reply_user,reply_time\n".to_owned();
    for day in 1..=5 {
        let _ = writeln!(
            reviews,
            "Bitter tea {day},guest{day},2028-05-0{day}T09:00:00Z,Sorry,acme,2028-05-09T09:00:00Z"
        );
    }
    let project = project(&[("a.csv", &reviews)]);
    assert_eq!(rows(&project, &["author"])[0], "guest1");
}

#[test]
fn numbers_that_nothing_proves_to_be_stars_are_a_doubt() {
    for (header, cells) in [
        ("score", ["1", "1", "2", "5", "1", "3"]),
        ("polarity", ["1", "2", "1", "2", "2", "1"]),
        ("sentiment", ["1", "2", "3", "1", "2", "3"]),
        ("rating", ["4.4", "4.1", "3.7", "4.4", "4.1", "3.7"]),
    ] {
        let project = project(&[("a.csv", &table(header, &cells))]);
        assert_eq!(rows(&project, &["sentiment"]), ["unscored"; 6], "{header}");
        assert!(doubts(&project).contains("`--allow tone_undecided`"), "{header}");
    }
    for (header, cells) in [
        ("rating", ["1,", "2,", "3,"]),
        ("score,product_id", ["1,p", "5,q", "4,r"]),
        ("sentiment", ["1,", "3,", "5,"]),
    ] {
        let header =
            if header.contains(',') { header.to_owned() } else { format!("{header},empty") };
        let project = project(&[("a.csv", &table(&header, &cells))]);
        assert_eq!(rows(&project, &["sentiment"])[0], "negative", "{header}");
    }
}

#[test]
fn the_rating_and_the_day_of_a_place_are_not_those_of_the_review() {
    let mut text = "name,rating,date,review,user\n".to_owned();
    for row in 0..12 {
        let (place, stars, day) =
            [("Quay", "4.5", 3), ("Mill", "3.5", 8), ("Yard", "4", 9)][row % 3];
        let _ = writeln!(text, "{place},{stars},2019-07-0{day},A cup of tea {row},guest{row}");
    }
    let project = project(&[("a.csv", &text)]);
    assert_eq!(rows(&project, &["sentiment"]), ["unscored"; 12]);
    assert!(doubts(&project).contains("`date` has one time for each `name`"));
}

#[test]
fn a_table_of_counts_holds_no_mentions() {
    let text = "Date,Network,Sentiment,Mentions\n2028-05-01,Reddit,positive,31\n2028-05-02,Reddit,negative,12\n";
    let run = project(&[("a.csv", text)]).run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains(
            "exports/a.csv:1: it holds counts and no mentions: `Mentions` has a number in each row\n  \
             expected one row for each mention\n\
             hint: export the mentions themselves, and take this file out of `exports/`"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn parts_of_a_time_in_columns_of_their_own_are_read_or_a_doubt() {
    let rows_of = |text: &str| rows(&project(&[("a.csv", text)]), &["published_at"]);
    let halves = "Date,Time,AM/PM,Author,Message\n05/13/2028,01:15,PM,ada,Tea\n05/14/2028,02:15,AM,bob,Tea\n";
    let clock = |times: Vec<String>| times[0][11..16].to_owned();
    let local = rows(&project(&[("a.csv", halves)]), &["local_time"]);
    assert_eq!(clock(local), "13:15");
    let zones = "created_at,utc_offset,author,text\n2028-05-13 09:10:00,-05:00,ada,Tea\n2028-05-14 09:10:00,-05:00,bob,Tea\n";
    assert_eq!(rows_of(zones)[0], "2028-05-13T14:10:00Z");
    let named = zones.replace("-05:00", "Quayside time");
    let unread = project(&[("a.csv", &named.replace("utc_offset", "timezone"))]);
    assert!(
        doubts(&unread).contains("`timezone` is not read, though it looks like a part of the time")
    );
    let digits = "date,time,author,text\n20280510,91500,ada,Tea\n20280511,101500,bob,Tea\n";
    let local = rows(&project(&[("a.csv", digits)]), &["local_time"]);
    assert_eq!(clock(local), "09:15");
}

#[test]
fn dates_of_other_habits_are_read_or_a_doubt() {
    let text_of = |days: &[&str]| {
        let mut text = "date,author,text\n".to_owned();
        for (row, day) in days.iter().enumerate() {
            let _ = writeln!(text, "{day} 10:0{row}:00,guest{row},Tea of cup {row}");
        }
        text
    };
    let years = text_of(&["28-05-02", "28-05-09", "28-05-17", "28-06-23", "28-06-28"]);
    let times = rows(&project(&[("a.csv", &years)]), &["local_time"]);
    assert!(times[0].starts_with("2028-05-02") && times[4].starts_with("2028-06-28"), "{times:?}");
    let buddhist = text_of(&["14/05/2571", "15/05/2571", "16/05/2571"]);
    assert!(doubts(&project(&[("a.csv", &buddhist)])).contains("are after the year 2100"));
    let exchanged = text_of(&[
        "2028-02-05",
        "2028-03-05",
        "2028-04-05",
        "15/05/2028",
        "16/05/2028",
        "17/05/2028",
    ]);
    assert!(messages(&project(&[("a.csv", &exchanged)])).contains("exchanged day and month"));
    let mut collected = "author,review,when,timestamp\n".to_owned();
    for row in 1..=5 {
        let _ = writeln!(
            collected,
            "guest{row},Tea of cup {row},{row} weeks ago,2028-06-02 10:00:0{row}"
        );
    }
    assert!(doubts(&project(&[("a.csv", &collected)])).contains("`when` says how long"));
}

#[test]
fn rows_of_empty_cells_are_no_rows() {
    let text = "date;author;text\n2028-05-01T10:00:00Z;ada;Tea\n;;\n2028-05-02T10:00:00Z;bob;Tea\n;;\n; ;\n";
    assert_eq!(
        rows(&project(&[("a.csv", text)]), &["outcome", "author"]),
        ["used|ada", "used|bob"]
    );
}
