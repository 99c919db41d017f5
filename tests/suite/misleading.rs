//! Exports whose layout misleads are read right, or an error or a doubt names what to set. Each test stands for a kind of export.

use serde_json::Value;

use crate::support::{BRIEF, Project};

fn project(files: &[(&str, &[u8])]) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    for (name, bytes) in files {
        project.write(&format!("exports/{name}"), bytes);
    }
    project
}

/// These columns of all rows of one file.
fn rows(text: impl AsRef<[u8]>, columns: &[&str]) -> Vec<String> {
    rows_of(&project(&[("a.csv", text.as_ref())]), columns)
}

fn rows_of(project: &Project, columns: &[&str]) -> Vec<String> {
    let run = project.run(&["mentions", "--format", "ndjson"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        let cell = |column: &&str| row[*column].as_str().unwrap_or_default().to_owned();
        columns.iter().map(cell).collect::<Vec<_>>().join("|")
    };
    run.stdout.lines().map(row).collect()
}

/// What `check` says of one file.
fn said(text: impl AsRef<[u8]>) -> String {
    let run = project(&[("a.csv", text.as_ref())]).run(&["check"]);
    format!("{}{}", run.stdout, run.stderr)
}

/// A table with a header and rows that are made of their number, from 1.
fn table(header: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    let rows: String = (1..=count).map(|n| row(n) + "\n").collect();
    format!("{header}\n{rows}")
}

#[test]
fn words_before_a_date_are_read_where_all_dates_have_them() {
    let review =
        |n| format!("ada{n},The kettle drips {n},Reviewed in Canada on May {n}\u{2c} 2028");
    let quoted =
        table("author,text,date", 5, |n| review(n).replace("Reviewed", "\"Reviewed") + "\"");
    assert_eq!(rows(&quoted, &["local_time", "time_precision"])[4], "2028-05-05T00:00:00|day");
    let foot = table("author,text,date", 5, |n| format!("ada{n},Tea {n},2028-05-0{n}"));
    let outcomes = rows(foot + ",,Exported on 2028-06-01\n", &["outcome"]);
    assert_eq!(outcomes[5], "rejected", "{outcomes:?}");
}

#[test]
fn a_day_between_year_and_month_is_proved() {
    let days = table("author,text,date", 20, |n| format!("ada{n},Tea {n},2028-{n:02}-05"));
    assert_eq!(rows(&days, &["local_time"])[2], "2028-05-03T00:00:00");
}

#[test]
fn what_a_time_lacks_is_the_reason_of_the_error() {
    for (time, reason) in [
        ("\"1,84E+12\"", "a spreadsheet has rounded the time `1,84E+12` in `date`"),
        ("\"May 3, 14:05\"", "`May 3, 14:05` in `date` has no year"),
        ("2 weeks ago", "`2 weeks ago` in `date` says how long ago"),
    ] {
        let said = said(format!("author,text,date\nada,Tea,{time}\nbob,Tea too,{time}\n"));
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn parts_of_a_time_are_found_by_their_values() {
    let parts = table("author,text,day,when,half", 5, |n| {
        format!("ada{n},Tea {n},2028-05-0{n},0{n}:30,PM")
    });
    let parts = parts.replace("day,when,half", "date,begun,half");
    assert_eq!(rows(&parts, &["local_time"])[0], "2028-05-01T13:30:00");
    let utc = table("author,text,date,date_utc", 5, |n| {
        format!("ada{n},Tea {n},2028-05-0{n} 03:00,2028-05-0{n} 08:00")
    });
    assert_eq!(rows(&utc, &["local_time"])[0], "2028-05-01T10:00:00");
}

#[test]
fn earlier_times_beside_those_of_collection_are_a_doubt() {
    let collected = table("author,text,timestamp,Wann", 12, |n| {
        let time = |day: usize| format!("2028-05-{day:02} 1{}:07", n % 10);
        format!("ada{n},Tea {n},{},{}", time(n + 2), time(n))
    });
    let doubt = said(&collected);
    assert!(doubt.contains("`Wann`, which is not read, has earlier times"), "{doubt}");
    let day_beside = table("author,text,created_at,Geschrieben am Tag", 12, |n| {
        let day = format!("2028-05-{n:02}");
        format!("ada{n},Tea {n},{day} 1{}:0{}:07,{day}", n % 10, n % 7)
    });
    assert!(!said(&day_beside).contains("has earlier times"), "the day of a time is no other time");
    let noon = table("author,text,date", 12, |n| format!("ada{n},Tea {n},2028-05-{n:02} 12:00:00"));
    assert!(said(noon).contains("are at one time of day"));
}

#[test]
fn tables_that_were_joined_with_other_columns_are_an_error() {
    let rows = table("date,author,text", 6, |n| format!("2028-05-0{n},ada{n},Tea {n}"));
    for header in ["date,text,author", "date,author,text,likes", "created_at,username,content"] {
        let said = said(format!("{rows}{header}\n2028-05-09,Cold tea,bob\n"));
        assert!(said.contains("two tables with different columns are joined in it"), "{said}");
        assert!(said.contains(&format!("a second header among the rows: `{header}`")), "{said}");
    }
}

#[test]
fn a_row_without_its_author_or_with_a_comma_in_it_is_not_repaired() {
    let sound = |n| format!("2028-05-01T10:00:{n:02}Z,ada{n},the kettle drips again {n},{n}");
    let rows_with = |row: &str| {
        let text = table("date,author,text,likes", 30, sound) + row + "\n";
        rows(text, &["outcome"]).last().cloned().unwrap()
    };
    assert_eq!(rows_with("2028-05-01T11:00:00Z,the lid fell off,7"), "rejected");
    assert_eq!(rows_with("2028-05-01T11:00:00Z,Lee, Ada,the lid fell off,7"), "rejected");
    assert_eq!(rows_with("2028-05-01T11:00:00Z,ada7,the lid, as always, fell off,7"), "used");
    assert_eq!(rows_with("2028-05-01T11:00:00Z,ada7,the lid,as always,fell off,7"), "used");
}

#[test]
fn other_encodings_are_decoded() {
    let header: &[u8] = b"author,text,date\n";
    let dos: &[u8] = b"ada,Der Tee war sch\x94n und gro\xE1,2028-05-01\nbob,\x81ber m\x81de Gr\x81\xE1e,2028-05-02\n";
    let texts = rows([header, dos].concat(), &["text"]);
    assert_eq!(texts, ["Der Tee war schön und groß", "über müde Grüße"]);
    let utf8 = "ada,Der Tee war schön,2028-05-01\nbob,Grüße,2028-05-02\n".as_bytes();
    let windows: &[u8] = b"cyd,Der Tee war gro\xDF,2028-05-03\n";
    let texts = rows([header, utf8, windows].concat(), &["text"]);
    assert_eq!(texts, ["Der Tee war schön", "Grüße", "Der Tee war groß"]);
}

#[test]
fn a_post_on_x_is_one_mention_under_its_id_and_its_address() {
    let id = |n: usize| 2_028_466_351_768_430_301_usize + n;
    let ids = table("tweet_id,created_at,text", 6, |n| {
        format!("{},2028-05-0{n}T10:00:00Z,The kettle drips {n}", id(n))
    });
    let urls = table("link,date,author,content", 6, |n| {
        let url = format!("https://twitter.com/ada{n}/status/{}?s=20", id(n));
        format!("{url},2028-05-0{n}T10:00:00Z,ada{n},The kettle drips {n}")
    });
    let project = project(&[("a.csv", ids.as_bytes()), ("b.csv", urls.as_bytes())]);
    project
        .write("brief.yaml", format!("{BRIEF}exports: [{{files: exports/a.csv, channel: x}}]\n"));
    let outcomes = rows_of(&project, &["outcome"]);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "duplicate").count(), 6);
}

#[test]
fn rounded_ids_are_joined_by_author_minute_and_text() {
    let whole = table("id,date,author,text", 6, |n| {
        format!("20284663517684303{n}7,2028-05-0{n}T10:00:09Z,ada,The kettle drips {n}")
    });
    let rounded = table("id;date;author;text", 6, |n| {
        format!("2,03E+18;0{n}.05.2028 12:00;ada;The kettle drips {n}")
    });
    let project = project(&[("a.csv", rounded.as_bytes()), ("b.csv", whole.as_bytes())]);
    project.write(
        "brief.yaml",
        format!("{BRIEF}exports: [{{files: exports/a.csv, date_order: dmy}}]\n"),
    );
    let outcomes = rows_of(&project, &["outcome"]);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "duplicate").count(), 6);
}

