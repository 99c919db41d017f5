//! What a column is, is proved by its values: ids, times, days, networks, authors and tones of exports whose names mislead.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::{BRIEF, Project};

fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    for (name, text) in files {
        project.write(&format!("exports/{name}"), text);
    }
    project
}

/// These columns of all rows.
fn rows(project: &Project, columns: &[&str]) -> Vec<String> {
    let run = project.run(&["mentions", "--format", "ndjson"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        let cell = |column: &&str| row[*column].as_str().unwrap_or_default().to_owned();
        columns.iter().map(cell).collect::<Vec<_>>().join("|")
    };
    run.stdout.lines().map(row).collect()
}

fn messages(project: &Project) -> String {
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
