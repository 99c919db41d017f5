//! Columns whose names mislead: times of collection and of accounts, answers of the client, titles and texts of threads, zones.

use std::fmt::Write as _;

use crate::column_proof::{messages, project, rows};
use crate::support::BRIEF;

/// A table of this header and of rows 0 to 23.
fn table(header: &str, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    for at in 0..24 {
        let _ = writeln!(text, "{}", row(at));
    }
    text
}

/// A time of row `at`, all over May.
fn spread(at: usize) -> String {
    format!("2028-05-{:02} {:02}:{:02}:07", at + 1, at * 7 % 24, at * 11 % 60)
}

#[test]
fn an_unnamed_column_of_spread_times_wins_over_a_run_of_the_program() {
    let collected = table("created_at,author,text,when_seen", |at| {
        format!("2028-06-02 03:{at:02}:40,ada{},Tea number {at},{}", at % 5, spread(at))
    });
    let file = project(&[("a.csv", &collected)]);
    assert!(rows(&file, &["local_time"])[3].starts_with("2028-05-04T21:33:07"));
    let said = messages(&file);
    assert!(said.contains("`when_seen` is read as the time and `created_at` is not"), "{said}");

    // Stored one to three days later: the values do not decide.
    let stored = table("created_at,author,text,when_seen", |at| {
        let day = at + 2 + at % 3;
        let hour = at * 5 % 24;
        format!("2028-05-{day:02} {hour:02}:{at:02}:40,ada{},Tea {at},{}", at % 5, spread(at))
    });
    let said = messages(&project(&[("a.csv", &stored)]));
    assert!(said.contains("`when_seen` and `created_at` may both be the time"), "{said}");
    assert!(said.contains("columns: {published_at: when_seen}"), "{said}");

    let account = table("author,created_at,text", |at| {
        format!("ada{},2019-03-{:02}T08:00:00Z,Tea number {at}", at % 6, at % 6 + 1)
    });
    let said = messages(&project(&[("a.csv", &account)]));
    assert!(said.contains("`created_at` has one time for each `author`"), "{said}");
}

#[test]
fn one_cell_does_not_decide_the_zone_of_the_others() {
    let one_zone = table("created_at,author,text", |at| {
        let zone = if at == 3 { " PST" } else { "" };
        format!("{}{zone},ada{},Tea number {at}", spread(at), at % 5)
    });
    let file = project(&[("a.csv", &one_zone)]);
    let times = rows(&file, &["published_at"]);
    assert!(times[2].starts_with("2028-05-03T12:22:07"), "in Amsterdam: {}", times[2]);
    assert!(times[3].starts_with("2028-05-05T05:33:07"), "in PST: {}", times[3]);
}

#[test]
fn the_zone_of_the_brief_a_column_or_a_line_above_decides() {
    let row = |at: usize, zone: &str| format!("{}{zone},ada{},Tea number {at}", spread(at), at % 5);
    let chinese = project(&[("a.csv", &table("created_at,author,text", |at| row(at, " CST")))]);
    chinese.write("brief.yaml", BRIEF.replace("Europe/Amsterdam", "Asia/Shanghai"));
    assert!(rows(&chinese, &["local_time"])[2].starts_with("2028-05-03T14:22:07"));
    let said =
        messages(&project(&[("a.csv", &table("created_at,author,text", |at| row(at, " CST")))]));
    assert!(said.contains("the abbreviation `CST` has several meanings"), "{said}");

    let in_column = table("created_at,timezone,author,text", |at| {
        format!("{},Eastern Time (US & Canada),ada{},Tea number {at}", spread(at), at % 5)
    });
    let above = format!(
        "Report,Tea\nTime zone,(UTC-05:00) Eastern Time\n{}",
        table("created_at,author,text", |at| row(at, ""))
    );
    for text in [in_column, above] {
        let file = project(&[("a.csv", &text)]);
        assert!(rows(&file, &["published_at"])[2].starts_with("2028-05-03T18:22:07"), "{text}");
    }
}