#[test]
fn authors_tones_and_directions_are_proved() {
    let inbox = table("date,Profile,From,Message,Direction", 12, |n| {
        let direction = if n % 3 == 0 { "Outbound" } else { "Inbound" };
        format!("2028-05-{n:02}T10:00:00Z,@acme,ada{n},Tea {n},{direction}")
    });
    assert_eq!(rows(&inbox, &["author", "outcome"])[1..3], ["ada2|used", "ada3|own"]);
    let stars = table("date,user,review,rating", 24, |n| {
        let rating = ["5", "4", "3", "2", "1", "-1"][n % 6];
        format!("2028-05-{n:02}T10:00:00Z,ada{n},Tea {n},{rating}")
    });
    assert_eq!(
        rows(&stars, &["sentiment"])[..5],
        ["positive", "neutral", "negative", "negative", "unscored"]
    );
    let signs = table("date,user,text,sentiment", 6, |n| {
        format!("2028-05-0{n}T10:00:00Z,ada{n},Tea {n},{}", ["+", "0", "-"][n % 3])
    });
    assert_eq!(rows(&signs, &["sentiment"])[..3], ["neutral", "negative", "positive"]);
    let steam = table("date,user,review,recommended", 4, |n| {
        format!("2028-05-0{n}T10:00:00Z,ada{n},Tea {n},{}", n % 2 == 0)
    });
    assert_eq!(rows(&steam, &["sentiment"])[..2], ["negative", "positive"]);
}