#[test]
fn ids_prove_a_zone_across_a_change_of_the_clock_and_contradict_a_false_offset() {
    // 2028-02-28T12:00:00Z is 1835352000; New York changes its clock on 12 March.
    let instant = |at: usize| 1_835_352_000 + i64::try_from(at).unwrap() * 100_000;
    let york = |at: usize| {
        let offset = if instant(at) < 1_836_457_200 { 5 } else { 4 };
        jiff::Timestamp::from_second(instant(at) - offset * 3600).unwrap().to_string()
    };
    let id = |at: usize| ((instant(at) * 1000 - 1_288_834_974_657) << 22) + 90_217;
    let naive = table("id,author,text,created_at,source", |at| {
        let program = if at % 2 == 0 { "Instagram" } else { "Twitter for iPhone" };
        let time = york(at).replace('T', " ").replace('Z', "");
        format!("{},ada{},Tea number {at},{time},{program}", id(at), at % 5)
    });
    let file = project(&[("a.csv", &naive)]);
    let said = messages(&file);
    assert!(said.contains("America/New_York"), "{said}");
    assert_eq!(rows(&file, &["published_at", "channel"])[0], "2028-02-28T12:00:00Z|x");

    let false_z = table("id,author,text,created_at", |at| {
        format!("{},ada{},Tea number {at},{}", id(at), at % 5, york(at))
    });
    let said = messages(&project(&[("a.csv", &false_z)]));
    assert!(said.contains("times are read as UTC") && said.contains("America/New_York"), "{said}");
}

#[test]
fn what_the_client_sent_is_its_own() {
    for (column, sent, received) in [
        ("direction", "outbound", "inbound"),
        ("author_type", "admin", "user"),
        ("Message Type", "Sent Reply", "Received Mention"),
    ] {
        let text = table(&format!("created_at,{column},author,text"), |at| {
            let word = if at % 3 == 0 { sent } else { received };
            format!("{},{word},ada{at},Tea number {at}", spread(at))
        });
        let outcomes = rows(&project(&[("a.csv", &text)]), &["outcome"]);
        let own = outcomes.iter().filter(|outcome| *outcome == "own").count();
        assert_eq!(own, 8, "{column}");
    }
}

#[test]
fn a_history_of_copies_marks_a_repost() {
    let text = table("date,from,text,copy_history", |at| {
        let history = if at % 4 == 0 { "\"[{'id': 3, 'owner_id': -5}]\"" } else { "[]" };
        format!("{},ada{at},Tea number {at},{history}", spread(at))
    });
    let outcomes = rows(&project(&[("a.csv", &text)]), &["outcome"]);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "repost").count(), 6);
}

#[test]
fn the_title_and_the_text_of_a_thread_are_not_those_of_its_comments() {
    let keywords = format!("{BRIEF}keywords: {{brand: {{any: [harbour]}}}}\n");
    let videos = table("video_id,title,comment,author,published_at", |at| {
        let shop = if at % 2 == 0 { "at Harbour" } else { "at the station" };
        format!("v{},Harbour tea part {},Number {at} {shop},ada{at},{}", at % 4, at % 4, spread(at))
    });
    let file = project(&[("a.csv", &videos)]);
    file.write("brief.yaml", &keywords);
    let outcomes = rows(&file, &["outcome"]);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "used").count(), 12, "{outcomes:?}");

    let posts = table("post,user,date,reply", |at| {
        let said = ["We pour a new tea from Monday on", "Which shop do you like most of all"];
        format!("{},ada{at},{},I waited long for cup number {at} today", said[at % 2], spread(at))
    });
    let file = project(&[("a.csv", &posts)]);
    assert_eq!(rows(&file, &["text"])[3], "I waited long for cup number 3 today");
    let said = messages(&file);
    assert!(said.contains("`reply` is read as the text and `post` is not"), "{said}");

    let crowd = table("video_id,comment_id,published_at,author,comment", |at| {
        format!("v{},c{at},{},ada{at},Cup number {at} was fine", at % 2, spread(at))
    });
    let said = messages(&project(&[("a.csv", &crowd)]));
    assert!(said.contains("`video_id` joins 24 rows into 2 conversations"), "{said}");
}