#[test]
fn a_line_of_totals_is_no_mention_and_says_nothing_of_a_column() {
    let rated = table("date,author,text,rating", 12, |n| {
        format!("2028-05-{n:02},ada{n},Tea {n},{}", n % 5 + 1)
    });
    let with_foot = rated + "2028-05-31,,TOTAL,36\nAverage,,,3.2\n";
    let found = rows(with_foot, &["outcome", "sentiment"]);
    assert_eq!(found[12..], ["rejected|", "rejected|"]);
    assert_eq!(found[0], "used|negative");
}

#[test]
fn letters_that_may_be_a_half_of_the_day_are_not_dropped() {
    let halves = table("author,text,date", 24, |n| {
        let half = if n % 2 == 0 { "QX" } else { "ZX" };
        format!("ada{n},Tea {n},2028-05-{n:02} 0{}:15 {half}", n % 9 + 1)
    });
    let project = project(&[("a.csv", halves.as_bytes())]);
    let expected = "`ZX` after the times in `date` is not a known zone, and no hour there is above 12: it may mean the morning or the afternoon";
    for rule in ["", "exports: [{files: exports/a.csv, timezone: Asia/Tokyo}]\n"] {
        project.write("brief.yaml", format!("{BRIEF}{rule}"));
        let run = project.run(&["check"]);
        assert_eq!(run.code, 1);
        assert!(run.stdout.contains(expected), "{rule}: {}", run.stdout);
    }
    let known = halves.replace("QX", "SA").replace("ZX", "CH");
    assert_eq!(rows(&known, &["local_time"])[..2], ["2028-05-01T14:15:00", "2028-05-02T03:15:00"]);
}

#[test]
fn the_hint_names_the_column_of_the_hour_too() {
    let parts = table("Wer,Was,jour,heure", 24, |n| {
        format!("ada{n},The kettle drips again since day {n},2028-05-{n:02},0{}:15", n % 10)
    });
    let project = project(&[("a.csv", parts.as_bytes())]);
    let found = project.run(&["check"]).stdout;
    assert!(found.contains("likely:  `jour` and `heure` look like `published_at`"), "{found}");
    let rule = "- {files: exports/a.csv, columns: {published_at: [jour, heure], text: Was}}";
    assert!(found.contains(rule), "{found}");
    project.write("brief.yaml", format!("{BRIEF}exports:\n  {rule}\n"));
    assert_eq!(rows_of(&project, &["local_time"])[2], "2028-05-03T03:15:00");
}

#[test]
fn ids_that_prove_the_zone_beat_one_abbreviation_in_all_times() {
    // 2028-05-01T12:00:00Z is 1840795200; New York is four hours behind in May.
    let instant = |n: usize| 1_840_795_200 + i64::try_from(n).unwrap() * 50_000;
    let id = |n: usize| ((instant(n) * 1000 - 1_288_834_974_657) << 22) + 4711;
    let posts = table("id,author,text,date", 24, |n| {
        let local = jiff::Timestamp::from_second(instant(n) - 4 * 3600).unwrap().to_string();
        let local = local.replace('T', " ").replace('Z', "");
        format!("{},ada{n},Tea {n},{local} EST", id(n))
    });
    let first = jiff::Timestamp::from_second(instant(1)).unwrap().to_string();
    assert_eq!(rows(&posts, &["published_at"])[0], first);
}

#[test]
fn marks_that_are_not_shown_hide_no_keyword_and_no_header() {
    let hidden = table("\u{200b}author,te\u{ad}xt,date", 6, |n| {
        let name = ["\u{2068}Kettle\u{2069}", "Ket\u{ad}tle", "\u{202a}Kettle\u{202c}"][n % 3];
        format!("ada{n},My {name} drips {n},2028-05-0{n}")
    });
    let project = project(&[("a.csv", hidden.as_bytes())]);
    project.write("brief.yaml", format!("{BRIEF}keywords: {{brand: {{any: [kettle]}}}}\n"));
    let read = rows_of(&project, &["outcome", "author"]);
    assert_eq!(read[..2], ["used|ada1", "used|ada2"]);
    assert!(read.iter().all(|row| row.starts_with("used")), "{read:?}");
}

#[test]
fn quotes_behind_backslashes_are_part_of_their_cell() {
    let said = table("date,author,text,likes", 12, |n| {
        format!("2028-05-{n:02},ada{n},\"The \\\"old\\\", heavy kettle drips {n}\",{n}")
    });
    let read = rows(&said, &["text", "outcome"]);
    assert_eq!(read.len(), 12);
    assert_eq!(read[0], "The \"old\", heavy kettle drips 1|used");
    let found = project(&[("a.csv", said.as_bytes())]).run(&["check"]).stdout;
    assert!(found.contains("comma and `\\\"` for a quote"), "{found}");
    // Where no row needs it, a backslash is one.
    let plain = table("date,author,text", 12, |n| {
        format!("2028-05-{n:02},ada{n},\"The kettle of C:\\\\\"\"")
    });
    assert!(rows(&plain, &["text"])[0].starts_with("The kettle of C:\\"));
}

#[test]
fn zones_at_the_end_of_a_name_and_beside_each_time_are_read() {
    let of_column = |name: &str, month: &str| {
        let text = table(&format!("author,text,{name}"), 6, |n| {
            format!("ada{n},Tea {n},2028-{month}-0{n} 09:10:00")
        });
        let project = project(&[("a.csv", text.as_bytes())]);
        let rule = format!("{{files: exports/a.csv, columns: {{published_at: {name}}}}}");
        project.write("brief.yaml", format!("{BRIEF}exports: [{rule}]\n"));
        (rows_of(&project, &["published_at"])[0].clone(), project.run(&["check"]).stdout)
    };
    let (first, found) = of_column("Post Time EST", "05");
    assert_eq!(first, "2028-05-01T14:10:00Z");
    let doubt = "all times in `Post Time EST` are read as UTC-05:00, though some are in the summer time of America/New_York";
    assert!(found.contains(doubt), "{found}");
    let (first, found) = of_column("posted_est", "01");
    assert_eq!(first, "2028-01-01T14:10:00Z");
    assert!(!found.contains("summer time"), "{found}");
    assert_eq!(of_column("Date - Eastern Time", "05").0, "2028-05-01T13:10:00Z");
    let at = |header: &str, time: &str| {
        let text = table(header, 6, |n| {
            format!("ada{n},Tea {n},{}", time.replace("DAY", &format!("2028-05-0{n}")))
        });
        rows(&text, &["published_at"])[0].clone()
    };
    assert_eq!(at("author,text,date,offset", "DAY 09:10:00,+05:30"), "2028-05-01T03:40:00Z");
    assert_eq!(at("author,text,date", "DAY 09:10:00 Asia/Tokyo"), "2028-05-01T00:10:00Z");
    let zones = table("author,text,date,time_zone", 6, |n| {
        let zone = ["Asia/Tokyo", "America/New_York"][n % 2];
        format!("ada{n},Tea {n},2028-05-0{n} 09:10:00,{zone}")
    });
    assert_eq!(
        rows(&zones, &["published_at"])[..2],
        ["2028-05-01T13:10:00Z", "2028-05-02T00:10:00Z"]
    );
}

#[test]
fn ids_across_a_change_of_the_clock_prove_the_zone_of_a_column_named_est() {
    // New York changes its clock on 12 March 2028; 1835600400 is 2028-03-02T09:00:00Z.
    let instant = |n: usize| 1_835_600_400 + i64::try_from(n).unwrap() * 50_000;
    let id = |n: usize| ((instant(n) * 1000 - 1_288_834_974_657) << 22) + 4711;
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
    let posts = table("id,author,text,Date (EST)", 60, |n| {
        let local = jiff::Timestamp::from_second(instant(n)).unwrap().to_zoned(zone.clone());
        format!("{},ada{n},Tea {n},{}", id(n), local.datetime().to_string().replace('T', " "))
    });
    let read = rows(&posts, &["published_at"]);
    for n in [1, 60] {
        let expected = jiff::Timestamp::from_second(instant(n)).unwrap().to_string();
        assert_eq!(read[n - 1], expected);
    }
    let found = said(&posts);
    assert!(!found.contains("though the ids"), "{found}");
}

#[test]
fn a_time_long_before_the_other_is_asked_for() {
    let text = table("author,text,date,created_at", 12, |n| {
        format!("ada{n},Tea {n},2028-05-{n:02}T10:00:00Z,2027-01-{n:02}T10:00:00Z")
    });
    let found = said(&text);
    assert!(found.contains("`date`") && found.contains("`created_at`"), "{found}");
    assert_eq!(project(&[("a.csv", text.as_bytes())]).run(&["check"]).code, 1);
}

#[test]
fn accounts_that_collect_what_others_wrote_are_no_authors() {
    let text = table("date,ownerUsername,username,text", 30, |n| {
        let page = ["Kettle Care", "Kettle North"][n % 2];
        format!("2028-05-{n:02}T10:00:00Z,{page},ada{n},Tea {n}")
    });
    assert_eq!(rows(&text, &["author"])[..2], ["ada1", "ada2"]);
    let names = table("date,username,name,text", 30, |n| {
        format!("2028-05-{n:02}T10:00:00Z,ada{},Ada of {},Tea {n}", n % 3, n % 3)
    });
    assert_eq!(rows(&names, &["author"])[0], "ada1", "a person's name is no other person");
}

#[test]
fn where_no_keyword_occurs_a_column_that_is_not_read_is_named() {
    let text = table("date,author,text,comment", 24, |n| {
        let opening = "Our opening hours on the day of the fair are from nine to five";
        format!("2028-05-{n:02}T10:00:00Z,ada{n},{opening},The kettle of week {n} drips and drips")
    });
    let project = project(&[("a.csv", text.as_bytes())]);
    project.write("brief.yaml", format!("{BRIEF}keywords: {{brand: {{any: [nothing]}}}}\n"));
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("the keywords of the brief"), "{}", run.stderr);
}

#[test]
fn tones_beside_a_score_that_is_none_are_named() {
    let text = table("date,author,text,label,score", 12, |n| {
        let label = ["POSITIVE", "NEGATIVE"][n % 2];
        format!("2028-05-{n:02}T10:00:00Z,ada{n},Tea {n},{label},0.9{n:02}")
    });
    let found = said(&text);
    assert!(found.contains("no tone is read, though `label` seems to contain it"), "{found}");
    let polish = table("data,autor,komentarz,sentyment", 6, |n| {
        format!("2028-05-0{n},ada{n},Herbata {n},{}", ["pozytywny", "negatywny"][n % 2])
    });
    assert_eq!(rows(&polish, &["sentiment"])[..2], ["negative", "positive"]);
}
